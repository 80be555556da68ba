// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/icc_texts.h"

#include "engine/dicom/dcmtk_access.h"

#include <algorithm>
#include <string_view>

namespace engine::pixels {

namespace {

using Part = std::span<std::uint8_t>;

// ICC.1:2022: header (7.2) and tag table (7.3).
constexpr std::size_t headerSize = 128, entrySize = 12, creationTime = 24, creationTimeSize = 12, profileId = 84,
                      profileIdSize = 16, wordSize = 4, textStart = 8, mostTags = 1000;

std::size_t wordAt(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return (std::size_t{bytes[at]} << 24U) | (std::size_t{bytes[at + 1]} << 16U) | (std::size_t{bytes[at + 2]} << 8U) |
           std::size_t{bytes[at + 3]};
}

bool isIn(std::size_t offset, std::size_t size, std::size_t whole)
{
    return offset <= whole && size <= whole - offset;
}

/// Letters become spaces, the end of the text stays one.
void blank(Part text)
{
    std::fill(text.begin(), text.end(), std::uint8_t{' '});
    if (!text.empty())
        text.back() = 0;
}

void clear(Part bytes)
{
    std::fill(bytes.begin(), bytes.end(), std::uint8_t{0});
}

/// ICC.1:2001 6.5.17: an ASCII text, then the same in Unicode and in a script of the Macintosh, which become empty.
Done blankDescription(Part tag)
{
    constexpr std::size_t start = textStart + wordSize;
    if (tag.size() < start || !isIn(start, wordAt(tag, textStart), tag.size()))
        return Error{ErrorCode::Damaged, "desc"};
    const auto length = wordAt(tag, textStart);
    blank(tag.subspan(start, length));
    clear(tag.subspan(start + length));
    return done();
}

/// Records of language, country, length and place, then UTF-16.
Done blankLocalized(Part tag)
{
    constexpr std::size_t start = 16, recordSize = 12, lengthAt = 4, placeAt = 8;
    if (tag.size() < start || wordAt(tag, textStart) > (tag.size() - start) / recordSize)
        return Error{ErrorCode::Damaged, "mluc"};
    const auto records = wordAt(tag, textStart);
    auto text = tag.subspan(start + records * recordSize);
    for (std::size_t i = 0; i < records; ++i) {
        const auto record = start + i * recordSize;
        if (!isIn(wordAt(tag, record + placeAt), wordAt(tag, record + lengthAt), tag.size()))
            return Error{ErrorCode::Damaged, "mluc"};
    }
    for (std::size_t i = 0; i < text.size(); ++i)
        text[i] = i % 2 == 0 ? 0 : ' ';
    return done();
}

Done blankTag(Part tag)
{
    const std::string_view type{reinterpret_cast<const char*>(tag.data()), wordSize};
    if (type == "desc")
        return blankDescription(tag);
    if (type == "mluc")
        return blankLocalized(tag);
    if (type == "text")
        blank(tag.subspan(textStart));
    else if (type == "dict" || type == "pseq" || type == "psid")
        clear(tag.subspan(textStart)); // no entries
    return done();
}

}

Result<bool> blankIccTexts(Part profile)
{
    const Error damaged{ErrorCode::Damaged, "ICC profile"};
    if (profile.size() < headerSize + wordSize)
        return damaged;
    const Bytes before{profile.begin(), profile.end()};
    const auto tags = wordAt(profile, headerSize);
    if (tags > mostTags || !isIn(headerSize + wordSize, tags * entrySize, profile.size()))
        return damaged;
    for (std::size_t i = 0; i < tags; ++i) {
        const auto entry = headerSize + wordSize + i * entrySize;
        const auto offset = wordAt(profile, entry + wordSize);
        const auto size = wordAt(profile, entry + 2 * wordSize);
        if (size < textStart || !isIn(offset, size, profile.size()))
            return damaged;
        if (auto blanked = blankTag(profile.subspan(offset, size)); !blanked)
            return damaged;
    }
    clear(profile.subspan(creationTime, creationTimeSize));
    if (std::equal(before.begin(), before.end(), profile.begin()))
        return false;
    clear(profile.subspan(profileId, profileIdSize));
    return true;
}

Result<bool> blankIccTexts(dicom::DataSet& dataSet)
{
    bool isChanged = false;
    auto& item = dataSet.content().dataset();
    DcmStack stack;
    while (item.search(DCM_ICCProfile, stack, ESM_afterStackTop, OFTrue).good()) {
        auto* element = dynamic_cast<DcmElement*>(stack.top());
        Uint8* bytes = nullptr;
        if (!element || element->getUint8Array(bytes).bad() || !bytes || element->getLengthField() == 0)
            continue;
        const auto blanked = blankIccTexts(Part{bytes, element->getLengthField()});
        if (!blanked)
            return Error{ErrorCode::Damaged, "(0028,2000)"};
        isChanged = isChanged || *blanked;
    }
    return isChanged;
}

}
