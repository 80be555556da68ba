// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/finder.h"

#include <opencv2/imgproc.hpp>

#include <gtest/gtest.h>

namespace engine::text::drawn {

/// One for all tests of a process.
inline Finder& finder()
{
    static auto loaded = [] {
        auto result = Finder::load(SAFELIGHT_RESOURCES);
        EXPECT_TRUE(result) << result.error().where;
        return *std::move(result);
    }();
    return loaded;
}

/// Grey noise, always the same for a size.
inline cv::Mat noise(cv::Size size, int type = CV_8UC1, double mean = 70, double deviation = 12)
{
    cv::Mat picture(size, type);
    cv::RNG random{static_cast<std::uint64_t>(size.width) * 1000 + static_cast<std::uint64_t>(size.height)};
    random.fill(picture, cv::RNG::NORMAL, cv::Scalar::all(mean), cv::Scalar::all(deviation));
    return picture;
}

struct Line {
    const char* text;
    cv::Point start; ///< of the base line
    double size = 0.6;
    double value = 230; ///< in stored values

    cv::Rect place() const
    {
        int below = 0;
        const auto extent = cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, size, 1, &below);
        return {start.x, start.y - extent.height, extent.width, extent.height};
    }
};

inline void draw(cv::Mat& picture, const Line& line)
{
    // Any depth: drawn as a mask, which takes the value.
    cv::Mat mask = cv::Mat::zeros(picture.size(), CV_8U);
    cv::putText(mask, line.text, line.start, cv::FONT_HERSHEY_SIMPLEX, line.size, 255, 1);
    picture.setTo(cv::Scalar::all(line.value), mask);
}

inline FindText requestFor(const cv::Mat& picture, const char* mode = "standard")
{
    FindText request;
    auto& layout = request.frame.layout;
    layout.columns = picture.cols;
    layout.rows = picture.rows;
    layout.samplesPerPixel = picture.channels();
    layout.bytesPerSample = static_cast<int>(picture.elemSize1());
    layout.isSigned = picture.depth() == CV_16S || picture.depth() == CV_32S;
    layout.bitsStored = 8 * layout.bytesPerSample;
    request.mode = mode;
    return request;
}

inline ByteView samplesOf(const cv::Mat& picture)
{
    return {picture.data, picture.total() * picture.elemSize()};
}

inline std::vector<FoundText> find(Finder& finder, const cv::Mat& picture, const char* mode = "standard")
{
    auto found = finder.find(requestFor(picture, mode), samplesOf(picture));
    EXPECT_TRUE(found) << found.error().where;
    return found ? std::move(found->found) : std::vector<FoundText>{};
}

/// The share of `place` that the boxes cover.
inline double covered(const std::vector<FoundText>& found, const cv::Rect& place)
{
    cv::Mat mask = cv::Mat::zeros(place.size(), CV_8U);
    for (const auto& one : found) {
        const cv::Rect box{one.box.x - place.x, one.box.y - place.y, one.box.width, one.box.height};
        mask(box & cv::Rect{{}, place.size()}) = 1;
    }
    return static_cast<double>(cv::countNonZero(mask)) / place.area();
}

/// The one that covers most of `place`; nothing when none touches it.
inline const FoundText* at(const std::vector<FoundText>& found, const cv::Rect& place)
{
    const FoundText* best = nullptr;
    double most = 0;
    for (const auto& one : found) {
        if (const double share = covered({one}, place); share > most) {
            most = share;
            best = &one;
        }
    }
    return best;
}

}
