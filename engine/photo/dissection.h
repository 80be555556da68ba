// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/format.h"
#include "engine/photo/note.h"

#include <array>
#include <deque>

namespace engine::photo {

/// One picture of a file, as stored: before it is turned upright.
struct Page {
    int columns = 0, rows = 0;
    int samples = 3, bits = 8; ///< of one pixel; bits of one sample
    bool hasOpacity = false;   ///< what it shows depends on what lies behind it
    bool isOpacity = false;    ///< shows as grey how opaque another page is
};

/// A file taken apart: its picture, and all that is not picture. Made by `dissect`; the cleaned file is put together
/// from it without coding anything anew.
class Dissection {
public:
    Format format = Format::None;
    /// As stored; behind them, for each that has an opacity, the opacity: letters may stand in it alone.
    std::vector<Page> pages;
    int orientation = 1;     ///< 1 to 8, of EXIF and TIFF: how the stored picture is turned to stand upright
    std::string photometric; ///< "RGB", "YBR_FULL_422", "MONOCHROME2", "PALETTE COLOR", ...
    std::string lossyMethod; ///< of (0028,2114): how the picture lost something when it was coded; empty: it did not
    std::string cannotShow;  ///< why the pixels cannot be decoded, and so not released; empty when they can
    Notes notes;
    std::string make, model, day; ///< of the camera; the day as YYYYMMDD
    /// Values that name people, places or days, each with a keyword of DICOM: Instance::identity.
    std::vector<std::array<std::string, 2>> identity;

    /// Bytes of the picture, which stay as they are; they must outlive this object.
    void keep(ByteView picture);
    /// The same of bytes that this object holds itself.
    void keep(Bytes picture);
    /// Bytes round the picture, as we write them.
    void add(Bytes bytes);
    /// Another one's picture and what is written round it, as a part of this one's.
    void take(Dissection part);
    std::size_t size() const { return m_size; }
    /// The cleaned file.
    Bytes cleaned() const;
    /// Whether both hold the same picture, byte by byte.
    bool hasSamePicture(const Dissection& other) const;

private:
    struct Piece {
        ByteView bytes;
        bool isPicture = false;
    };
    std::vector<Piece> m_pieces;
    std::deque<Bytes> m_own;
    std::size_t m_size = 0;
};

/// Shape: what its pages are like and whether they can be shown, for those who decode them afterwards.
enum class Depth { Shape, Whole };

/// Reads a photograph's structure to its end. `file` must outlive the answer. Damaged, with the place, for what breaks
/// the rules of its format or ends early; Unsupported for kinds that cannot be cleaned; TooLarge for more pixels or
/// pages than anybody can look at.
Result<Dissection> dissect(ByteView file, Depth depth = Depth::Whole);

/// One of each format; `dissect` chooses.
Result<Dissection> dissectJpeg(ByteView file);
Result<Dissection> dissectPng(ByteView file);
Result<Dissection> dissectTiff(ByteView file, Depth depth);
Result<Dissection> dissectWebP(ByteView file);
Result<Dissection> dissectBmp(ByteView file);
Result<Dissection> dissectGif(ByteView file, Depth depth);

}
