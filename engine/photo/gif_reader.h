// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/dissection.h"

namespace engine::photo {

/// One picture of a GIF, which may cover a part of the screen only.
struct GifFrame {
    int left = 0, top = 0, columns = 0, rows = 0;
    bool isInterlaced = false;
    int transparent = -1; ///< colour that lets the picture before show through; below 0: none
    int disposal = 0;     ///< GIF89a 23: 2 clears the area afterwards, 3 brings back what was there
    ByteView colours;     ///< RGB triples: its own or the screen's
    ByteView control;     ///< the extension before it, without its introducer; empty: none
    ByteView descriptor;  ///< nine bytes and its own colours
    int codeBits = 8;
    ByteView packed; ///< sub-blocks with their lengths and the zero at their end
};

struct GifScreen {
    int columns = 0, rows = 0;
    ByteView head; ///< signature, descriptor and colours
    ByteView loop; ///< NETSCAPE2.0 block, whole; empty: none
    std::vector<GifFrame> frames;
};

/// Bytes of sub-blocks joined.
Bytes joinedBlocks(ByteView blocks);
/// The other way round, with the zero at the end.
Bytes splitBlocks(ByteView bytes);

/// Damaged when it ends early or a picture lies outside the screen. What is not picture is told as `notes`.
Result<GifScreen> readGif(ByteView file, Notes& notes);

}
