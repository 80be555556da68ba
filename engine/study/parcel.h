// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <memory>
#include <string>

namespace engine::study {

/// Writes a ZIP (deflate) or TAR (not compressed) file by file. The same files in the same order give the same bytes:
/// no owner, mode 0644, as old as the format can say (1970, ZIP 1980). Opens nothing.
class Parcel {
public:
    explicit Parcel(bool isZip);
    ~Parcel();

    /// Everything of `file`, which has `size` bytes, under this path of ASCII. NotReadable where it has fewer; NoSpace,
    /// NotWritable. `out`: the archive, open for writing, at any place: what was written last goes on.
    /// SHA-256 of what was packed, in hexadecimal.
    Result<std::string> add(const std::string& path, std::uint64_t size, int file, int out);
    /// After the last file.
    Done finish(int out);

private:
    struct Content;
    std::unique_ptr<Content> m_content;
};

}
