// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/frame_fragments.h"

#include "engine/dicom/dcmtk_access.h"
#include "engine/dicom/pixel_fragments.h"

#include <algorithm>

namespace engine::pixels {

namespace {

/// Offsets of the extended table (PS3.3 C.7.6.3.1.8), 64 bit.
std::vector<std::uint64_t> extendedOffsets(const dicom::DataSet& dataSet)
{
    const Uint64* values = nullptr;
    unsigned long count = 0;
    DcmElement* element = nullptr;
    if (dataSet.content().dataset().findAndGetElement(DCM_ExtendedOffsetTable, element).bad())
        return {};
    Uint64* array = nullptr;
    if (element->getUint64Array(array).good() && array) {
        values = array;
        count = element->getLength() / sizeof(Uint64);
    }
    return {values, values + count};
}

std::vector<std::uint64_t> offsetsOf(const dicom::DataSet& dataSet)
{
    auto offsets = extendedOffsets(dataSet);
    if (!offsets.empty())
        return offsets;
    const auto basic = dicom::offsetTable(dataSet);
    return {basic.begin(), basic.end()};
}

/// First fragment of each frame from the offsets of their items; empty when an offset hits none.
std::vector<std::size_t> startsByOffset(const std::vector<std::uint64_t>& offsets,
                                        const std::vector<std::uint32_t>& lengths)
{
    std::vector<std::uint64_t> places;
    std::uint64_t place = 0;
    for (const auto length : lengths) {
        places.push_back(place);
        place += 8 + std::uint64_t{length};
    }
    std::vector<std::size_t> starts;
    for (const auto offset : offsets) {
        const auto found = std::lower_bound(places.begin(), places.end(), offset);
        const bool isNext = found != places.end() && *found == offset;
        const auto start = static_cast<std::size_t>(found - places.begin());
        if (!isNext || (!starts.empty() && start <= starts.back()))
            return {};
        starts.push_back(start);
    }
    return starts;
}

bool beginsCodeStream(ByteView bytes)
{
    const auto begins = [bytes](std::initializer_list<std::uint8_t> mark) {
        return bytes.size() >= mark.size() && std::equal(mark.begin(), mark.end(), bytes.begin());
    };
    const bool isJp2 = bytes.size() >= 8 && textOf(bytes.subspan(4, 4)) == "jP  ";
    return isJp2 || begins({0xFF, 0xD8}) || begins({0xFF, 0x4F, 0xFF, 0x51});
}

std::vector<std::size_t> startsByContent(const dicom::DataSet& dataSet, std::size_t fragments)
{
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < fragments; ++i) {
        const auto bytes = dicom::fragment(dataSet, i);
        if (bytes && beginsCodeStream(*bytes))
            starts.push_back(i);
    }
    return starts;
}

std::vector<FragmentRange> rangesFrom(const std::vector<std::size_t>& starts, std::size_t fragments)
{
    std::vector<FragmentRange> ranges;
    for (std::size_t i = 0; i < starts.size(); ++i)
        ranges.push_back({starts[i], (i + 1 < starts.size() ? starts[i + 1] : fragments) - starts[i]});
    return ranges;
}

}

Result<std::vector<FragmentRange>> fragmentsByFrame(const dicom::DataSet& dataSet, int frames)
{
    const auto lengths = dicom::fragmentLengths(dataSet);
    const auto count = static_cast<std::size_t>(frames);
    if (lengths.empty())
        return Error{ErrorCode::Damaged, "no fragments"};
    if (count == 1)
        return std::vector<FragmentRange>{{0, lengths.size()}};
    std::vector<std::size_t> starts;
    if (lengths.size() == count) {
        for (std::size_t i = 0; i < count; ++i)
            starts.push_back(i);
    } else if (const auto offsets = offsetsOf(dataSet); offsets.size() == count) {
        starts = startsByOffset(offsets, lengths);
    }
    if (starts.empty())
        starts = startsByContent(dataSet, lengths.size());
    if (starts.size() != count || starts.front() != 0)
        return Error{ErrorCode::Unsupported, "frames that cannot be told apart"};
    return rangesFrom(starts, lengths.size());
}

Result<Bytes> codeStream(const dicom::DataSet& dataSet, FragmentRange range)
{
    Bytes joined;
    for (std::size_t i = range.first; i < range.first + range.count; ++i) {
        auto bytes = dicom::fragment(dataSet, i);
        if (!bytes)
            return bytes.error();
        if (range.count == 1)
            return bytes;
        joined.insert(joined.end(), bytes->begin(), bytes->end());
    }
    return joined;
}

}
