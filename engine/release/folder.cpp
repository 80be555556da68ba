// SPDX-License-Identifier: Apache-2.0
#include "engine/release/folder.h"

#include "engine/base/hash.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace engine::release {

namespace fs = std::filesystem;

namespace {

/// The folder, held by nobody else; nothing when somebody holds it.
Descriptor lockOf(const fs::path& folder)
{
    Descriptor lock{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    return lock && ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0 ? std::move(lock) : Descriptor{};
}

/// As `mkdtemp` made it: six characters behind the beginning, ours alone.
bool isTemporary(const fs::path& path, const std::string& beginning)
{
    struct stat status {};
    const auto name = path.filename().string();
    return name.rfind(beginning, 0) == 0 && name.size() == beginning.size() + 6 &&
           ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid() &&
           (status.st_mode & 077U) == 0;
}

/// What others began for this place, oldest first.
std::vector<fs::path> abandonedFor(const fs::path& place)
{
    std::error_code failure;
    std::vector<fs::path> abandoned;
    const auto beginning = place.filename().string() + ".partial-";
    for (fs::directory_iterator at{place.parent_path(), failure}, end; !failure && at != end; at.increment(failure)) {
        if (isTemporary(at->path(), beginning))
            abandoned.push_back(at->path());
    }
    const auto age = [](const fs::path& path) {
        std::error_code gone;
        return fs::last_write_time(path, gone);
    };
    std::sort(abandoned.begin(), abandoned.end(), [&](const auto& a, const auto& b) { return age(a) < age(b); });
    return abandoned;
}

}

Result<OutputFolder> OutputFolder::create(const std::string& folder)
{
    return begin(folder, false);
}

Result<OutputFolder> OutputFolder::resume(const std::string& folder, const std::string& relative)
{
    auto made = begin(folder, true);
    if (made)
        made->dropAllBut(relative); // a run killed at its end has begun to put files in their places
    return made;
}

Result<OutputFolder> OutputFolder::begin(const std::string& folder, bool isResumed)
{
    std::error_code failure;
    auto place = fs::absolute(folder).lexically_normal().string();
    while (place.size() > 1 && place.back() == '/')
        place.pop_back();
    const auto status = fs::symlink_status(place, failure);
    if (fs::exists(status) && (!fs::is_directory(status) || !fs::is_empty(place, failure)))
        return Error{ErrorCode::Exists, folder};
    fs::create_directories(fs::path{place}.parent_path(), failure);
    OutputFolder made;
    made.m_folder = place;
    auto abandoned = abandonedFor(place);
    while (isResumed && made.m_temporary.empty() && !abandoned.empty()) {
        made.m_lock = lockOf(abandoned.back());
        if (made.m_lock)
            made.m_temporary = abandoned.back().string();
        abandoned.pop_back();
    }
    for (const auto& path : abandoned) {
        if (const auto lock = lockOf(path))
            fs::remove_all(path, failure);
    }
    if (!made.m_temporary.empty())
        return made;
    auto pattern = place + ".partial-XXXXXX";
    if (!::mkdtemp(pattern.data()))
        return Error{ErrorCode::NotWritable, folder};
    made.m_temporary = pattern;
    made.m_lock = lockOf(made.m_temporary);
    return made;
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : m_folder{std::move(other.m_folder)},
      m_temporary{std::exchange(other.m_temporary, {})}, m_isKept{other.m_isKept}, m_lock{std::move(other.m_lock)}
{
}

OutputFolder::~OutputFolder()
{
    std::error_code ignored;
    if (!m_temporary.empty() && !m_isKept)
        fs::remove_all(m_temporary, ignored);
}

Result<AtomicFile> OutputFolder::newFile(const std::string& relative) const
{
    std::error_code failure;
    fs::create_directories(fs::path{pathOf(relative)}.parent_path(), failure);
    if (failure)
        return Error{ErrorCode::NotWritable, relative};
    return AtomicFile::create(pathOf(relative), false, 0644);
}

Done OutputFolder::put(const std::string& relative, ByteView bytes) const
{
    auto file = newFile(relative);
    if (!file)
        return file.error();
    if (auto written = file->write(bytes); !written)
        return written;
    return file->commit(Durability::WithBatch);
}

Result<std::string> OutputFolder::copy(const std::string& from, const std::string& relative) const
{
    const auto source = openForReading(from);
    if (!source)
        return source.error();
    auto target = newFile(relative);
    if (!target)
        return target.error();
    Bytes block(1U << 18U);
    for (off_t at = 0;;) {
        const auto count = ::pread(source->get(), block.data(), block.size(), at);
        if (count < 0)
            return Error{ErrorCode::NotReadable, relative};
        if (count == 0)
            break;
        if (auto written = target->write(ByteView{block.data(), static_cast<std::size_t>(count)}); !written)
            return written.error();
        at += count;
    }
    const auto digest = sha256OfFile(target->descriptor().get());
    if (!digest)
        return digest.error();
    if (auto committed = target->commit(Durability::WithBatch); !committed)
        return committed.error();
    return toHex(*digest);
}

Done OutputFolder::move(const std::string& from, const std::string& to) const
{
    std::error_code failure;
    fs::create_directories(fs::path{pathOf(to)}.parent_path(), failure);
    if (failure || ::renameat2(AT_FDCWD, pathOf(from).c_str(), AT_FDCWD, pathOf(to).c_str(), RENAME_NOREPLACE) != 0)
        return Error{errno == EEXIST ? ErrorCode::Exists : ErrorCode::NotWritable, to};
    return done();
}

void OutputFolder::dropAllBut(const std::string& relative) const
{
    std::error_code failure;
    std::vector<std::string> others;
    for (fs::directory_iterator at{m_temporary, failure}, end; !failure && at != end; at.increment(failure)) {
        if (at->path().filename() != relative)
            others.push_back(at->path().filename().string());
    }
    for (const auto& other : others)
        drop(other);
}

void OutputFolder::drop(const std::string& relative) const
{
    std::error_code ignored;
    fs::remove_all(pathOf(relative), ignored);
}

Done OutputFolder::setTimes(std::int64_t seconds) const
{
    std::error_code failure;
    std::vector<fs::path> paths{m_temporary};
    for (fs::recursive_directory_iterator at{m_temporary, failure}, end; !failure && at != end; at.increment(failure))
        paths.push_back(at->path());
    const timespec time{static_cast<time_t>(seconds), 0};
    const timespec times[2]{time, time};
    const bool areSet = std::all_of(paths.begin(), paths.end(), [&](const fs::path& path) {
        return ::utimensat(AT_FDCWD, path.c_str(), times, AT_SYMLINK_NOFOLLOW) == 0;
    });
    return failure || !areSet ? Done{Error{ErrorCode::NotWritable, m_folder}} : done();
}

Done OutputFolder::finish()
{
    std::error_code failure;
    fs::permissions(m_temporary, fs::perms{0755}, failure);
    if (auto synced = syncFileSystem(m_temporary); !synced)
        return synced;
    fs::remove(m_folder, failure); // an empty folder may stand there; a full one is not removed by this
    if (::renameat2(AT_FDCWD, m_temporary.c_str(), AT_FDCWD, m_folder.c_str(), RENAME_NOREPLACE) != 0)
        return Error{errno == EEXIST ? ErrorCode::Exists : ErrorCode::NotWritable, m_folder};
    m_temporary.clear();
    return syncFolder(fs::path{m_folder}.parent_path());
}

}
