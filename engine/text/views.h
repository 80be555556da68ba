// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"
#include "engine/pixels/frame.h"

#include <opencv2/core.hpp>

namespace engine::text {

/// Pictures of one frame in which text is looked for: CV_8UC3, BGR, as many rows and columns as the frame.
/// `samples` must hold `frame.layout.bytes()`.
using View = Result<cv::Mat> (*)(const pixels::Frame& frame, ByteView samples);

/// What a viewer shows first: the file's first window, else the full range.
Result<cv::Mat> defaultView(const pixels::Frame& frame, ByteView samples);

/// Local contrast of the stored values, whatever the window: text that is invisible on screen because it lies outside
/// the window, or differs by one grey level only, has full contrast here.
/// (value - mean) / deviation over 17 x 17 pixels, as 128 + 42 z.
Result<cv::Mat> localContrastView(const pixels::Frame& frame, ByteView samples);

}
