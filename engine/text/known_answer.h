// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/detection_net.h"
#include "engine/text/reader.h"

namespace engine::text {

/// A picture with text that we drew, and what must be found and read in it.
class KnownAnswer {
public:
    KnownAnswer();

    /// Damaged when the detector misses a line, paints the picture full, or the reader reads something else; also when
    /// the detector's answer is no longer the one it gave at first.
    Done check(DetectionNet& net, Reader& reader);

private:
    cv::Mat m_picture;
    cv::Mat m_firstMap;
};

}
