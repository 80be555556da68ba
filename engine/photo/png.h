// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/dissection.h"

namespace engine::photo {

/// Chunks of a PNG (ISO/IEC 15948), checksums included in `whole`.
struct PngChunk {
    std::string type;
    ByteView content, whole;
    bool isWhole = true; ///< the checksum fits
};
/// Damaged where chunks do not follow one another, or a checksum of one that stays does not fit.
Result<std::vector<PngChunk>> chunksOf(ByteView file);
/// Whether bytes lie behind the picture's own in its chunks, where no decoder shows them. Damaged when it breaks off.
Result<bool> hidesBytesInPng(ByteView file);
/// Which colours of its palette a PNG shows, by their numbers. Damaged; TooLarge beyond what anybody can look at.
Result<std::vector<bool>> coloursUsedIn(ByteView file);
/// A chunk with length and checksum.
Bytes chunkWith(std::string_view type, ByteView content);

}
