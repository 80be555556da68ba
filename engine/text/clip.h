// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"
#include "engine/pixels/frame.h"

#include <opencv2/core.hpp>

#include <span>
#include <vector>

namespace engine::text {

/// All frames as a viewer shows the first (CV_8UC3): with its window, or its full range where the file states none.
Result<std::vector<cv::Mat>> shownFrames(const pixels::Frame& frame, std::span<const ByteView> samples);

/// How many of `frames`, from the first on, show one scene: each is like the one before it.
std::size_t sceneLength(std::span<const cv::Mat> frames);

/// What each pixel shows over the frames, channel by channel. `frames` is not empty.
cv::Mat brightestOf(std::span<const cv::Mat> frames);
cv::Mat darkestOf(std::span<const cv::Mat> frames);
/// The same of what lasts: of each `lasting` frames in a row first the darkest (brightest), and of these the brightest
/// (darkest). What moves is gone, text that stands for a moment is plain. Empty where there are fewer frames.
constexpr std::size_t lasting = 3;
cv::Mat brightestThatLasts(std::span<const cv::Mat> frames);
cv::Mat darkestThatLasts(std::span<const cv::Mat> frames);
cv::Mat medianOf(std::span<const cv::Mat> frames);
/// White where nothing changes, the darker the more a pixel does beside the median pixel: 255 - 128 s / median of s,
/// s the standard deviation in time. Nothing to see (empty) where half of the pixels never change.
cv::Mat stillnessOf(std::span<const cv::Mat> frames);

/// Whether the frames are the same under `place`, but for the noise of a compression.
bool isStill(const cv::Mat& brightest, const cv::Mat& darkest, const cv::Rect& place);
/// Whether another letter or two may stand under `place` of a line: so many pixels differ by a third of what lies
/// between the brightest and the darkest there. What merely moves behind letters mostly differs by less.
bool isRewritten(const cv::Mat& before, const cv::Mat& after, const cv::Rect& place);

}
