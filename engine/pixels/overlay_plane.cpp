// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/overlay_plane.h"

#include "engine/pixels/attributes.h"
#include "engine/pixels/image_shape.h"

#include <algorithm>

namespace engine::pixels {

std::optional<Result<OverlayPlane>> overlayPlaneOf(DcmItem& item, unsigned group)
{
    const auto number = [&](Uint16 element, int otherwise, unsigned long position = 0) {
        return numberIn(item, overlayKey(group, element), position).value_or(otherwise);
    };
    OverlayPlane plane;
    const auto data = overlayKey(group, 0x3000);
    if (item.findAndGetElement(data, plane.bits).bad() || plane.bits->getLengthField() == 0)
        return {};
    plane.rows = number(0x0010, 0);
    plane.columns = number(0x0011, 0);
    plane.frames = number(0x0015, 1);
    plane.top = number(0x0050, 1) - 1;
    plane.left = number(0x0050, 1, 1) - 1;
    plane.firstFrame = number(0x0051, 1);
    const bool isSize = plane.rows > 0 && plane.columns > 0 && plane.frames > 0 && plane.pixels() <= largestFrame;
    const auto bits = isSize ? plane.pixels() * static_cast<std::uint64_t>(plane.frames) : 0;
    if (!isSize || (bits + 7) / 8 > plane.bits->getLengthField())
        return Error{ErrorCode::Damaged, dicom::toString(dicom::toTag(data))};
    return plane;
}

namespace {

void clearBox(Uint8* bytes, const OverlayPlane& plane, const Box& box)
{
    for (int frame = box.firstFrame; frame <= box.lastFrame; ++frame) {
        for (int y = box.y; y < box.y + box.height; ++y) {
            const auto line = static_cast<std::uint64_t>(frame - 1) * plane.pixels() +
                              static_cast<std::uint64_t>(y) * static_cast<std::uint64_t>(plane.columns);
            for (auto bit = line + static_cast<std::uint64_t>(box.x);
                 bit < line + static_cast<std::uint64_t>(box.x + box.width); ++bit)
                bytes[bit / 8] = static_cast<Uint8>(bytes[bit / 8] & ~(1U << (bit % 8)));
        }
    }
}

}

Done clearInPlane(const OverlayPlane& plane, std::span<const Box> boxes)
{
    Uint8* bytes = nullptr;
    Uint16* words = nullptr;
    // Words are kept in the machine's order, which is little endian on everything we build for.
    if (plane.bits->getUint16Array(words).good() && words)
        bytes = reinterpret_cast<Uint8*>(words);
    else
        plane.bits->getUint8Array(bytes);
    if (!bytes)
        return Error{ErrorCode::Damaged, "overlay"};
    for (const auto& box : boxes)
        clearBox(bytes, plane, box);
    return done();
}

void removeIcons(DcmItem& item)
{
    while (item.findAndDeleteElement(DCM_IconImageSequence, OFTrue, OFTrue).good()) {
    }
}

std::optional<Box> onPlane(const OverlayPlane& plane, const Box& box)
{
    const auto left = std::max<std::int64_t>(0, std::int64_t{box.x} - plane.left);
    const auto top = std::max<std::int64_t>(0, std::int64_t{box.y} - plane.top);
    const auto right = std::min<std::int64_t>(plane.columns, std::int64_t{box.x} + box.width - plane.left);
    const auto bottom = std::min<std::int64_t>(plane.rows, std::int64_t{box.y} + box.height - plane.top);
    auto first = std::max<std::int64_t>(1, std::int64_t{box.firstFrame} - plane.firstFrame + 1);
    auto last = std::min<std::int64_t>(plane.frames, std::int64_t{box.lastFrame} - plane.firstFrame + 1);
    if (plane.frames == 1)
        first = last = 1;
    if (left >= right || top >= bottom || first > last)
        return {};
    return Box{static_cast<int>(left),         static_cast<int>(top),   static_cast<int>(right - left),
               static_cast<int>(bottom - top), static_cast<int>(first), static_cast<int>(last)};
}

}
