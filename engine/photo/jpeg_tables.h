// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"

#include <cstdint>
#include <vector>

namespace engine::photo {

/// One table of a DQT or DHT segment (ITU-T T.81 B.2.4).
struct JpegTable {
    int place = 0; ///< where the decoder puts it: class and number
    ByteView bytes;
    bool isUsed = false; ///< by a scan that comes before another table takes its place
};

/// Empty where they do not fill the content: a longer one could hide bytes.
std::vector<JpegTable> quantisationTables(ByteView content);
std::vector<JpegTable> huffmanTables(ByteView content);

/// A segment of the picture, from its length on; with its tables, or with the entropy-coded bytes behind it.
struct JpegSegment {
    std::uint8_t marker = 0;
    ByteView whole, scan;
    std::vector<JpegTable> tables;
};
/// Tells which tables the picture needs: any other is room for bytes that nobody sees.
void markUsedTables(std::vector<JpegSegment>& segments);

}
