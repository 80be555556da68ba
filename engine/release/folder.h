// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/atomic_file.h"

#include <string>

namespace engine::release {

/// The folder that a part, draft or release goes into: built beside its place under a temporary name and moved there by
/// `finish`, so it is whole or absent. Dropped unfinished, nothing remains, unless it is kept for `resume`.
class OutputFolder {
public:
    /// Exists when `folder` is there and not empty; NotWritable. What a killed program left beside it is dropped.
    static Result<OutputFolder> create(const std::string& folder);
    /// The same with what the last stopped or killed run left under `relative`, if there is any; the rest goes.
    static Result<OutputFolder> resume(const std::string& folder, const std::string& relative);
    OutputFolder(OutputFolder&& other) noexcept;
    OutputFolder& operator=(OutputFolder&&) = delete;
    ~OutputFolder();

    /// Where files are put meanwhile. `relative` paths are ours (see placeOf) and stay inside.
    std::string pathOf(const std::string& relative) const { return m_temporary + '/' + relative; }
    /// The folders on the way are made. Exists when there is such a file already.
    Result<AtomicFile> newFile(const std::string& relative) const;
    Done put(const std::string& relative, ByteView bytes) const;
    /// Moves a file that was put under a passing name to its place.
    Done move(const std::string& from, const std::string& to) const;
    /// With what is in it, a file or a folder; nothing when it is not there.
    void drop(const std::string& relative) const;
    /// Stays where it is when it is not finished.
    void keep() { m_isKept = true; }
    /// Copies a file and returns the SHA-256 of what was written, read back from the copy.
    Result<std::string> copy(const std::string& from, const std::string& relative) const;
    /// All files and folders get this time, in seconds since 1970: when they were copied is nobody's business.
    Done setTimes(std::int64_t seconds) const;
    /// One syncfs, then the move.
    Done finish();

private:
    OutputFolder() = default;
    static Result<OutputFolder> begin(const std::string& folder, bool isResumed);
    void dropAllBut(const std::string& relative) const;

    std::string m_folder, m_temporary;
    bool m_isKept = false;
    Descriptor m_lock; ///< on the temporary folder while somebody is at it
};

}
