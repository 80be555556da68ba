// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/detection_net.h"
#include "engine/text/reader.h"
#include "engine/text/regions.h"

namespace engine::text {

/// A picture with text that we drew, and what must be found and read in it.
class KnownAnswer {
public:
    KnownAnswer();

    /// Damaged when the detector misses a line, paints the picture full, or the reader reads something else; also when
    /// an answer is no longer the one it gave at first. Asks each of the detector's networks.
    Done check(DetectionNet& net, Reader& reader);

private:
    Result<std::vector<Region>> look(DetectionNet& net, std::size_t network);

    cv::Mat m_picture;
    std::vector<cv::Mat> m_firstMaps;
};

}
