// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/meta_scan.h"

#include <zlib.h>

#include <algorithm>

namespace engine::dicom {

namespace {

constexpr std::size_t longestMeta = 65'536;

unsigned number(ByteView bytes, std::size_t at, std::size_t count)
{
    unsigned value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value |= static_cast<unsigned>(bytes[at + i]) << (8 * i);
    return value;
}

bool hasLongLength(std::string_view vr)
{
    return vr == "OB" || vr == "UN" || vr == "OW" || vr == "UT" || vr == "SQ";
}

std::string trimmedUid(std::string_view value)
{
    while (!value.empty() && (value.back() == '\0' || value.back() == ' '))
        value.remove_suffix(1);
    return std::string{value};
}

/// Group 0002 is always explicit little endian (PS3.10 7.1).
void walkMeta(ByteView head, std::size_t at, MetaScan& scan)
{
    while (at + 8 <= head.size() && number(head, at, 2) == 0x0002) {
        const bool isLong = hasLongLength(textOf(head.subspan(at + 4, 2)));
        if (isLong && at + 12 > head.size())
            return;
        const std::size_t length = isLong ? number(head, at + 8, 4) : number(head, at + 6, 2);
        const std::size_t value = at + (isLong ? 12 : 8);
        if (length > head.size() || value > head.size() - length)
            return;
        if (number(head, at + 2, 2) == 0x0010) {
            scan.transferSyntaxUid = trimmedUid(textOf(head.subspan(value, length)));
            scan.uidAt = value;
            scan.uidLength = length;
        }
        at = value + length;
        scan.end = at;
    }
}

/// DCMTK takes (0008,0005) without a meta header for a big endian (0800,0500).
MetaScan::Bare bareEncoding(ByteView head)
{
    if (head.size() < 8)
        return MetaScan::Bare::No;
    const auto isCapital = [](std::uint8_t byte) { return byte >= 'A' && byte <= 'Z'; };
    if (!isCapital(head[4]) || !isCapital(head[5]))
        return MetaScan::Bare::Implicit;
    return head[0] == 0 && head[1] != 0 ? MetaScan::Bare::ExplicitBig : MetaScan::Bare::ExplicitLittle;
}

}

MetaScan scanMeta(const OpenFile& file)
{
    Bytes head(longestMeta);
    head.resize(file.read(0, head));
    MetaScan scan;
    scan.isPart10 = head.size() >= 132 && textOf(ByteView{head}.subspan(128, 4)) == "DICM";
    if (scan.isPart10)
        scan.hasPreamble = std::any_of(head.begin(), head.begin() + 128, [](std::uint8_t byte) { return byte != 0; });
    walkMeta(head, scan.isPart10 ? 132 : 0, scan);
    if (!scan.isPart10 && scan.end == 0)
        scan.bare = bareEncoding(head);
    return scan;
}

Result<Inflated> measureInflated(const OpenFile& file, std::uint64_t start, std::uint64_t limit)
{
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return Error{ErrorCode::OutOfMemory, "deflated data set"};
    Bytes in(65'536);
    Bytes out(262'144);
    Inflated measured;
    measured.end = start;
    int state = Z_OK;
    while (state == Z_OK && measured.size <= limit) {
        if (stream.avail_in == 0) {
            stream.avail_in = static_cast<uInt>(file.read(measured.end, in));
            stream.next_in = in.data();
            measured.end += stream.avail_in;
        }
        stream.next_out = out.data();
        stream.avail_out = static_cast<uInt>(out.size());
        state = inflate(&stream, Z_NO_FLUSH);
        measured.size += out.size() - stream.avail_out;
    }
    measured.whole = state == Z_STREAM_END;
    measured.end -= stream.avail_in;
    inflateEnd(&stream);
    if (measured.size > limit)
        return Error{ErrorCode::TooLarge, "deflated data set"};
    return measured;
}

}
