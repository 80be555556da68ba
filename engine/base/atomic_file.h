// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/descriptor.h"

namespace engine {

/// Whether a write survives a power cut before the call returns (fsync of file and folder), or with the batch's
/// `syncFileSystem` (an fsync per small file costs 27 times a plain copy, see docs/decisions).
enum class Durability { Now, WithBatch };

/// A file that is whole or absent: written under a temporary name beside its place, renamed by `commit`.
/// Dropped without commit, nothing remains. Not for use from two threads.
class AtomicFile {
public:
    /// Exists when `path` is there already and `replace` is false; NotWritable when the folder refuses.
    static Result<AtomicFile> create(const std::string& path, bool replace = false, unsigned mode = 0600);

    AtomicFile(AtomicFile&&) noexcept = default;
    AtomicFile& operator=(AtomicFile&&) noexcept = delete;
    ~AtomicFile();

    /// NoSpace or NotWritable; every byte is counted.
    Done write(ByteView bytes);
    /// For a worker that fills the file itself; readable and writable.
    const Descriptor& descriptor() const { return m_file; }
    Done commit(Durability durability);

private:
    AtomicFile() = default;

    Descriptor m_file;
    std::string m_path, m_temporary;
    bool m_replace = false;
};

/// All of it at once, fsynced, replacing what was there; a device or a pipe stays, and gets the bytes.
Done writeFile(const std::string& path, ByteView bytes, unsigned mode = 0600);
Result<Bytes> readFile(const std::string& path, std::size_t limit);
/// One `syncfs` for everything written below `folder`.
Done syncFileSystem(const std::string& folder);
Done syncFolder(const std::string& folder);

}
