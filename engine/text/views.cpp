// SPDX-License-Identifier: Apache-2.0
#include "engine/text/views.h"

#include "engine/pixels/window.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace engine::text {

namespace {

constexpr int usualRadius = 8, fineRadius = 4;
/// In stored values: keeps the noise of a constant area flat, and is far below one grey level.
constexpr double smallestDeviation = 0.25;
constexpr double greysPerDeviation = 42;
constexpr std::size_t fewestOutside = 64;
/// What lies inside the window is black; the rest begins well above.
constexpr double firstGreyOutside = 64;
/// In steps of 8-bit L*a*b*: less is the noise of a compression.
constexpr double leastColour = 12;

int depthOf(const pixels::FrameLayout& layout)
{
    if (layout.bytesPerSample == 1)
        return layout.isSigned ? CV_8S : CV_8U;
    if (layout.bytesPerSample == 2)
        return layout.isSigned ? CV_16S : CV_16U;
    return CV_32S;
}

Result<cv::Mat> pictureOf(const pixels::Frame& frame, ByteView samples, const pixels::Window& window)
{
    auto picture = pixels::render(frame, samples, window);
    if (!picture)
        return picture.error();
    const bool isColour = frame.layout.samplesPerPixel == 3;
    const cv::Mat shown{frame.layout.rows, frame.layout.columns, isColour ? CV_8UC3 : CV_8UC1, picture->data()};
    cv::Mat view;
    cv::cvtColor(shown, view, isColour ? cv::COLOR_RGB2BGR : cv::COLOR_GRAY2BGR);
    return view;
}

/// Of `values` that are marked, those that a share of them lies below.
double percentile(std::vector<float>& values, double share)
{
    const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + place, values.end());
    return static_cast<double>(values[static_cast<std::size_t>(place)]);
}

/// The marked values stretched over the greys, everything else black; nothing when there is nothing to see.
std::optional<cv::Mat> stretched(const cv::Mat& values, const cv::Mat& marked)
{
    std::vector<float> outside;
    for (int y = 0; y < values.rows; ++y) {
        for (int x = 0; x < values.cols; ++x) {
            if (marked.at<std::uint8_t>(y, x) != 0)
                outside.push_back(values.at<float>(y, x));
        }
    }
    if (outside.size() < fewestOutside)
        return {};
    const auto [least, most] = std::minmax_element(outside.begin(), outside.end());
    double low = static_cast<double>(*least), high = static_cast<double>(*most);
    if (low == high)
        return {};
    // A few values far off must not take all the greys.
    const double inner = percentile(outside, 0.01), outer = percentile(outside, 0.995);
    if (inner < outer) {
        low = inner;
        high = outer;
    }
    const double gain = (255 - firstGreyOutside) / (high - low);
    cv::Mat greys, view;
    cv::Mat raised = cv::max(values, low);
    raised.convertTo(greys, CV_8U, gain, firstGreyOutside - low * gain);
    greys.setTo(0, marked == 0);
    cv::cvtColor(greys, view, cv::COLOR_GRAY2BGR);
    return view;
}

}

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

cv::Mat localContrastOf(const cv::Mat& values, int radius)
{
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

Pictures defaultView(const pixels::Frame& frame, ByteView samples)
{
    auto view = pictureOf(frame, samples, pixels::defaultWindow(frame, samples));
    if (!view)
        return view.error();
    return std::vector{*std::move(view)};
}

Pictures invertedView(const pixels::Frame& frame, ByteView samples)
{
    auto pictures = defaultView(frame, samples);
    if (!pictures)
        return pictures;
    cv::bitwise_not(pictures->front(), pictures->front());
    return pictures;
}

Pictures otherWindowsView(const pixels::Frame& frame, ByteView samples)
{
    std::vector<cv::Mat> pictures;
    if (frame.layout.samplesPerPixel != 1)
        return pictures;
    const auto& windows = frame.presentation.windows;
    for (std::size_t i = 1; i < windows.size(); ++i) {
        const auto isSame = [&](const pixels::Window& other) {
            return other.centre == windows[i].centre && other.width == windows[i].width;
        };
        const auto end = windows.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::any_of(windows.begin(), end, isSame))
            continue;
        auto view = pictureOf(frame, samples, windows[i]);
        if (!view)
            return view.error();
        pictures.push_back(*std::move(view));
    }
    return pictures;
}

Pictures outsideWindowView(const pixels::Frame& frame, ByteView samples)
{
    std::vector<cv::Mat> pictures;
    if (frame.layout.samplesPerPixel != 1 || frame.presentation.windows.empty())
        return pictures;
    const auto& window = frame.presentation.windows.front();
    cv::Mat values = storedValues(frame.layout, samples);
    values.convertTo(values, CV_32F, frame.presentation.slope, frame.presentation.intercept);
    for (const auto& marked :
         {cv::Mat{values > window.centre + window.width / 2 - 1}, cv::Mat{values < window.centre - window.width / 2}}) {
        if (auto view = stretched(values, marked))
            pictures.push_back(*std::move(view));
    }
    return pictures;
}

Pictures colourDifferenceView(const pixels::Frame& frame, ByteView samples)
{
    std::vector<cv::Mat> pictures;
    if (frame.layout.samplesPerPixel != 3)
        return pictures;
    auto shown = defaultView(frame, samples);
    if (!shown)
        return shown.error();
    cv::Mat lab;
    cv::cvtColor(shown->front(), lab, cv::COLOR_BGR2Lab);
    std::vector<cv::Mat> planes;
    cv::split(lab, planes);
    double mostColour = 0;
    for (std::size_t i = 0; i < planes.size(); ++i) {
        double low = 0, high = 0;
        cv::minMaxLoc(planes[i], &low, &high);
        if (i > 0)
            mostColour = std::max(mostColour, high - low);
        const bool isFlat = high - low < (i > 0 ? leastColour : 1);
        planes[i].convertTo(planes[i], CV_8U, isFlat ? 0 : 255 / (high - low),
                            isFlat ? 128 : -255 * low / (high - low));
    }
    if (mostColour < leastColour)
        return pictures;
    cv::merge(planes, lab);
    pictures.push_back(lab);
    return pictures;
}

Pictures localContrastView(const pixels::Frame& frame, ByteView samples)
{
    return std::vector{localContrastOf(storedValues(frame.layout, samples), usualRadius)};
}

Pictures fineContrastView(const pixels::Frame& frame, ByteView samples)
{
    return std::vector{localContrastOf(storedValues(frame.layout, samples), fineRadius)};
}

}
