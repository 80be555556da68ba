// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/tiff_reader.h"

#include <optional>

namespace engine::photo {

/// The samples of one strip or tile: lines as `TiffLayout::lineSize` says, in the file's byte order, differences
/// (predictor) undone. JPEG comes as RGB or grey. Damaged where it breaks off.
Result<Bytes> unpackPart(const TiffLayout& layout, std::size_t part);
/// The other way round, in the compression of the layout; of JPEG by deflate.
Result<Bytes> packPart(const TiffLayout& layout, Bytes lines);

/// A tile as it is packed without what it holds beyond the edge of the picture, where no reader shows it; nothing where
/// there is only what writers fill tiles with (zeros, ones, the last pixel or line again), where it cannot be unpacked,
/// and of strips and JPEG.
std::optional<Bytes> withoutPadding(const TiffLayout& layout, std::size_t part);

/// How many bytes of a part its picture needs; all of them where it cannot be unpacked. Not of JPEG.
std::size_t usedOf(const TiffLayout& layout, std::size_t part);

}
