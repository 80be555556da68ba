// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/detection_net.h"
#include "engine/text/regions.h"
#include "engine/text/requests.h"
#include "engine/text/views.h"

#include <span>
#include <string_view>

namespace engine::text {

/// One way of looking at a frame. A new view is one row in detectors.cpp.
struct Detector {
    std::string_view name;
    Mode from = Mode::Quick; ///< the least thorough mode that uses it
    View view = nullptr;
    bool isDefault = false;
    int scale = 1; ///< enlargement where the frame's long side is at most 1280; nothing is ever made smaller
    Bounds bounds;
    bool mustBeRead = false; ///< below Max its findings count when something can be read in them
};
std::span<const Detector> detectors();

/// What was seen, in stored pixels, and in which pictures: `Region::picture` counts in `pictures`.
struct Sight {
    std::vector<cv::Mat> pictures;
    std::vector<Region> regions;
};
/// Takes over what another look saw.
void add(Sight& all, Sight other);

/// What `detector` sees. Damaged when the network failed.
Result<Sight> detect(DetectionNet& net, const Detector& detector, const pixels::Frame& frame, ByteView samples);
/// What `mode` sees: all its detectors, one after the other.
Result<Sight> detect(DetectionNet& net, Mode mode, const pixels::Frame& frame, ByteView samples);
/// In a picture that is already there.
Result<Sight> detectIn(DetectionNet& net, const cv::Mat& picture, int scale, const Bounds& bounds);

}
