// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/fields.h"

#include <algorithm>
#include <array>
#include <bit>

namespace engine::photo {

namespace {

constexpr std::uint64_t mostFields = 4096;

}

const Field* Directory::find(std::uint16_t tag) const
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.tag == tag; });
    return found == fields.end() ? nullptr : &*found;
}

std::size_t sizeOfType(std::uint16_t type)
{
    constexpr std::array<std::size_t, 19> sizes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};
    return type < sizes.size() ? sizes[type] : 0;
}

FieldReader::FieldReader(ByteView file, bool isLittle, bool isBig) : m_file{file}, m_isLittle{isLittle}, m_isBig{isBig}
{
    m_first = isBig ? read(file, 8, 8) : read(file, 4, 4);
}

std::optional<FieldReader> FieldReader::open(ByteView file)
{
    if (file.size() < 8 || file[0] != file[1] || (file[0] != 'I' && file[0] != 'M'))
        return {};
    const bool isLittle = file[0] == 'I';
    const int version = isLittle ? file[2] : file[3];
    if ((isLittle ? file[3] : file[2]) != 0 || (version != 42 && (version != 43 || file.size() < 16)))
        return {};
    return FieldReader{file, isLittle, version == 43};
}

std::uint64_t FieldReader::read(ByteView bytes, std::size_t at, std::size_t size) const
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size && at + size <= bytes.size(); ++i)
        value = value << 8U | bytes[at + (m_isLittle ? size - 1 - i : i)];
    return value;
}

bool FieldReader::isIn(std::uint64_t offset, std::uint64_t size) const
{
    return offset <= m_file.size() && size <= m_file.size() - offset;
}

Directory FieldReader::directoryAt(std::uint64_t offset) const
{
    const std::size_t countSize = m_isBig ? 8 : 2, entrySize = m_isBig ? 20 : 12, wordSize = m_isBig ? 8 : 4;
    Directory directory;
    directory.isWhole = isIn(offset, countSize);
    const auto count = directory.isWhole ? read(m_file, offset, countSize) : 0;
    const auto start = offset + countSize;
    if (count > mostFields || !isIn(start, count * entrySize)) {
        directory.isWhole = false;
        return directory;
    }
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto at = start + i * entrySize;
        Field field{static_cast<std::uint16_t>(read(m_file, at, 2)),
                    static_cast<std::uint16_t>(read(m_file, at + 2, 2)),
                    read(m_file, at + 4, wordSize),
                    {}};
        const auto unit = sizeOfType(field.type);
        const auto size = unit == 0 || field.count > m_file.size() ? 0 : unit * field.count;
        const auto place = size <= wordSize ? at + 4 + wordSize : read(m_file, at + 4 + wordSize, wordSize);
        if (unit != 0 && (field.count > m_file.size() || !isIn(place, size)))
            directory.isWhole = false;
        else
            field.bytes = m_file.subspan(place, size);
        directory.fields.push_back(field);
    }
    const auto end = start + count * entrySize;
    directory.isWhole = directory.isWhole && isIn(end, wordSize);
    directory.next = isIn(end, wordSize) ? read(m_file, end, wordSize) : 0;
    return directory;
}

std::uint64_t FieldReader::number(const Field& field, std::size_t index) const
{
    const auto unit = sizeOfType(field.type);
    if (unit == 0 || field.type == 5 || field.type == 10 || field.type == 11 || field.type == 12)
        return 0;
    return read(field.bytes, index * unit, unit);
}

double FieldReader::real(const Field& field, std::size_t index) const
{
    constexpr std::uint16_t rational = 5, signedRational = 10, signedLong = 9, signedShort = 8, single = 11, twice = 12;
    const auto unit = sizeOfType(field.type);
    const auto at = index * unit;
    if (field.type == rational) {
        const auto below = read(field.bytes, at + 4, 4);
        return below == 0 ? 0 : static_cast<double>(read(field.bytes, at, 4)) / static_cast<double>(below);
    }
    const auto asSigned = [&](std::size_t place) {
        return static_cast<double>(static_cast<std::int32_t>(read(field.bytes, place, 4)));
    };
    if (field.type == signedRational)
        return asSigned(at + 4) == 0 ? 0 : asSigned(at) / asSigned(at + 4);
    if (field.type == signedLong)
        return asSigned(at);
    if (field.type == signedShort)
        return static_cast<std::int16_t>(read(field.bytes, at, 2));
    if (field.type == single)
        return std::bit_cast<float>(static_cast<std::uint32_t>(read(field.bytes, at, 4)));
    if (field.type == twice)
        return std::bit_cast<double>(read(field.bytes, at, 8));
    return static_cast<double>(number(field, index));
}

std::uint64_t FieldReader::numberOf(const Directory& directory, std::uint16_t tag, std::uint64_t otherwise) const
{
    const auto* field = directory.find(tag);
    return field && !field->bytes.empty() ? number(*field) : otherwise;
}

}
