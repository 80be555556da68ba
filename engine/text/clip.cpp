// SPDX-License-Identifier: Apache-2.0
#include "engine/text/clip.h"

#include "engine/pixels/window.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace engine::text {

namespace {

/// Of the correlation of two frames, made small: below, somebody has cut.
constexpr double leastAlike = 0.7;
constexpr int smallSide = 64;
/// Grey levels by which a pixel that stands still may differ, and the share of pixels that may differ more.
constexpr double mostNoise = 12, mostNoisy = 0.005;
/// Pixels that differ where one or two letters do, in squares of a box's height: with its margins, letters are half as
/// high.
constexpr double ofLetters = 0.1;

double contrastOf(const cv::Mat& grey)
{
    double darkest = 0, brightest = 0;
    cv::minMaxLoc(grey, &darkest, &brightest);
    return brightest - darkest;
}

cv::Mat smallGrey(const cv::Mat& frame)
{
    cv::Mat grey, small;
    cv::cvtColor(frame, grey, cv::COLOR_BGR2GRAY);
    cv::resize(grey, small, {smallSide, smallSide}, 0, 0, cv::INTER_AREA);
    small.convertTo(small, CV_32F);
    return small;
}

bool areAlike(const cv::Mat& one, const cv::Mat& other)
{
    const cv::Mat a = one - cv::mean(one)[0], b = other - cv::mean(other)[0];
    const double norms = cv::norm(a) * cv::norm(b);
    // Two plain frames are alike when they are of one brightness.
    return norms > 0 ? a.dot(b) / norms >= leastAlike : cv::norm(one, other, cv::NORM_INF) <= mostNoise;
}

/// What `of` makes of each `lasting` frames in a row.
template <class Of>
std::vector<cv::Mat> overEachRun(std::span<const cv::Mat> frames, const Of& of)
{
    std::vector<cv::Mat> all;
    for (std::size_t i = 0; i + lasting <= frames.size(); ++i)
        all.push_back(of(frames.subspan(i, lasting)));
    return all;
}

}

Result<std::vector<cv::Mat>> shownFrames(const pixels::Frame& frame, std::span<const ByteView> samples)
{
    const auto window = pixels::defaultWindow(frame, samples.front());
    const bool isColour = frame.layout.samplesPerPixel == 3;
    std::vector<cv::Mat> all;
    for (const auto& one : samples) {
        auto picture = pixels::render(frame, one, window);
        if (!picture)
            return picture.error();
        const cv::Mat shown{frame.layout.rows, frame.layout.columns, isColour ? CV_8UC3 : CV_8UC1, picture->data()};
        cv::Mat view;
        cv::cvtColor(shown, view, isColour ? cv::COLOR_RGB2BGR : cv::COLOR_GRAY2BGR);
        all.push_back(view);
    }
    return all;
}

std::size_t sceneLength(std::span<const cv::Mat> frames)
{
    std::size_t length = 1;
    cv::Mat before = smallGrey(frames.front());
    for (; length < frames.size(); ++length) {
        const cv::Mat now = smallGrey(frames[length]);
        if (!areAlike(before, now))
            break;
        before = now;
    }
    return length;
}

cv::Mat brightestOf(std::span<const cv::Mat> frames)
{
    cv::Mat result = frames.front().clone();
    for (const auto& frame : frames.subspan(1))
        cv::max(result, frame, result);
    return result;
}

cv::Mat darkestOf(std::span<const cv::Mat> frames)
{
    cv::Mat result = frames.front().clone();
    for (const auto& frame : frames.subspan(1))
        cv::min(result, frame, result);
    return result;
}

cv::Mat brightestThatLasts(std::span<const cv::Mat> frames)
{
    const auto stood = overEachRun(frames, darkestOf);
    return stood.empty() ? cv::Mat{} : brightestOf(stood);
}

cv::Mat darkestThatLasts(std::span<const cv::Mat> frames)
{
    const auto stood = overEachRun(frames, brightestOf);
    return stood.empty() ? cv::Mat{} : darkestOf(stood);
}

cv::Mat medianOf(std::span<const cv::Mat> frames)
{
    cv::Mat result(frames.front().size(), CV_8UC3);
    std::vector<std::uint8_t> values(frames.size());
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    for (int y = 0; y < result.rows; ++y) {
        auto* into = result.ptr<std::uint8_t>(y);
        for (int x = 0; x < 3 * result.cols; ++x) {
            for (std::size_t i = 0; i < frames.size(); ++i)
                values[i] = frames[i].ptr<std::uint8_t>(y)[x];
            std::nth_element(values.begin(), middle, values.end());
            into[x] = *middle;
        }
    }
    return result;
}

cv::Mat stillnessOf(std::span<const cv::Mat> frames)
{
    cv::Mat sum = cv::Mat::zeros(frames.front().size(), CV_32F), squares = sum.clone();
    for (const auto& frame : frames) {
        cv::Mat grey;
        cv::cvtColor(frame, grey, cv::COLOR_BGR2GRAY);
        cv::accumulate(grey, sum);
        cv::accumulateSquare(grey, squares);
    }
    const auto count = static_cast<double>(frames.size());
    const cv::Mat mean = sum / count;
    cv::Mat deviation = cv::max(squares / count - mean.mul(mean), 0);
    cv::sqrt(deviation, deviation);
    std::vector<float> values(deviation.begin<float>(), deviation.end<float>());
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (*middle < 0.5F)
        return {};
    cv::Mat grey, view;
    deviation.convertTo(grey, CV_8U, -128 / static_cast<double>(*middle), 255);
    cv::cvtColor(grey, view, cv::COLOR_GRAY2BGR);
    return view;
}

bool isStill(const cv::Mat& brightest, const cv::Mat& darkest, const cv::Rect& place)
{
    cv::Mat difference;
    cv::subtract(brightest(place), darkest(place), difference);
    const cv::Mat flat = difference.reshape(1);
    return cv::countNonZero(flat > mostNoise) <= mostNoisy * static_cast<double>(flat.total());
}

bool isRewritten(const cv::Mat& before, const cv::Mat& after, const cv::Rect& place)
{
    cv::Mat was, is, difference;
    cv::cvtColor(before(place), was, cv::COLOR_BGR2GRAY);
    cv::cvtColor(after(place), is, cv::COLOR_BGR2GRAY);
    cv::absdiff(was, is, difference);
    const double contrast = std::max(contrastOf(was), contrastOf(is));
    const double side = std::min(place.width, place.height);
    return cv::countNonZero(difference > std::max<double>(mostNoise, contrast / 3)) > ofLetters * side * side;
}

}
