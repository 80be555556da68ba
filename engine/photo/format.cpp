// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/format.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::photo {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t largestFile = 1'000'000'000;

struct Known {
    Format format;
    std::string_view name, extension;
};
constexpr std::array<Known, 6> known{{{Format::Jpeg, "jpeg", ".jpg"},
                                      {Format::Png, "png", ".png"},
                                      {Format::Tiff, "tiff", ".tif"},
                                      {Format::WebP, "webp", ".webp"},
                                      {Format::Bmp, "bmp", ".bmp"},
                                      {Format::Gif, "gif", ".gif"}}};

/// The two letters alone begin many a text: the reserved bytes are zero, the header has one of few lengths.
bool isBitmap(std::string_view head)
{
    return head.size() > 18 && head.substr(0, 2) == "BM" && head.substr(6, 4) == "\0\0\0\0"sv &&
           (head[14] == 12 || head[14] == 40 || head[14] == 56 || head[14] == 64 || head[14] == 108 ||
            head[14] == 124) &&
           head.substr(15, 3) == "\0\0\0"sv;
}

}

Format formatOf(ByteView file)
{
    const auto head = textOf(file.first(std::min<std::size_t>(file.size(), 32)));
    if (head.starts_with("\xFF\xD8\xFF"sv))
        return Format::Jpeg;
    if (head.starts_with("\x89PNG\r\n\x1A\n"sv))
        return Format::Png;
    for (const auto start : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv}) {
        if (head.starts_with(start))
            return Format::Tiff;
    }
    if (head.starts_with("RIFF") && head.substr(std::min<std::size_t>(8, head.size()), 4) == "WEBP")
        return Format::WebP;
    if (head.starts_with("GIF87a") || head.starts_with("GIF89a"))
        return Format::Gif;
    return isBitmap(head) ? Format::Bmp : Format::None;
}

Format formatOf(int fd)
{
    std::array<std::uint8_t, 32> head{};
    std::array<char, 4> mark{};
    // A DICOM file may wear a picture's first bytes in its preamble (PS3.10 7.1).
    if (::pread(fd, mark.data(), mark.size(), 128) == 4 && std::string_view{mark.data(), 4} == "DICM")
        return Format::None;
    const auto got = ::pread(fd, head.data(), head.size(), 0);
    return got > 0 ? formatOf(ByteView{head}.first(static_cast<std::size_t>(got))) : Format::None;
}

std::string_view nameOf(Format format)
{
    for (const auto& one : known) {
        if (one.format == format)
            return one.name;
    }
    return {};
}

Format formatNamed(std::string_view name)
{
    for (const auto& one : known) {
        if (one.name == name)
            return one.format;
    }
    return Format::None;
}

std::string_view extensionOf(Format format)
{
    for (const auto& one : known) {
        if (one.format == format)
            return one.extension;
    }
    return {};
}

Result<Bytes> readWhole(int fd)
{
    struct stat status {};
    if (::fstat(fd, &status) != 0)
        return Error{ErrorCode::NotReadable, "photograph"};
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size > largestFile)
        return Error{ErrorCode::TooLarge, "photograph"};
    Bytes bytes(size);
    for (std::size_t at = 0; at < size;) {
        const auto got = ::pread(fd, bytes.data() + at, size - at, static_cast<off_t>(at));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return Error{ErrorCode::NotReadable, "photograph"};
        at += static_cast<std::size_t>(got);
    }
    return bytes;
}

Done writeWhole(int fd, ByteView bytes)
{
    for (std::size_t at = 0; at < bytes.size();) {
        const auto put = ::pwrite(fd, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return Error{errno == ENOSPC || errno == EDQUOT ? ErrorCode::NoSpace : ErrorCode::NotWritable,
                         "photograph"};
        at += static_cast<std::size_t>(put);
    }
    return done();
}

}
