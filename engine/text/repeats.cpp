// SPDX-License-Identifier: Apache-2.0
#include "engine/text/repeats.h"

#include "engine/text/plain.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <iterator>

namespace engine::text {

namespace {

constexpr double leastShare = 0.9;

/// How much of `line` lies under what is blanked of `other`.
double shareWithin(const cv::RotatedRect& line, const Region& other)
{
    auto around = other.shape;
    around.size.width += 2 * other.extension * around.size.height;
    std::vector<cv::Point2f> common;
    if (cv::rotatedRectangleIntersection(line, around, common) == cv::INTERSECT_NONE || common.size() < 3)
        return 0;
    std::vector<cv::Point2f> outline;
    cv::convexHull(common, outline);
    return cv::contourArea(outline) / static_cast<double>(line.size.area());
}

std::string signsOf(const FoundText& found)
{
    return lookAlikeOf(compactOf(plainOf(found.text)));
}

}

void colourRepeats(std::vector<ReadLine>& lines)
{
    std::vector<ReadLine> greens;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(greens),
                 [](const ReadLine& line) { return line.found.verdict == Verdict::Safe && !line.region.isLarge; });
    for (auto& [region, found] : lines) {
        const auto signs = signsOf(found);
        if (found.verdict != Verdict::Unknown || region.isLarge || signs.size() < 2)
            continue;
        const auto same = std::find_if(greens.begin(), greens.end(), [&](const ReadLine& green) {
            return signsOf(green.found).find(signs) != std::string::npos &&
                   shareWithin(region.shape, green.region) >= leastShare;
        });
        if (same == greens.end())
            continue;
        found.verdict = Verdict::Safe;
        found.reasons = same->found.reasons;
        region.extension = std::min(region.extension, same->region.extension);
    }
}

}
