// SPDX-License-Identifier: Apache-2.0
#include "engine/text/views.h"

#include "engine/pixels/window.h"

#include <opencv2/imgproc.hpp>

namespace engine::text {

namespace {

constexpr int radius = 8;
/// In stored values: keeps the noise of a constant area flat, and is far below one grey level.
constexpr double smallestDeviation = 0.25;
constexpr double greysPerDeviation = 42;

int depthOf(const pixels::FrameLayout& layout)
{
    if (layout.bytesPerSample == 1)
        return layout.isSigned ? CV_8S : CV_8U;
    if (layout.bytesPerSample == 2)
        return layout.isSigned ? CV_16S : CV_16U;
    return CV_32S;
}

/// The stored values as one plane of numbers; colour as its luminance.
cv::Mat storedValues(const pixels::FrameLayout& layout, ByteView samples)
{
    // OpenCV has no read-only matrix; nothing here writes to it.
    const cv::Mat stored{layout.rows, layout.columns, CV_MAKETYPE(depthOf(layout), layout.samplesPerPixel),
                         const_cast<std::uint8_t*>(samples.data())};
    cv::Mat values;
    stored.convertTo(values, CV_32F);
    // OpenCV has no unsigned 32-bit type.
    if (layout.bytesPerSample == 4 && !layout.isSigned)
        cv::add(values, 4294967296.0, values, values < 0);
    if (layout.samplesPerPixel == 3)
        cv::cvtColor(values, values, cv::COLOR_RGB2GRAY);
    return values;
}

}

Result<cv::Mat> defaultView(const pixels::Frame& frame, ByteView samples)
{
    auto picture = pixels::render(frame, samples, pixels::defaultWindow(frame, samples));
    if (!picture)
        return picture.error();
    const bool isColour = frame.layout.samplesPerPixel == 3;
    const cv::Mat shown{frame.layout.rows, frame.layout.columns, isColour ? CV_8UC3 : CV_8UC1, picture->data()};
    cv::Mat view;
    cv::cvtColor(shown, view, isColour ? cv::COLOR_RGB2BGR : cv::COLOR_GRAY2BGR);
    return view;
}

Result<cv::Mat> localContrastView(const pixels::Frame& frame, ByteView samples)
{
    const cv::Mat values = storedValues(frame.layout, samples);
    const cv::Size around{2 * radius + 1, 2 * radius + 1};
    // Sums of squares of 16-bit values need double precision.
    cv::Mat mean, meanOfSquares, wide;
    cv::boxFilter(values, mean, CV_64F, around);
    cv::sqrBoxFilter(values, meanOfSquares, CV_64F, around);
    cv::Mat deviation = meanOfSquares - mean.mul(mean);
    cv::max(deviation, 0, deviation);
    cv::sqrt(deviation, deviation);
    deviation += smallestDeviation;
    values.convertTo(wide, CV_64F);
    const cv::Mat normalised = (wide - mean) / deviation;
    cv::Mat grey, view;
    normalised.convertTo(grey, CV_8U, greysPerDeviation, 128);
    cv::cvtColor(grey, view, cv::COLOR_GRAY2BGR);
    return view;
}

}
