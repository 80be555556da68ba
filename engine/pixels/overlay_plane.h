// SPDX-License-Identifier: Apache-2.0
#pragma once

// Internal: brings DCMTK's headers.

#include "engine/base/result.h"
#include "engine/dicom/dcmtk_access.h"
#include "engine/pixels/box.h"

#include <optional>
#include <span>

namespace engine::pixels {

constexpr unsigned firstOverlayGroup = 0x6000, lastOverlayGroup = 0x601E; // PS3.5 7.6

inline DcmTagKey overlayKey(unsigned group, Uint16 element)
{
    return {static_cast<Uint16>(group), element};
}

/// One overlay plane with data of its own: one bit a pixel, the lowest first, frames not aligned to bytes
/// (PS3.5 8.1.2).
struct OverlayPlane {
    DcmElement* bits = nullptr;
    int rows = 0, columns = 0, frames = 1;
    int top = 0, left = 0; ///< of its first pixel, in the image, from 0; may be negative
    int firstFrame = 1;    ///< the image frame that its first one lies on

    std::uint64_t pixels() const { return static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns); }
};

/// Nothing where the group has no data of its own; Damaged when its description makes no sense.
std::optional<Result<OverlayPlane>> overlayPlaneOf(DcmItem& item, unsigned group);

/// Clears the bits inside boxes of the plane's own pixels and frames, which must lie inside it.
Done clearInPlane(const OverlayPlane& plane, std::span<const Box> boxes);
/// At every depth: an icon shows the same picture.
void removeIcons(DcmItem& item);
/// The part of a box on the image that lies on the plane; a plane of one frame counts as lying on all frames.
std::optional<Box> onPlane(const OverlayPlane& plane, const Box& box);

}
