// SPDX-License-Identifier: Apache-2.0
#pragma once

// Internal: DCMTK's streams over open descriptors. DCMTK's own ones open files by name, which a locked worker may not.

#include "engine/base/bytes.h"
#include "engine/base/descriptor.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcerror.h>
#include <dcmtk/dcmdata/dcistrma.h>
#include <dcmtk/dcmdata/dcostrma.h>

#include <array>
#include <memory>

namespace engine::dicom {

/// A file that is read, with a few bytes shown differently to DCMTK (its transfer syntax, where DCMTK would misread).
struct OpenFile {
    Descriptor fd; ///< a copy of ours: the caller may close his
    std::uint64_t size = 0;
    std::uint64_t patchAt = 0;
    std::string patch;

    /// Bytes read, fewer at the end of the file, with the patch laid over them.
    std::size_t read(std::uint64_t offset, std::span<std::uint8_t> into) const;
};

/// Set while a parser runs: where its stack began, so that a file nested 100,000 deep stops the stream before it
/// overflows the stack. Frames of a parser that still reads, not of the file: no pre-scan can disagree with it.
class StackWatch {
public:
    StackWatch();
    StackWatch(const StackWatch&) = delete;
    StackWatch& operator=(const StackWatch&) = delete;
    ~StackWatch();

    bool tripped() const { return m_tripped; }
    /// Called by the stream; true when the stack has grown too far.
    static bool check();

private:
    const char* m_start;
    StackWatch* m_outer;
    bool m_tripped = false;
};

class FileProducer : public DcmProducer {
public:
    FileProducer(std::shared_ptr<const OpenFile> file, std::uint64_t offset);

    OFBool good() const override { return m_status.good(); }
    OFCondition status() const override { return m_status; }
    OFBool eos() override { return m_at >= m_file->size; }
    offile_off_t avail() override;
    offile_off_t read(void* buffer, offile_off_t length) override;
    offile_off_t skip(offile_off_t length) override;
    void putback(offile_off_t length) override;

private:
    std::uint64_t readBuffered(std::span<std::uint8_t> into);

    std::shared_ptr<const OpenFile> m_file;
    std::uint64_t m_at;
    OFCondition m_status = EC_Normal;
    std::array<std::uint8_t, 8192> m_buffer{};
    std::uint64_t m_bufferAt = 0;
    std::size_t m_buffered = 0;
};

class FileInput : public DcmInputStream {
public:
    FileInput(std::shared_ptr<const OpenFile> file, std::uint64_t offset = 0);
    ~FileInput() override;

    DcmInputStreamFactory* newFactory() const override;

private:
    std::shared_ptr<const OpenFile> m_file;
    std::uint64_t m_offset;
    FileProducer m_producer;
};

/// Collects what DCMTK writes two bytes at a time; nothing is in the file for sure before `flush`.
class FileConsumer : public DcmConsumer {
public:
    explicit FileConsumer(int fd) : m_fd{fd} {}

    OFBool good() const override { return m_error == 0; }
    OFCondition status() const override
    {
        return m_error == 0 ? OFCondition{EC_Normal} : OFCondition{EC_InvalidStream};
    }
    OFBool isFlushed() const override { return m_waiting == 0; }
    offile_off_t avail() const override { return 0x7FFFFFFF; }
    offile_off_t write(const void* buffer, offile_off_t length) override;
    void flush() override;

    /// The errno of the write that failed, 0 while all is well.
    int error() const { return m_error; }

private:
    void writeAll(std::span<const std::uint8_t> bytes);

    int m_fd;
    int m_error = 0;
    std::array<std::uint8_t, 65536> m_buffer{};
    std::size_t m_waiting = 0;
};

class FileOutput : public DcmOutputStream {
public:
    explicit FileOutput(int fd) : DcmOutputStream{&m_consumer}, m_consumer{fd} {}
    ~FileOutput() override = default;

    /// A filter before the file (deflate) passes on its rest and no flush.
    void finish()
    {
        flush();
        m_consumer.flush();
    }

    int error() const { return m_consumer.error(); }

private:
    FileConsumer m_consumer;
};

}
