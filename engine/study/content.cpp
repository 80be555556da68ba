// SPDX-License-Identifier: Apache-2.0
#include "engine/study/content.h"

#include "engine/base/bytes.h"
#include "engine/study/archive.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <unistd.h>

namespace engine::study {

namespace {

constexpr std::size_t headLength = 512;

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    FileKind kind;
    std::string_view format = {};
};

using namespace std::string_view_literals;

constexpr Signature signatures[] = {
    {128, "DICM"sv, FileKind::Dicom},
    {0, "\xFF\xD8\xFF"sv, FileKind::Image, "JPEG"},
    {0, "\x89PNG\r\n\x1A\n"sv, FileKind::Image, "PNG"},
    {0, "II*\0"sv, FileKind::Image, "TIFF"},
    {0, "MM\0*"sv, FileKind::Image, "TIFF"},
    {0, "II+\0"sv, FileKind::Image, "TIFF"},
    {0, "MM\0+"sv, FileKind::Image, "TIFF"},
    {0, "GIF87a"sv, FileKind::Image, "GIF"},
    {0, "GIF89a"sv, FileKind::Image, "GIF"},
    {8, "WEBP"sv, FileKind::Image, "WebP"},
    {4, "ftyphevc"sv, FileKind::Image, "HEIF sequence"},
    {4, "ftyphevx"sv, FileKind::Image, "HEIF sequence"},
    {4, "ftypmsf1"sv, FileKind::Image, "HEIF sequence"},
    {4, "ftypavis"sv, FileKind::Image, "AVIF sequence"},
    {4, "ftyphei"sv, FileKind::Image, "HEIC"},
    {4, "ftypmif1"sv, FileKind::Image, "HEIF"},
    {4, "ftypavi"sv, FileKind::Image, "AVIF"},
    {4, "JXL \r\n\x87\n"sv, FileKind::Image, "JPEG XL"},
    {0, "\xFF\x0A"sv, FileKind::Image, "JPEG XL"},
    {4, "jP  \r\n\x87\n"sv, FileKind::Image, "JPEG 2000"},
    {0, "\xFF\x4F\xFF\x51"sv, FileKind::Image, "JPEG 2000"},
    {0, "8BPS"sv, FileKind::Image, "Photoshop"},
    {4, "ftyp"sv, FileKind::Video, "MP4 or MOV"},
    {4, "moov"sv, FileKind::Video, "MOV"},
    {8, "AVI "sv, FileKind::Video, "AVI"},
    {0, "\x1A\x45\xDF\xA3"sv, FileKind::Video, "Matroska or WebM"},
    {0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv, FileKind::Video, "WMV"},
    {0, "\0\0\x01\xBA"sv, FileKind::Video, "MPEG"},
    {0, "%PDF-"sv, FileKind::Document, "PDF"},
    {0, "{\\rtf"sv, FileKind::Document, "RTF"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, FileKind::Document, "Office"},
    {0, "MSH|"sv, FileKind::Document, "HL7"},
    {0, "FHS|"sv, FileKind::Document, "HL7"},
    {0, "BHS|"sv, FileKind::Document, "HL7"},
    {0, "\x0BMSH|"sv, FileKind::Document, "HL7"},
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
           (head[14] == 12 || head[14] == 40 || head[14] == 56 || head[14] == 64 || head[14] == 108 ||
            head[14] == 124) &&
           head.substr(15, 3) == "\0\0\0"sv;
}

/// Nothing where it is no text: a byte that no text has.
std::string_view textFormatOf(std::string_view head)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 && !std::strchr("\t\n\r\f", c); };
    if (head.empty() || std::any_of(head.begin(), head.end(), isControl))
        return {};
    const auto has = [&](std::string_view part) { return head.find(part) != head.npos; };
    const auto first = head[std::min(head.find_first_not_of("\xEF\xBB\xBF \t\r\n"), head.size() - 1)];
    if (has("hl7.org/fhir") || (first == '{' && has("\"resourceType\"")))
        return "FHIR";
    return first == '<' ? "XML or HTML" : first == '{' || first == '[' ? "JSON" : "text";
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

/// Documents of today's offices are archives; their members say which (ECMA-376 part 2, OpenDocument part 2). Nothing
/// for any other archive, and for one that cannot be listed.
std::string_view officeFormatOf(int fd)
{
    constexpr std::array<std::array<std::string_view, 2>, 4> tell{{{"word/document.xml", "DOCX"},
                                                                   {"xl/workbook.xml", "XLSX"},
                                                                   {"ppt/presentation.xml", "PPTX"},
                                                                   {"META-INF/manifest.xml", "OpenDocument"}}};
    const auto list = listArchive(fd);
    if (!list)
        return {};
    const auto has = [&](std::string_view name) {
        return std::any_of(list->members.begin(), list->members.end(),
                           [&](const auto& member) { return member.name == name; });
    };
    for (const auto& [name, format] : tell) {
        if (has(name) && has(format == "OpenDocument" ? "mimetype" : "[Content_Types].xml"))
            return format;
    }
    return has("[Content_Types].xml") ? "Office" : std::string_view{};
}

}

Content contentOf(int fd, bool isInDicomFolder)
{
    std::array<char, headLength> bytes{};
    const auto got = ::pread(fd, bytes.data(), bytes.size(), 0);
    const std::string_view head{bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0};
    for (const auto& signature : signatures) {
        const auto length = signature.bytes.size();
        if (head.size() < signature.offset + length || head.substr(signature.offset, length) != signature.bytes)
            continue;
        const auto office = signature.kind == FileKind::Archive ? officeFormatOf(fd) : std::string_view{};
        return office.empty() ? Content{signature.kind, signature.format} : Content{FileKind::Document, office};
    }
    for (const auto& begin : compressed) {
        if (head.substr(0, begin.size()) == begin)
            return {isArchive(fd) ? FileKind::Archive : FileKind::Unknown, {}};
    }
    if (isBitmap(head))
        return {FileKind::Image, "BMP"};
    if (isBareDataSet(head, isInDicomFolder))
        return {FileKind::Dicom, {}};
    const auto text = textFormatOf(head);
    return {text.empty() ? FileKind::Unknown : FileKind::Document, text};
}

}
