// SPDX-License-Identifier: Apache-2.0
#include "engine/text/detectors.h"

#include <opencv2/imgproc.hpp>

namespace engine::text {

namespace {

constexpr int longestEnlarged = 1280;

// Thickness and scale as measured in docs/decisions/0008-text-detection.md.
constexpr Detector rows[] = {
    {"default", true, true, defaultView, true, 1, {140, 0}},
    {"local-contrast", false, true, localContrastView, false, 2, {70, 0.5}},
};

}

std::span<const Detector> detectors()
{
    return rows;
}

Result<std::vector<Region>> detect(DetectionNet& net, const Detector& detector, const pixels::Frame& frame,
                                   ByteView samples)
{
    auto view = detector.view(frame, samples);
    if (!view)
        return view.error();
    const int scale = std::max(view->rows, view->cols) <= longestEnlarged ? detector.scale : 1;
    if (scale > 1)
        cv::resize(*view, *view, {}, scale, scale, cv::INTER_LINEAR);
    const auto map = net.probability(*view);
    if (!map)
        return map.error();
    auto regions = regionsIn(*map, scale, detector.bounds);
    if (regions) {
        for (auto& region : *regions)
            region.isInDefault = detector.isDefault;
    }
    return regions;
}

}
