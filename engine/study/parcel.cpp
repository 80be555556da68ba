// SPDX-License-Identifier: Apache-2.0
#include "engine/study/parcel.h"

#include "engine/base/hash.h"

#include <archive.h>
#include <archive_entry.h>

#include <vector>

#include <cerrno>
#include <unistd.h>

namespace engine::study {

namespace {

constexpr std::size_t piece = 1U << 20U;

using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

Entry entryOf(const std::string& path, std::uint64_t size)
{
    Entry entry{archive_entry_new(), archive_entry_free};
    archive_entry_set_pathname(entry.get(), path.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    archive_entry_set_mtime(entry.get(), 0, 0);
    return entry;
}

}

struct Parcel::Content {
    std::unique_ptr<archive, decltype(&archive_write_free)> writer{archive_write_new(), archive_write_free};
    int out = -1;
    off_t at = 0;
    int fault = 0; ///< errno of the write that failed
    std::vector<std::uint8_t> buffer = std::vector<std::uint8_t>(piece);

    static la_ssize_t write(archive*, void* user, const void* bytes, std::size_t size)
    {
        auto& self = *static_cast<Content*>(user);
        const auto put = ::pwrite(self.out, bytes, size, self.at);
        if (put < 0)
            self.fault = errno;
        else
            self.at += put;
        return put;
    }

    Done refused() const
    {
        return Error{fault == ENOSPC || fault == EDQUOT || fault == EFBIG ? ErrorCode::NoSpace : ErrorCode::NotWritable,
                     "archive"};
    }
};

Parcel::Parcel(bool isZip) : m_content{std::make_unique<Content>()}
{
    auto* const raw = m_content->writer.get();
    if (isZip)
        archive_write_set_format_zip(raw);
    else
        archive_write_set_format_pax_restricted(raw);
    archive_write_set_bytes_in_last_block(raw, 1);
    archive_write_open2(raw, m_content.get(), nullptr, Content::write, nullptr, nullptr);
}

/// An unfinished archive is finished by libarchive itself, into a file that nobody holds any more.
Parcel::~Parcel()
{
    m_content->out = -1;
}

Result<std::string> Parcel::add(const std::string& path, std::uint64_t size, int file, int out)
{
    auto* const writer = m_content->writer.get();
    auto& buffer = m_content->buffer;
    m_content->out = out;
    const auto entry = entryOf(path, size);
    if (archive_write_header(writer, entry.get()) != ARCHIVE_OK)
        return m_content->refused().error();
    Sha256 digest;
    for (std::uint64_t packed = 0; packed < size;) {
        const auto got = ::read(file, buffer.data(), buffer.size());
        if (got <= 0)
            return Error{ErrorCode::NotReadable, path};
        if (archive_write_data(writer, buffer.data(), static_cast<std::size_t>(got)) != got)
            return m_content->refused().error();
        digest.add({buffer.data(), static_cast<std::size_t>(got)});
        packed += static_cast<std::uint64_t>(got);
    }
    return toHex(digest.finish());
}

Done Parcel::finish(int out)
{
    m_content->out = out;
    return archive_write_close(m_content->writer.get()) == ARCHIVE_OK ? done() : m_content->refused();
}

}
