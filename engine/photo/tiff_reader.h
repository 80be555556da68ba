// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/dissection.h"
#include "engine/photo/fields.h"

namespace engine::photo {

/// How the samples of one page lie in its strips or tiles (TIFF 6.0). Each is `columns` wide, the last strip shorter.
struct TiffLayout {
    int columns = 0, rows = 0, samples = 1, bits = 8;
    int compression = 1, photometric = 1, predictor = 1, fillOrder = 1;
    int tileColumns = 0, tileRows = 0; ///< of a strip or tile
    bool isTiled = false, isPlanar = false, isLittle = true;
    std::vector<ByteView> parts; ///< strips or tiles, as packed
    ByteView colours;            ///< ColorMap
    ByteView jpegTables;

    int across() const { return (columns + tileColumns - 1) / tileColumns; }
    int down() const { return (rows + tileRows - 1) / tileRows; }
    /// Bytes of one line of a part, unpacked.
    std::size_t lineSize() const;
    /// Lines that the part really has.
    int linesOf(std::size_t part) const;
};

struct TiffPage {
    Directory directory;
    TiffLayout layout;
    std::string cannotShow; ///< why not; empty when it can be decoded
};

struct TiffFile {
    FieldReader reader;
    std::vector<TiffPage> pages; ///< of the chain, without the smaller copies
};

/// Damaged, TooLarge or Unsupported. What is no page of the chain is told in `out`.
Result<TiffFile> readTiff(ByteView file, Dissection& out);

/// Fields of the directory that shape the picture.
bool isStructure(std::uint16_t tag);

/// A page whose parts are written anew; none: it keeps its own bytes.
struct TiffEdit {
    std::vector<Bytes> parts;
    bool isRecoded = false; ///< was JPEG, and is packed without loss as RGB or grey now
};
/// Writes a TIFF of the same byte order with the structure of its pages and neutral colour profiles alone. `edits`: one
/// a page, or none at all.
void writeTiff(const TiffFile& file, const std::vector<TiffEdit>& edits, Dissection& out);

}
