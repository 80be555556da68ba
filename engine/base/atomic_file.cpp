// SPDX-License-Identifier: Apache-2.0
#include "engine/base/atomic_file.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace engine {

namespace {

Error writeError(const std::string& path)
{
    return {errno == ENOSPC || errno == EDQUOT ? ErrorCode::NoSpace : ErrorCode::NotWritable, path};
}

std::string folderOf(const std::string& path)
{
    const auto folder = std::filesystem::path{path}.parent_path().string();
    return folder.empty() ? "." : folder;
}

bool isDevice(const std::string& path)
{
    std::error_code none;
    const auto status = std::filesystem::status(path, none);
    return std::filesystem::is_character_file(status) || std::filesystem::is_block_file(status) ||
           std::filesystem::is_fifo(status);
}

Done writeInto(const std::string& path, ByteView bytes)
{
    const Descriptor file{::open(path.c_str(), O_WRONLY | O_CLOEXEC)};
    if (!file)
        return writeError(path);
    while (!bytes.empty()) {
        const auto count = ::write(file.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return writeError(path);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return done();
}

}

Result<AtomicFile> AtomicFile::create(const std::string& path, bool replace, unsigned mode)
{
    if (!replace && std::filesystem::exists(std::filesystem::symlink_status(path)))
        return Error{ErrorCode::Exists, path};
    AtomicFile file;
    file.m_path = path;
    file.m_replace = replace;
    file.m_temporary = folderOf(path) + "/.safelight-XXXXXX";
    file.m_file = Descriptor{::mkostemp(file.m_temporary.data(), O_CLOEXEC)};
    if (!file.m_file) {
        file.m_temporary.clear();
        return writeError(path);
    }
    if (::fchmod(file.m_file.get(), mode) != 0)
        return writeError(path);
    return file;
}

AtomicFile::~AtomicFile()
{
    if (m_file && !m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

Done AtomicFile::write(ByteView bytes)
{
    while (!bytes.empty()) {
        const auto count = ::write(m_file.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return writeError(m_path);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return done();
}

Done AtomicFile::commit(Durability durability)
{
    if (durability == Durability::Now && ::fsync(m_file.get()) != 0)
        return writeError(m_path);
    if (durability == Durability::WithBatch) // the disk starts now, so that the batch's syncfs waits less
        ::sync_file_range(m_file.get(), 0, 0, SYNC_FILE_RANGE_WRITE);
    const unsigned flags = m_replace ? 0U : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, m_temporary.c_str(), AT_FDCWD, m_path.c_str(), flags) != 0)
        return errno == EEXIST ? Error{ErrorCode::Exists, m_path} : writeError(m_path);
    m_temporary.clear();
    return durability == Durability::Now ? syncFolder(folderOf(m_path)) : done();
}

Done writeFile(const std::string& path, ByteView bytes, unsigned mode)
{
    if (isDevice(path))
        return writeInto(path, bytes);
    auto file = AtomicFile::create(path, true, mode);
    if (!file)
        return file.error();
    if (auto written = file->write(bytes); !written)
        return written;
    return file->commit(Durability::Now);
}

Result<Bytes> readFile(const std::string& path, std::size_t limit)
{
    const auto file = openForReading(path);
    if (!file)
        return file.error();
    const auto size = sizeOf(*file);
    if (!size)
        return Error{ErrorCode::NotReadable, path};
    if (*size > limit)
        return Error{ErrorCode::TooLarge, path};
    Bytes bytes(*size);
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto count = ::pread(file->get(), bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
        if (count <= 0)
            return Error{ErrorCode::NotReadable, path};
        at += static_cast<std::size_t>(count);
    }
    return bytes;
}

Done syncFileSystem(const std::string& folder)
{
    const Descriptor handle{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!handle || ::syncfs(handle.get()) != 0)
        return writeError(folder);
    return done();
}

Done syncFolder(const std::string& folder)
{
    const Descriptor handle{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!handle || ::fsync(handle.get()) != 0)
        return writeError(folder);
    return done();
}

}
