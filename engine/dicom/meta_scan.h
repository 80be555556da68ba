// SPDX-License-Identifier: Apache-2.0
#pragma once

// Internal: what the start of a file says, read without DCMTK.

#include "engine/base/result.h"
#include "engine/dicom/file_stream.h"

namespace engine::dicom {

/// The file meta header of PS3.10 7.1, as far as loading needs it.
struct MetaScan {
    bool isPart10 = false;    ///< "DICM" at byte 128
    bool hasPreamble = false; ///< the 128 bytes before are not all zero
    std::string transferSyntaxUid;
    std::uint64_t uidAt = 0; ///< where its value lies
    std::size_t uidLength = 0;
    std::uint64_t end = 0; ///< first byte of the data set
    /// Of a file that begins with the data set: how its first element is written.
    enum class Bare { No, Implicit, ExplicitLittle, ExplicitBig } bare = Bare::No;
};
MetaScan scanMeta(const OpenFile& file);

/// What comes out of a deflated data set (PS3.5 A.5).
struct Inflated {
    bool whole = false; ///< the zlib stream has its end
    std::uint64_t size = 0;
    std::uint64_t end = 0; ///< first byte of the file after the stream
};
/// Unpacks without keeping anything; TooLarge beyond `limit`.
Result<Inflated> measureInflated(const OpenFile& file, std::uint64_t start, std::uint64_t limit);

}
