// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"
#include "engine/pixels/frame.h"

#include <opencv2/core.hpp>

#include <vector>

namespace engine::text {

/// Pictures of one frame in which text is looked for: CV_8UC3, BGR, as many rows and columns as the frame. None where
/// the view has nothing to show of this frame.
/// `samples` must hold `frame.layout.bytes()`.
using Pictures = Result<std::vector<cv::Mat>>;
using View = Pictures (*)(const pixels::Frame& frame, ByteView samples);

/// What a viewer shows first: the file's first window, else the full range.
Pictures defaultView(const pixels::Frame& frame, ByteView samples);

/// The same with black and white exchanged: the network was trained on dark letters more than on bright ones, and on
/// some grounds sees one polarity only.
Pictures invertedView(const pixels::Frame& frame, ByteView samples);

/// The file's other windows, each different one once.
Pictures otherWindowsView(const pixels::Frame& frame, ByteView samples);

/// What the first window shows as plain white or plain black: the values above it, and those below, stretched. Each
/// only where at least 64 pixels lie there and are not all the same.
Pictures outsideWindowView(const pixels::Frame& frame, ByteView samples);

/// Lightness and both colour differences (CIE L*a*b*), each stretched to the full range, in the place of blue, green
/// and red: text of another colour and the same brightness as its ground. None of grey images, nor of colours that are
/// grey.
Pictures colourDifferenceView(const pixels::Frame& frame, ByteView samples);

/// Local contrast of the stored values, whatever the window: text that is invisible on screen because it lies outside
/// the window, or differs by one grey level only, has full contrast here.
/// (value - mean) / deviation over 17 x 17 pixels, as 128 + 42 z.
Pictures localContrastView(const pixels::Frame& frame, ByteView samples);
/// The same over 9 x 9 pixels: for a narrow band of text beside something much brighter.
Pictures fineContrastView(const pixels::Frame& frame, ByteView samples);

/// How often each pixel's exact stored value (all channels) occurs again close by: a device writes in one value, which
/// anatomy and noise seldom hit twice. Letters of a mid grey over anatomy of the same greys, which nothing else shows,
/// stand out. CV_8UC1: the brighter the more often; black where nearly all around is the same, as in empty ground.
cv::Mat recurrenceOf(const pixels::FrameLayout& layout, ByteView samples);
/// The default view in blue and green, and the recurrence of values in red, dark on bright: the network sees both at
/// once.
Pictures recurrenceView(const pixels::Frame& frame, ByteView samples);
/// The same with every channel inverted.
Pictures invertedRecurrenceView(const pixels::Frame& frame, ByteView samples);
/// Recurrence alone.
Pictures plainRecurrenceView(const pixels::Frame& frame, ByteView samples);

/// The stored values as one plane of CV_32F; colour as its luminance.
cv::Mat storedValues(const pixels::FrameLayout& layout, ByteView samples);
/// 128 + 42 z of `values` (CV_32F, one plane) over squares of 2 `radius` + 1 pixels, as a picture.
cv::Mat localContrastOf(const cv::Mat& values, int radius);

}
