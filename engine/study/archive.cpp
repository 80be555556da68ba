// SPDX-License-Identifier: Apache-2.0
#include "engine/study/archive.h"

#include "engine/dicom/charset.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>

#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::study {

namespace {

constexpr std::uint64_t bombSize = 256'000'000;
constexpr std::uint64_t bombRatio = 500;

/// An open descriptor as libarchive reads it, leaving the descriptor's own position alone.
struct Input {
    int fd = -1;
    la_int64_t size = 0, at = 0;
    std::array<char, 65'536> buffer{};
};

la_ssize_t readSome(archive*, void* user, const void** bytes)
{
    auto& input = *static_cast<Input*>(user);
    const auto got = ::pread(input.fd, input.buffer.data(), input.buffer.size(), input.at);
    *bytes = input.buffer.data();
    input.at += std::max<la_int64_t>(got, 0);
    return got;
}

la_int64_t skipSome(archive*, void* user, la_int64_t length)
{
    auto& input = *static_cast<Input*>(user);
    const auto skipped = std::clamp<la_int64_t>(length, 0, std::max<la_int64_t>(input.size - input.at, 0));
    input.at += skipped;
    return skipped;
}

la_int64_t seekTo(archive*, void* user, la_int64_t offset, int whence)
{
    auto& input = *static_cast<Input*>(user);
    const auto from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? input.at : input.size;
    if (offset < -from)
        return ARCHIVE_FATAL;
    input.at = from + offset;
    return input.at;
}

/// libarchive drops names that the locale cannot hold, and the default one holds ASCII only.
locale_t utf8Locale()
{
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
}

class Utf8Names {
public:
    Utf8Names() : m_before{::uselocale(utf8Locale())} {}
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;
    ~Utf8Names() { ::uselocale(m_before); }

private:
    locale_t m_before;
};

class Walk {
public:
    explicit Walk(int fd) : m_input{std::make_unique<Input>()}, m_archive{archive_read_new(), archive_read_free}
    {
        struct stat status {};
        m_input->fd = fd;
        if (::fstat(fd, &status) == 0)
            m_input->size = status.st_size;
        archive_read_support_format_zip(m_archive.get());
        archive_read_support_format_tar(m_archive.get());
        archive_read_support_filter_gzip(m_archive.get());
        archive_read_support_filter_bzip2(m_archive.get());
        archive_read_support_filter_xz(m_archive.get());
        archive_read_support_filter_zstd(m_archive.get());
        archive_read_set_callback_data(m_archive.get(), m_input.get());
        archive_read_set_read_callback(m_archive.get(), readSome);
        archive_read_set_skip_callback(m_archive.get(), skipSome);
        archive_read_set_seek_callback(m_archive.get(), seekTo);
        m_isOpen = archive_read_open1(m_archive.get()) == ARCHIVE_OK;
    }

    /// Null at the end; Damaged when the archive breaks off.
    Result<archive_entry*> next()
    {
        archive_entry* entry = nullptr;
        const int state = m_isOpen ? archive_read_next_header(m_archive.get(), &entry) : ARCHIVE_FATAL;
        if (state == ARCHIVE_EOF)
            return static_cast<archive_entry*>(nullptr);
        if (state < ARCHIVE_WARN)
            return Error{ErrorCode::Damaged, "archive"};
        return entry;
    }

    bool isBomb() const
    {
        const auto unpacked =
            static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(m_archive.get(), 0), 0));
        const auto packed = static_cast<std::uint64_t>(std::max<la_int64_t>(m_input->size, 1));
        return unpacked > mostUnpacked || (unpacked > bombSize && unpacked / packed > bombRatio);
    }

    archive* get() const { return m_archive.get(); }

private:
    Utf8Names m_names;
    std::unique_ptr<Input> m_input;
    std::unique_ptr<archive, decltype(&archive_read_free)> m_archive;
    bool m_isOpen = false;
};

std::string nameOfEntry(archive_entry* entry)
{
    const char* name = archive_entry_pathname_utf8(entry);
    if (!name)
        name = archive_entry_pathname(entry);
    // Old archives do not say in which character set their names are.
    return dicom::CharacterSet{"ISO_IR 192"}.decode(name ? name : "", false).text;
}

bool isMember(archive_entry* entry)
{
    const bool isLink = archive_entry_hardlink(entry) || archive_entry_symlink(entry);
    return archive_entry_filetype(entry) == AE_IFREG && !isLink && !archive_entry_is_encrypted(entry);
}

void take(archive_entry* entry, ListArchive::Answer& answer)
{
    if (archive_entry_is_encrypted(entry))
        ++answer.encrypted;
    else if (isMember(entry))
        answer.members.push_back(
            {nameOfEntry(entry), static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0))});
    else if (archive_entry_filetype(entry) != AE_IFDIR)
        ++answer.others;
}

Result<std::uint64_t> unpack(archive* from, std::span<std::uint8_t> into)
{
    std::uint64_t size = 0;
    while (size < into.size()) {
        const auto got = archive_read_data(from, into.data() + size, into.size() - size);
        if (got < 0)
            return Error{ErrorCode::Damaged, "archive member"};
        if (got == 0)
            return size;
        size += static_cast<std::uint64_t>(got);
    }
    char more = 0;
    const auto rest = archive_read_data(from, &more, 1);
    if (rest != 0)
        return Error{rest > 0 ? ErrorCode::TooLarge : ErrorCode::Damaged, "archive member"};
    return size;
}

}

Done prepareArchives()
{
    return utf8Locale() ? done() : Done{Error{ErrorCode::NotFound, "locale C.UTF-8"}};
}

bool isArchive(int fd)
{
    Walk walk{fd};
    const auto first = walk.next();
    return first && *first;
}

Result<ListArchive::Answer> listArchive(int fd)
{
    Walk walk{fd};
    ListArchive::Answer answer;
    for (;;) {
        const auto entry = walk.next();
        if (!entry)
            return entry.error();
        if (!*entry)
            return answer;
        take(*entry, answer);
        const auto count = answer.members.size() + static_cast<std::size_t>(answer.others + answer.encrypted);
        if (count > mostMembers || walk.isBomb())
            return Error{ErrorCode::TooLarge, "archive"};
    }
}

Result<std::uint64_t> extractMember(int fd, int index, std::span<std::uint8_t> into)
{
    Walk walk{fd};
    for (int at = 0;;) {
        const auto entry = walk.next();
        if (!entry)
            return entry.error();
        if (!*entry)
            return Error{ErrorCode::NotFound, "archive member"};
        if (walk.isBomb())
            return Error{ErrorCode::TooLarge, "archive"};
        if (isMember(*entry) && at++ == index)
            return unpack(walk.get(), into.first(std::min<std::size_t>(into.size(), largestMember)));
    }
}

}
