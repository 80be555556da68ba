// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/jpeg_tables.h"

#include <map>

namespace engine::photo {

namespace {

// ITU-T T.81 Table B.1
constexpr std::uint8_t huffman = 0xC4, startOfScan = 0xDA, quantisation = 0xDB;
constexpr std::size_t lengthSize = 2;

bool isFrame(std::uint8_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != huffman && marker != 0xC8 && marker != 0xCC;
}

using Places = std::map<int, JpegTable*>;

void mark(const Places& places, int place)
{
    if (const auto found = places.find(place); found != places.end())
        found->second->isUsed = true;
}

/// Both classes of each component: a scan that needs one of them only names the other as zero.
void markHuffman(const Places& places, ByteView scanHead)
{
    for (std::size_t i = 2; i < scanHead.size() && i < 1 + 2U * scanHead[0]; i += 2) {
        mark(places, scanHead[i] >> 4);
        mark(places, 0x10 + (scanHead[i] & 15));
    }
}

}

std::vector<JpegTable> quantisationTables(ByteView content)
{
    std::vector<JpegTable> tables;
    std::size_t at = 0;
    while (at < content.size()) {
        const std::size_t size = content[at] >> 4U == 0 ? 65 : 129;
        if (size > content.size() - at)
            return {};
        tables.push_back({content[at] & 15, content.subspan(at, size), false});
        at += size;
    }
    return tables;
}

std::vector<JpegTable> huffmanTables(ByteView content)
{
    constexpr std::size_t head = 17;
    std::vector<JpegTable> tables;
    std::size_t at = 0;
    while (at < content.size()) {
        std::size_t size = head;
        for (std::size_t i = 1; i < head && at + i < content.size(); ++i)
            size += content[at + i];
        if (size > content.size() - at)
            return {};
        tables.push_back({content[at], content.subspan(at, size), false});
        at += size;
    }
    return tables;
}

void markUsedTables(std::vector<JpegSegment>& segments)
{
    Places coding, steps;
    ByteView frame;
    for (auto& segment : segments) {
        const auto content = segment.whole.subspan(lengthSize);
        for (auto& table : segment.tables)
            (segment.marker == quantisation ? steps : coding)[table.place] = &table;
        if (isFrame(segment.marker))
            frame = content;
        if (segment.marker != startOfScan)
            continue;
        markHuffman(coding, content);
        for (std::size_t i = 8; i < frame.size(); i += 3)
            mark(steps, frame[i]);
    }
}

}
