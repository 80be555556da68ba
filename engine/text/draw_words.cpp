// SPDX-License-Identifier: Apache-2.0
#include "engine/text/draw_words.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>

namespace engine::text {

namespace {

constexpr int leastHeight = 6, mostHeight = 400;
constexpr std::size_t mostLetters = 80;
/// Hershey's stroke fonts: what plotters and many devices write in.
constexpr std::array fonts{cv::FONT_HERSHEY_PLAIN, cv::FONT_HERSHEY_SIMPLEX, cv::FONT_HERSHEY_DUPLEX};

/// Each run of set pixels in a row is a stroke.
std::vector<pixels::Patch> runsOf(const cv::Mat& drawn)
{
    std::vector<pixels::Patch> runs;
    for (int y = 0; y < drawn.rows; ++y) {
        for (int x = 0; x < drawn.cols; ++x) {
            const int start = x;
            while (x < drawn.cols && drawn.at<std::uint8_t>(y, x) != 0)
                ++x;
            if (x > start)
                runs.push_back({start, y, x - start, 1});
        }
    }
    return runs;
}

}

Result<DrawWords::Answer> drawWords(const DrawWords& request)
{
    const bool isPlain = std::all_of(request.words.begin(), request.words.end(),
                                     [](char letter) { return letter >= ' ' && letter <= '~'; });
    if (request.words.empty() || request.words.size() > mostLetters || !isPlain || request.height < leastHeight ||
        request.height > mostHeight)
        return Error{ErrorCode::BadArgument, "words"};
    try {
        const int font = fonts[static_cast<std::size_t>(request.font) % fonts.size()];
        const int thickness = std::max(1, request.height / 14);
        int below = 0;
        const auto unit = cv::getTextSize("H", font, 1, thickness, &below);
        const double scale = static_cast<double>(request.height) / unit.height;
        const auto size = cv::getTextSize(request.words, font, scale, thickness, &below);
        const int margin = thickness + 1;
        cv::Mat drawn = cv::Mat::zeros(size.height + below + 2 * margin, size.width + 2 * margin, CV_8UC1);
        cv::putText(drawn, request.words, {margin, margin + size.height}, font, scale, 255, thickness, cv::LINE_8);
        return DrawWords::Answer{drawn.cols, drawn.rows, runsOf(drawn)};
    } catch (const cv::Exception&) {
        return Error{ErrorCode::Internal, "words"};
    }
}

}
