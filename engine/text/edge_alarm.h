// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include <vector>

namespace engine::text {

/// Where rows of sharp edges lie close together in a band like a line of writing, by plain image arithmetic and nothing
/// learned: an opinion independent of the network, which finds less and is wrong more often. Never used to skip.
/// `picture` is CV_8UC3; rectangles in its pixels.
std::vector<cv::Rect> bandsOfEdges(const cv::Mat& picture);

}
