// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/overlay_bits.h"

#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/attributes.h"
#include "engine/pixels/image_shape.h"

namespace engine::pixels {

namespace {

constexpr Uint16 firstGroup = 0x6000, lastGroup = 0x601E;

bool hasOverlayBits(DcmItem& item)
{
    for (unsigned group = firstGroup; group <= lastGroup; group += 2) {
        const auto key = [group](Uint16 element) { return DcmTagKey(static_cast<Uint16>(group), element); };
        const bool isApart = item.tagExists(key(0x3000));
        if (!isApart && numberIn(item, key(0x0102)).value_or(0) > 0)
            return true;
    }
    return false;
}

/// The bits that a sample uses, with sign extension where it has a sign.
std::uint16_t clean(std::uint16_t word, const ImageShape& shape)
{
    const auto shift = static_cast<unsigned>(shape.highBit + 1 - shape.bitsStored);
    const auto used = static_cast<std::uint16_t>(((1U << static_cast<unsigned>(shape.bitsStored)) - 1U) << shift);
    const auto sign = static_cast<std::uint16_t>(1U << static_cast<unsigned>(shape.highBit));
    const auto above = static_cast<std::uint16_t>(~((std::uint32_t{sign} << 1U) - 1U));
    const auto sample = static_cast<std::uint16_t>(word & used);
    return shape.isSigned && (sample & sign) != 0 ? static_cast<std::uint16_t>(sample | above) : sample;
}

/// Nothing beside the sample, with or without sign extension: then the word stays as it was written.
bool isClean(std::uint16_t word, const ImageShape& shape)
{
    const auto shift = static_cast<unsigned>(shape.highBit + 1 - shape.bitsStored);
    const auto used = static_cast<std::uint16_t>(((1U << static_cast<unsigned>(shape.bitsStored)) - 1U) << shift);
    return word == clean(word, shape) || (word & ~used & 0xFFFFU) == 0;
}

}

Result<bool> clearOverlayBits(dicom::DataSet& dataSet)
{
    auto& item = dataSet.content().dataset();
    const bool isDeclared = hasOverlayBits(item);
    const auto shape = shapeOf(dataSet);
    if (!shape)
        return isDeclared ? Result<bool>{shape.error()} : false;
    const bool isReachable = !dicom::pixelDataForm(dataSet).isEncapsulated && shape->bitsAllocated == 16;
    if (!isReachable && isDeclared)
        return Error{ErrorCode::Unsupported, "overlay inside the pixels"};
    if (!isReachable || shape->samples != ImageShape::Samples::Integer || shape->bitsStored == 16)
        return false;
    Uint16* words = nullptr;
    auto* pixels = dicom::pixelDataOf(dataSet.content());
    if (!pixels || pixels->getUint16Array(words).bad() || !words)
        return Error{ErrorCode::Damaged, "pixel data"};
    const auto count = pixels->getLengthField() / sizeof(Uint16);
    // A padding value may be one that no sample can have (PS3.3 C.7.5.1.1.2).
    const auto padding = numberIn(item, DCM_PixelPaddingValue);
    const auto isPadding = [&](Uint16 word) { return padding && static_cast<Uint16>(*padding) == word; };
    bool isChanged = false;
    for (std::size_t i = 0; i < count; ++i) {
        if (isClean(words[i], *shape) || isPadding(words[i]))
            continue;
        words[i] = clean(words[i], *shape);
        isChanged = true;
    }
    return isChanged;
}

}
