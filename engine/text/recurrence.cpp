// SPDX-License-Identifier: Apache-2.0
#include "engine/text/views.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace engine::text {

namespace {

// Measured (docs/decisions/0008-text-detection.md): a window as wide as a few letters and as high as a line.
constexpr int halfWidth = 12, halfHeight = 5;
constexpr int most = (2 * halfWidth + 1) * (2 * halfHeight + 1) - 1;
/// Of the window, with one value: more is empty ground.
constexpr double emptyShare = 0.7;
/// A sixth of the window is as bright as can be: letters fill that much of theirs.
constexpr double brightness = 6;

/// A number for each pixel's value: equal for equal values, and hardly ever for others (of more than 16 bits a digest).
cv::Mat namesOf(const pixels::FrameLayout& layout, ByteView samples)
{
    const auto bytes = static_cast<std::size_t>(layout.bytesPerSample * layout.samplesPerPixel);
    cv::Mat names(layout.rows, layout.columns, CV_16U);
    auto* name = names.ptr<std::uint16_t>();
    for (std::size_t pixel = 0; pixel < names.total(); ++pixel) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            value = bytes <= 2 ? (value << 8 | samples[pixel * bytes + i])
                               : (value * 0x01000193U) ^ samples[pixel * bytes + i];
        name[pixel] = static_cast<std::uint16_t>(bytes <= 2 ? value : value ^ value >> 16);
    }
    return names;
}

void countEqual(const std::uint16_t* one, const std::uint16_t* other, std::uint16_t* count, int length)
{
    for (int x = 0; x < length; ++x)
        count[x] = static_cast<std::uint16_t>(count[x] + (one[x] == other[x] ? 1 : 0));
}

}

cv::Mat recurrenceOf(const pixels::FrameLayout& layout, ByteView samples)
{
    const auto names = namesOf(layout, samples);
    cv::Mat counts = cv::Mat::zeros(names.size(), CV_16U);
    for (int y = 0; y < names.rows; ++y) {
        const auto* one = names.ptr<std::uint16_t>(y);
        auto* count = counts.ptr<std::uint16_t>(y);
        const int last = std::min(names.rows - 1, y + halfHeight);
        for (int other = std::max(0, y - halfHeight); other <= last; ++other) {
            for (int shift = -halfWidth; shift <= halfWidth; ++shift) {
                const int length = names.cols - std::abs(shift), from = std::max(0, -shift);
                if (length > 0 && (shift != 0 || other != y))
                    countEqual(one + from, names.ptr<std::uint16_t>(other) + from + shift, count + from, length);
            }
        }
    }
    cv::Mat shown;
    counts.convertTo(shown, CV_8U, 255 * brightness / most);
    shown.setTo(0, counts > emptyShare * most);
    return shown;
}

Pictures plainRecurrenceView(const pixels::Frame& frame, ByteView samples)
{
    cv::Mat view;
    cv::cvtColor(recurrenceOf(frame.layout, samples), view, cv::COLOR_GRAY2BGR);
    return std::vector{view};
}

Pictures recurrenceView(const pixels::Frame& frame, ByteView samples)
{
    auto pictures = defaultView(frame, samples);
    if (!pictures)
        return pictures;
    cv::Mat grey;
    cv::cvtColor(pictures->front(), grey, cv::COLOR_BGR2GRAY);
    cv::merge(std::vector<cv::Mat>{grey, grey, 255 - recurrenceOf(frame.layout, samples)}, pictures->front());
    return pictures;
}

Pictures invertedRecurrenceView(const pixels::Frame& frame, ByteView samples)
{
    auto pictures = recurrenceView(frame, samples);
    if (pictures)
        cv::bitwise_not(pictures->front(), pictures->front());
    return pictures;
}

}
