// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <opencv2/core.hpp>

#include <memory>
#include <string>
#include <vector>

namespace engine::text {

/// A convolutional network with fixed weights, run by oneDNN on pictures of a few sizes for ever. Reads files of
/// resources/models/convert_network.py: lines of text (`safelight network 2`, one operation a line, `weights N`), then
/// N floats, little endian. Not for use from two threads.
class Network {
public:
    /// All code is generated here, and no file is opened later. NotFound or Damaged, with the file's name.
    static Result<Network> load(const std::string& file, std::vector<cv::Size> sizes);

    Network(Network&&) noexcept;
    ~Network();

    /// `values`: CV_32FC3, of one of the sizes. The answer: CV_32F, rows x columns x channels, as many as the network
    /// makes of them.
    cv::Mat run(const cv::Mat& values);

private:
    struct Parts;
    explicit Network(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}
