// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/palette.h"

#include "engine/pixels/attributes.h"

#include <algorithm>

namespace engine::pixels {

namespace {

struct Descriptor {
    std::size_t entries = 0;
    std::int64_t first = 0;
    int bits = 16;
};

using Entries = std::vector<std::uint16_t>;

constexpr std::size_t mostEntries = 65'536;

Error wrong(const DcmTagKey& key)
{
    return {ErrorCode::Damaged, dicom::toString(dicom::toTag(key))};
}

Result<Descriptor> descriptorOf(DcmItem& item, const DcmTagKey& key, bool isSigned)
{
    const auto entries = numberIn(item, key, 0);
    const auto first = numberIn(item, key, 1);
    const auto bits = numberIn(item, key, 2);
    if (!entries || !first || (bits != 8 && bits != 16))
        return wrong(key);
    Descriptor descriptor;
    // 0 stands for 65536; the second value has the sign of the pixels whatever VR it came with.
    descriptor.entries = *entries == 0 ? mostEntries : static_cast<std::size_t>(*entries & 0xFFFF);
    descriptor.first = isSigned ? static_cast<std::int16_t>(*first) : static_cast<std::uint16_t>(*first);
    descriptor.bits = *bits;
    return descriptor;
}

/// The value as words, bytes widened where the table holds bytes.
Entries wordsOf(DcmItem& item, const DcmTagKey& key, const Descriptor& descriptor)
{
    DcmElement* element = nullptr;
    if (item.findAndGetElement(key, element).bad() || element->getLength() > 4 * mostEntries)
        return {};
    Bytes bytes(element->getLength());
    if (bytes.empty() ||
        element->getPartialValue(bytes.data(), 0, static_cast<Uint32>(bytes.size()), nullptr, EBO_LittleEndian).bad())
        return {};
    const bool isBytes = descriptor.bits == 8 && bytes.size() < 2 * descriptor.entries;
    Entries words;
    for (std::size_t i = 0; i + (isBytes ? 1 : 2) <= bytes.size(); i += isBytes ? 1 : 2)
        words.push_back(static_cast<std::uint16_t>(isBytes ? bytes[i] : bytes[i] | bytes[i + 1] << 8U));
    return words;
}

/// Unpacks segments: 0 discrete, 1 linear, 2 a repetition of earlier ones.
class Segments {
public:
    explicit Segments(const Entries& packed) : m_packed{packed} {}

    Entries unpack()
    {
        std::size_t at = 0;
        while (at + 1 < m_packed.size() && m_result.size() <= mostEntries) {
            if (m_packed[at] == 2)
                at = repeat(at);
            else
                at = segment(at);
        }
        return std::move(m_result);
    }

private:
    std::uint16_t word(std::size_t at) const { return at < m_packed.size() ? m_packed[at] : std::uint16_t{0}; }

    /// One plain segment; returns where the next begins, past the end when it is none.
    std::size_t segment(std::size_t at)
    {
        const std::size_t count = word(at + 1);
        if (word(at) == 0) {
            for (std::size_t i = 0; i < count && at + 2 + i < m_packed.size(); ++i)
                m_result.push_back(m_packed[at + 2 + i]);
            return at + 2 + count;
        }
        if (word(at) != 1 || m_result.empty())
            return m_packed.size();
        const double from = m_result.back();
        const double to = word(at + 2);
        for (std::size_t i = 1; i <= count; ++i)
            m_result.push_back(static_cast<std::uint16_t>(
                from + (to - from) * static_cast<double>(i) / static_cast<double>(count) + 0.5));
        return at + 3;
    }

    /// The offset counts bytes of the packed data, the low word first.
    std::size_t repeat(std::size_t at)
    {
        std::size_t source = (word(at + 2) | static_cast<std::size_t>(word(at + 3)) << 16U) / 2;
        for (std::size_t i = 0; i < word(at + 1) && source < m_packed.size() && word(source) != 2; ++i) {
            if (m_result.size() > mostEntries)
                break;
            source = segment(source);
        }
        return at + 4;
    }

    const Entries& m_packed;
    Entries m_result;
};

Bytes toEightBits(const Entries& entries, int bits)
{
    // Many write 8-bit colours into tables that they call 16 bit.
    const bool isWide =
        bits == 16 && std::any_of(entries.begin(), entries.end(), [](auto entry) { return entry > 255; });
    Bytes bytes;
    bytes.reserve(entries.size());
    for (const auto entry : entries)
        bytes.push_back(static_cast<std::uint8_t>(isWide ? entry >> 8U : entry));
    return bytes;
}

Result<Bytes> colour(DcmItem& item, const DcmTagKey& plain, const DcmTagKey& segmented, const Descriptor& descriptor)
{
    auto entries = wordsOf(item, plain, descriptor);
    if (entries.empty())
        entries = Segments{wordsOf(item, segmented, descriptor)}.unpack();
    if (entries.size() < descriptor.entries)
        return wrong(plain);
    entries.resize(descriptor.entries);
    return toEightBits(entries, descriptor.bits);
}

}

std::array<std::uint8_t, 3> Palette::at(std::int64_t stored) const
{
    const auto last = static_cast<std::int64_t>(colours[0].size()) - 1;
    const auto entry = static_cast<std::size_t>(std::clamp<std::int64_t>(stored - first, 0, last));
    return {colours[0][entry], colours[1][entry], colours[2][entry]};
}

Result<Palette> paletteOf(const dicom::DataSet& dataSet, bool isSigned)
{
    auto& item = dataSet.content().dataset();
    const std::array<std::array<DcmTagKey, 3>, 3> keys{
        {{DCM_RedPaletteColorLookupTableDescriptor, DCM_RedPaletteColorLookupTableData,
          DCM_SegmentedRedPaletteColorLookupTableData},
         {DCM_GreenPaletteColorLookupTableDescriptor, DCM_GreenPaletteColorLookupTableData,
          DCM_SegmentedGreenPaletteColorLookupTableData},
         {DCM_BluePaletteColorLookupTableDescriptor, DCM_BluePaletteColorLookupTableData,
          DCM_SegmentedBluePaletteColorLookupTableData}}};
    Palette palette;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto descriptor = descriptorOf(item, keys[i][0], isSigned);
        if (!descriptor)
            return descriptor.error();
        auto bytes = colour(item, keys[i][1], keys[i][2], *descriptor);
        if (!bytes)
            return bytes.error();
        palette.first = descriptor->first;
        palette.colours[i] = std::move(*bytes);
    }
    const auto& colours = palette.colours;
    if (colours[0].size() != colours[1].size() || colours[0].size() != colours[2].size())
        return wrong(keys[0][0]);
    return palette;
}

}
