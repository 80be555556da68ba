// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/file_stream.h"

#include <dcmtk/dcmdata/dcerror.h>

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace engine::dicom {

namespace {

/// Main threads have 8 MB; what DCMTK does with the tree afterwards needs less a level than reading it.
constexpr std::ptrdiff_t stackAllowed = 2'000'000;

thread_local StackWatch* currentWatch = nullptr;

/// DCMTK keeps one with every value that stays in the file.
class FileFactory : public DcmInputStreamFactory {
public:
    FileFactory(std::shared_ptr<const OpenFile> file, std::uint64_t offset) : m_file{std::move(file)}, m_offset{offset}
    {
    }

    DcmInputStream* create() const override { return new FileInput(m_file, m_offset); }
    DcmInputStreamFactory* clone() const override { return new FileFactory(*this); }
    // Of the two that DCMTK knows, the one it never casts to a named file.
    DcmInputStreamFactoryType ident() const override { return DFT_DcmInputTempFileStreamFactory; }

private:
    std::shared_ptr<const OpenFile> m_file;
    std::uint64_t m_offset;
};

std::size_t readAll(int fd, std::uint64_t offset, std::span<std::uint8_t> into)
{
    std::size_t done = 0;
    while (done < into.size()) {
        const auto got = ::pread(fd, into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

}

std::size_t OpenFile::read(std::uint64_t offset, std::span<std::uint8_t> into) const
{
    const auto got = readAll(fd.get(), offset, into);
    for (std::size_t i = 0; i < patch.size(); ++i) {
        const auto at = patchAt + i;
        if (at >= offset && at < offset + got)
            into[at - offset] = static_cast<std::uint8_t>(patch[i]);
    }
    return got;
}

StackWatch::StackWatch()
    : m_start{static_cast<const char*>(__builtin_frame_address(0))}, m_outer{std::exchange(currentWatch, this)}
{
}

StackWatch::~StackWatch()
{
    currentWatch = m_outer;
}

bool StackWatch::check()
{
    if (!currentWatch)
        return false;
    const auto used = currentWatch->m_start - static_cast<const char*>(__builtin_frame_address(0));
    currentWatch->m_tripped = currentWatch->m_tripped || used > stackAllowed;
    return currentWatch->m_tripped;
}

FileProducer::FileProducer(std::shared_ptr<const OpenFile> file, std::uint64_t offset)
    : m_file{std::move(file)}, m_at{offset}
{
}

offile_off_t FileProducer::avail()
{
    return m_at < m_file->size ? static_cast<offile_off_t>(m_file->size - m_at) : 0;
}

std::uint64_t FileProducer::readBuffered(std::span<std::uint8_t> into)
{
    const bool inside = m_at >= m_bufferAt && m_at + into.size() <= m_bufferAt + m_buffered;
    if (!inside && into.size() > m_buffer.size())
        return m_file->read(m_at, into);
    if (!inside) {
        m_buffered = m_file->read(m_at, m_buffer);
        m_bufferAt = m_at;
    }
    const auto there = m_bufferAt + m_buffered - m_at;
    const auto count = std::min<std::uint64_t>(into.size(), there);
    std::memcpy(into.data(), m_buffer.data() + (m_at - m_bufferAt), count);
    return count;
}

offile_off_t FileProducer::read(void* buffer, offile_off_t length)
{
    if (StackWatch::check())
        m_status = EC_InvalidStream;
    if (m_status.bad() || buffer == nullptr || length <= 0)
        return 0;
    const auto got = readBuffered({static_cast<std::uint8_t*>(buffer), static_cast<std::size_t>(length)});
    m_at += got;
    return static_cast<offile_off_t>(got);
}

offile_off_t FileProducer::skip(offile_off_t length)
{
    if (m_status.bad() || length <= 0)
        return 0;
    const auto skipped = std::min(length, avail());
    m_at += static_cast<std::uint64_t>(skipped);
    return skipped;
}

void FileProducer::putback(offile_off_t length)
{
    if (length < 0 || static_cast<std::uint64_t>(length) > m_at)
        m_status = EC_PutbackFailed;
    else
        m_at -= static_cast<std::uint64_t>(length);
}

// The base only stores the producer's address, so that it may be made later.
FileInput::FileInput(std::shared_ptr<const OpenFile> file, std::uint64_t offset)
    : DcmInputStream{&m_producer}, m_file{file}, m_offset{offset}, m_producer{std::move(file), offset}
{
}

FileInput::~FileInput() = default;

DcmInputStreamFactory* FileInput::newFactory() const
{
    // Behind a decompression filter the offset means nothing: such values are kept in memory.
    if (currentProducer() != &m_producer)
        return nullptr;
    return new FileFactory(m_file, m_offset + static_cast<std::uint64_t>(tell()));
}

void FileConsumer::writeAll(std::span<const std::uint8_t> bytes)
{
    while (m_error == 0 && !bytes.empty()) {
        const auto wrote = ::write(m_fd, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            m_error = wrote < 0 ? errno : EIO;
        else
            bytes = bytes.subspan(static_cast<std::size_t>(wrote));
    }
}

void FileConsumer::flush()
{
    writeAll({m_buffer.data(), m_waiting});
    m_waiting = 0;
}

offile_off_t FileConsumer::write(const void* buffer, offile_off_t length)
{
    const std::span bytes{static_cast<const std::uint8_t*>(buffer), static_cast<std::size_t>(length)};
    if (m_waiting + bytes.size() > m_buffer.size())
        flush();
    if (bytes.size() > m_buffer.size()) {
        writeAll(bytes);
    } else if (!bytes.empty()) {
        std::memcpy(m_buffer.data() + m_waiting, bytes.data(), bytes.size());
        m_waiting += bytes.size();
    }
    return m_error == 0 ? length : 0;
}

}
