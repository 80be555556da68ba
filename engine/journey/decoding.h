// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/pool/pool.h"
#include "engine/study/collection.h"

#include <string>
#include <vector>

namespace engine::journey {

/// Kinds of files that separate programs of the system turn into pictures, each run shut in (pool/program.h), where
/// they are installed: HEIC, HEIF, AVIF, JPEG XL, and PDF page by page. From then on the picture is a photograph like
/// any other; of the file itself nothing goes on.
bool isDecodedElsewhere(const std::string& format);

/// "heif-convert": which one it is, for whoever wants to know how a picture came about. Empty for other formats.
std::string decoderOf(const std::string& format);

/// The picture of the file behind `original`, as `source.decoder` says: PNG, of a document TIFF; in memory, for
/// reading. Made once and kept a while. Tampered when the file is no longer the one that was imported, or its picture
/// another one; NotFound when the program is missing; Damaged, Unsupported, TooLarge, TimedOut, OutOfMemory, WorkerLost
/// with the program's name; Cancelled.
Result<Descriptor> pictureOf(const study::Source& source, const Descriptor& original, pool::Pool& pool,
                             const Progress& progress);

/// Why there is no picture, and what one can do about it; in words of ours.
std::string whyNotDecoded(const std::string& format, const Error& error);

/// One of the programs, on this machine.
struct DecoderHere {
    std::string program, package; ///< of Debian
    /// How well it is shut in, as probed; NotFound when it is not installed.
    Result<pool::Isolation> isolation;
};
/// Starts each that is installed.
std::vector<DecoderHere> decodersHere(const pool::Pool& pool);

}
