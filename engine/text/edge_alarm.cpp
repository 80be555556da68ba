// SPDX-License-Identifier: Apache-2.0
#include "engine/text/edge_alarm.h"

#include <opencv2/imgproc.hpp>

namespace engine::text {

namespace {

// Of a line of writing, in pixels.
constexpr int lowest = 6, highest = 70, shortest = 18;
constexpr double leastSlimness = 1.8;
/// Grey levels between neighbours that make an edge at least.
constexpr double leastEdge = 40;
/// Letters: at least so many times from paper to ink along the middle, for each height of the line.
constexpr double fewestStrokes = 0.8;
/// Share of a band that edges cover: less is a frame around something, more is noise.
constexpr double sparsest = 0.25, densest = 0.85;

int strokesIn(const cv::Mat& edges)
{
    cv::Mat columns;
    cv::reduce(edges, columns, 0, cv::REDUCE_SUM, CV_32S);
    int strokes = 0;
    bool isInk = false;
    for (int x = 0; x < columns.cols; ++x) {
        // An eighth of the height starts a stroke, a sixteenth ends it.
        const int ink = columns.at<int>(0, x) / 255;
        const bool isNow = isInk ? 16 * ink > edges.rows : 8 * ink > edges.rows;
        strokes += isNow && !isInk ? 1 : 0;
        isInk = isNow;
    }
    return strokes;
}

bool looksWritten(const cv::Mat& edges)
{
    const double share = cv::countNonZero(edges) / static_cast<double>(edges.total());
    const bool isBand = edges.rows >= lowest && edges.rows <= highest && edges.cols >= shortest &&
                        edges.cols >= leastSlimness * edges.rows;
    return isBand && share >= sparsest && share <= densest &&
           strokesIn(edges) >= std::max(2.0, fewestStrokes * edges.cols / edges.rows);
}

}

std::vector<cv::Rect> bandsOfEdges(const cv::Mat& picture)
{
    cv::Mat grey, gradient, edges, bands;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    cv::morphologyEx(grey, gradient, cv::MORPH_GRADIENT, cv::getStructuringElement(cv::MORPH_ELLIPSE, {3, 3}));
    cv::Scalar mean, deviation;
    cv::meanStdDev(gradient, mean, deviation);
    edges = gradient > std::max(leastEdge, mean[0] + 2 * deviation[0]);
    cv::morphologyEx(edges, bands, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {9, 3}));
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(bands, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    std::vector<cv::Rect> found;
    for (const auto& outline : outlines) {
        const auto place = cv::boundingRect(outline);
        if (looksWritten(edges(place)))
            found.push_back(place);
    }
    return found;
}

}
