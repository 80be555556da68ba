// SPDX-License-Identifier: Apache-2.0
#include "engine/text/detectors.h"

#include <opencv2/imgproc.hpp>

namespace engine::text {

namespace {

constexpr int longestEnlarged = 1280;
/// Letters of five pixels come out 9 pixels thick. Thinner are the gaps between two lines, whose halo is striped.
constexpr double thinnestDerived = 7.5;

// Thickness and scale as measured in docs/decisions/0008-text-detection.md. The default view comes first: the pictures
// of a sight begin with it.
constexpr Detector rows[] = {
    {"default", Mode::Quick, defaultView, true, 1, {140, 0}},
    {"local-contrast", Mode::Standard, localContrastView, false, 2, {70, 0.5, thinnestDerived}},
    {"recurrence", Mode::Standard, recurrenceView, false, 2, {70, 0.5, thinnestDerived}, true},
    {"recurrence-inverted", Mode::Max, invertedRecurrenceView, false, 2, {70, 0.5, thinnestDerived}, true},
    {"recurrence-alone", Mode::Max, plainRecurrenceView, false, 2, {70, 0.5, thinnestDerived}, true},
    {"default-enlarged", Mode::Max, defaultView, true, 2, {140, 0}},
    {"inverted", Mode::Max, invertedView, true, 2, {140, 0}},
    {"other-windows", Mode::Max, otherWindowsView, false, 1, {140, 0}},
    {"fine-contrast", Mode::Max, fineContrastView, false, 2, {70, 0.5, thinnestDerived}},
    {"outside-window", Mode::Max, outsideWindowView, false, 1, {70, 0}},
    {"colour-differences", Mode::Max, colourDifferenceView, false, 1, {70, 0}},
};

}

std::span<const Detector> detectors()
{
    return rows;
}

void add(Sight& all, Sight other)
{
    const auto offset = static_cast<int>(all.pictures.size());
    for (auto& region : other.regions) {
        region.picture += offset;
        all.regions.push_back(region);
    }
    all.pictures.insert(all.pictures.end(), other.pictures.begin(), other.pictures.end());
}

Result<Sight> detectIn(DetectionNet& net, const cv::Mat& picture, int scale, const Bounds& bounds)
{
    const int used = std::max(picture.rows, picture.cols) <= longestEnlarged ? scale : 1;
    cv::Mat enlarged = picture;
    if (used > 1)
        cv::resize(picture, enlarged, {}, used, used, cv::INTER_LINEAR);
    const auto map = net.probability(enlarged);
    if (!map)
        return map.error();
    auto regions = regionsIn(*map, used, bounds);
    if (!regions)
        return regions.error();
    return Sight{{picture}, *std::move(regions)};
}

Result<Sight> detect(DetectionNet& net, const Detector& detector, const pixels::Frame& frame, ByteView samples)
{
    const auto pictures = detector.view(frame, samples);
    if (!pictures)
        return pictures.error();
    Sight all;
    for (const auto& picture : *pictures) {
        auto sight = detectIn(net, picture, detector.scale, detector.bounds);
        if (!sight)
            return sight.error();
        for (auto& region : sight->regions)
            region.isInDefault = detector.isDefault;
        add(all, *std::move(sight));
    }
    return all;
}

Result<Sight> detect(DetectionNet& net, Mode mode, const pixels::Frame& frame, ByteView samples)
{
    Sight all;
    for (const auto& detector : detectors()) {
        if (detector.from > mode)
            continue;
        auto sight = detect(net, detector, frame, samples);
        if (!sight)
            return sight.error();
        for (auto& region : sight->regions)
            region.mustBeRead = detector.mustBeRead && mode != Mode::Max;
        add(all, *std::move(sight));
    }
    return all;
}

}
