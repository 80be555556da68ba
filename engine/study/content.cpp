// SPDX-License-Identifier: Apache-2.0
#include "engine/study/content.h"

#include "engine/base/bytes.h"
#include "engine/study/archive.h"

#include <array>

#include <unistd.h>

namespace engine::study {

namespace {

constexpr std::size_t headLength = 512;

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    FileKind kind;
};

using namespace std::string_view_literals;

constexpr Signature signatures[] = {
    {128, "DICM"sv, FileKind::Dicom},
    {0, "\xFF\xD8\xFF"sv, FileKind::Image},
    {0, "\x89PNG\r\n\x1A\n"sv, FileKind::Image},
    {0, "II*\0"sv, FileKind::Image},
    {0, "MM\0*"sv, FileKind::Image},
    {0, "II+\0"sv, FileKind::Image},
    {0, "MM\0+"sv, FileKind::Image},
    {0, "GIF87a"sv, FileKind::Image},
    {0, "GIF89a"sv, FileKind::Image},
    {8, "WEBP"sv, FileKind::Image},
    {4, "ftyphei"sv, FileKind::Image},
    {4, "ftypmif1"sv, FileKind::Image},
    {4, "ftypavif"sv, FileKind::Image},
    {4, "jP  \r\n\x87\n"sv, FileKind::Image},
    {0, "\xFF\x4F\xFF\x51"sv, FileKind::Image},
    {0, "%PDF-"sv, FileKind::Document},
    {0, "{\\rtf"sv, FileKind::Document},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, FileKind::Document},
    // Office files are archives, and their first member says so.
    {30, "[Content_Types].xml"sv, FileKind::Document},
    {30, "mimetypeapplication/"sv, FileKind::Document},
    {0, "PK\x03\x04"sv, FileKind::Archive},
    {0, "PK\x05\x06"sv, FileKind::Archive},
    {257, "ustar"sv, FileKind::Archive},
};

/// Compressed files: archives when a tar is inside.
constexpr std::string_view compressed[] = {"\x1F\x8B"sv, "BZh"sv,
                                           "\xFD"
                                           "7zXZ\0"sv,
                                           "\x28\xB5\x2F\xFD"sv};

bool isBitmap(std::string_view head)
{
    // The two letters alone begin many a text: the reserved bytes are zero, the header has one of few lengths.
    return head.size() > 18 && head.substr(0, 2) == "BM" && head.substr(6, 4) == "\0\0\0\0"sv &&
           (head[14] == 12 || head[14] == 40 || head[14] == 64 || head[14] == 108 || head[14] == 124) &&
           head.substr(15, 3) == "\0\0\0"sv;
}

unsigned word(std::string_view head, std::size_t at)
{
    return static_cast<unsigned char>(head[at]) | static_cast<unsigned>(static_cast<unsigned char>(head[at + 1])) << 8U;
}

/// A data set without preamble begins with a low even group in explicit or implicit little endian, or big endian.
bool isBareDataSet(std::string_view head, bool isLoose)
{
    if (head.size() < 12)
        return false;
    const auto isCapital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const bool hasVr = isCapital(head[4]) && isCapital(head[5]);
    const bool isBig = hasVr && head[0] == 0 && head[1] != 0;
    const unsigned group = isBig ? word(head, 0) >> 8U : word(head, 0);
    const unsigned mostLikely = isLoose ? 0x0028 : 0x0008;
    if (group % 2 != 0 || group < 0x0002 || group > mostLikely)
        return false;
    const unsigned element = isBig ? static_cast<unsigned char>(head[3]) : word(head, 2);
    return element < 0x3000 && (hasVr || (word(head, 6) == 0 && word(head, 4) < 1024 && word(head, 4) % 2 == 0));
}

}

FileKind kindOf(int fd, bool isInDicomFolder)
{
    std::array<char, headLength> bytes{};
    const auto got = ::pread(fd, bytes.data(), bytes.size(), 0);
    const std::string_view head{bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0};
    for (const auto& signature : signatures) {
        const auto length = signature.bytes.size();
        if (head.size() >= signature.offset + length && head.substr(signature.offset, length) == signature.bytes)
            return signature.kind;
    }
    for (const auto& begin : compressed) {
        if (head.substr(0, begin.size()) == begin)
            return isArchive(fd) ? FileKind::Archive : FileKind::Unknown;
    }
    if (isBitmap(head))
        return FileKind::Image;
    return isBareDataSet(head, isInDicomFolder) ? FileKind::Dicom : FileKind::Unknown;
}

}
