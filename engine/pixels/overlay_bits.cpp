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

}

Result<bool> clearOverlayBits(dicom::DataSet& dataSet)
{
    auto& item = dataSet.content().dataset();
    if (!hasOverlayBits(item))
        return false;
    const auto shape = shapeOf(dataSet);
    if (!shape)
        return shape.error();
    if (dicom::pixelDataForm(dataSet).isEncapsulated || shape->bitsAllocated != 16)
        return Error{ErrorCode::Unsupported, "overlay inside the pixels"};
    Uint16* words = nullptr;
    auto* pixels = dicom::pixelDataOf(dataSet.content());
    if (!pixels || pixels->getUint16Array(words).bad() || !words)
        return Error{ErrorCode::Damaged, "pixel data"};
    const auto count = pixels->getLengthField() / sizeof(Uint16);
    for (std::size_t i = 0; i < count; ++i)
        words[i] = clean(words[i], *shape);
    return true;
}

}
