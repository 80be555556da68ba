// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/network.h"

namespace engine::text {

/// The PP-OCRv4 text detector (differentiable binarisation): where in a picture there is writing.
/// Not for use from two threads.
class DetectionNet {
public:
    /// NotFound or Damaged, with the file's name.
    static Result<DetectionNet> load(const std::string& modelFile);

    /// For each pixel of `view` (CV_8UC3, BGR) how much it looks like the core of a text line, 0 to 1 (CV_32F).
    /// Damaged when the network gave something that is not a number: then nothing it says may be believed.
    Result<cv::Mat> probability(const cv::Mat& view);

private:
    explicit DetectionNet(Network network);
    Result<cv::Mat> probabilityOfTile(const cv::Mat& tile);

    Network m_network;
};

}
