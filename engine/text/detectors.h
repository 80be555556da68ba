// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/detection_net.h"
#include "engine/text/regions.h"
#include "engine/text/views.h"

#include <span>
#include <string_view>

namespace engine::text {

/// One way of looking at a frame. A new view is one row in detectors.cpp.
struct Detector {
    std::string_view name;
    bool inQuick = false, inStandard = false;
    View view = nullptr;
    bool isDefault = false;
    int scale = 1; ///< enlargement where the frame's long side is at most 1280; nothing is ever made smaller
    Bounds bounds;
};
std::span<const Detector> detectors();

/// What `detector` sees, in stored pixels. Damaged when the network failed.
Result<std::vector<Region>> detect(DetectionNet& net, const Detector& detector, const pixels::Frame& frame,
                                   ByteView samples);

}
