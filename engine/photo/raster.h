// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/photo/dissection.h"
#include "engine/pixels/box.h"
#include "engine/pixels/frame.h"

#include <optional>

namespace engine::photo {

/// Decoded samples of one page as stored (not turned upright), interleaved, little endian. With an opacity where the
/// file has one (2 or 4 samples): what is fully transparent has colours too, and they are there.
struct Raster {
    int columns = 0, rows = 0, samples = 3, bytesPerSample = 1;
    Bytes bytes;

    /// Zeros of the right size.
    static Raster of(const Page& page, int samples, int bytesPerSample);
    std::size_t at(int x, int y) const ///< byte offset of a pixel
    {
        return (static_cast<std::size_t>(y) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(x)) *
               static_cast<std::size_t>(samples * bytesPerSample);
    }
};

/// Shown: colours as on a screen. Plain: JPEG without conversion or interpolation, so that equal code gives equal
/// samples.
enum class Look { Shown, Plain };

/// Page 1 is the first. BadArgument for a page that is not there, Damaged where the samples break off, Unsupported.
Result<Raster> rasterOf(ByteView file, int page, Look look);

/// The page as the rest of the program takes it, into the start of `into`; opacity left out. BadArgument when `into` is
/// too small.
Result<pixels::Frame> decodePage(ByteView file, int page, std::span<std::uint8_t> into);

/// A file whose boxes were blanked.
struct Redacted {
    Bytes bytes;
    std::vector<pixels::Box> boxesUsed; ///< as widened to the format's grid, in their order
    std::string method;                 ///< compressed-domain | lossless | uncompressed
    bool isRecoded = false;             ///< a lossy picture that is stored without loss now
};
/// Blanks boxes (stored pixels; frames are pages; where pages have an opacity, a box is for all of them) with grey
/// `fill`, 0 to 255, by default black. `file` is a cleaned one. OutsideImage for a box that reaches outside its page;
/// Unsupported, Damaged.
Result<Redacted> redact(ByteView file, const std::vector<pixels::Box>& boxes, std::optional<int> fill);

/// How many samples outside the boxes differ. Damaged when sizes differ or a box is not flat.
Result<std::uint64_t> countChangedOutside(ByteView before, ByteView after, const std::vector<pixels::Box>& boxesUsed,
                                          const Progress& progress);

/// Whether bytes lie behind the picture's own, where no decoder shows them: in JPEG (also in TIFF), PNG and WebP, whose
/// pictures have to be read for it. Damaged when it breaks off.
Result<bool> hidesBytes(ByteView file);
Result<bool> hidesBytesInWebP(ByteView file);
Result<bool> hidesBytesInTiff(ByteView file);

/// One of each format; those above choose.
Result<Raster> rasterOfJpeg(ByteView file, Look look);
Result<Raster> rasterOfPng(ByteView file);
Result<Raster> rasterOfTiff(ByteView file, int page);
Result<Raster> rasterOfWebP(ByteView file);
Result<Raster> rasterOfBmp(ByteView file);
Result<Raster> rasterOfGif(ByteView file, int page);
Result<Redacted> redactJpeg(ByteView file, const std::vector<pixels::Box>& boxes, int fill);
Result<Redacted> redactPng(ByteView file, const std::vector<pixels::Box>& boxes, int fill);
Result<Redacted> redactTiff(ByteView file, const std::vector<pixels::Box>& boxes, int fill);
Result<Redacted> redactWebP(ByteView file, const std::vector<pixels::Box>& boxes, int fill);
Result<Redacted> redactBmp(ByteView file, const std::vector<pixels::Box>& boxes, int fill);
Result<Redacted> redactGif(ByteView file, const std::vector<pixels::Box>& boxes, int fill);

}
