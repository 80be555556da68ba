// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"

#include <optional>
#include <vector>

namespace engine::photo {

/// One entry of a TIFF directory (TIFF 6.0 section 2). EXIF is written the same way.
struct Field {
    std::uint16_t tag = 0, type = 0;
    std::uint64_t count = 0;
    ByteView bytes; ///< the value, in the file's byte order; empty when it reaches outside the file
};

struct Directory {
    std::vector<Field> fields; ///< in the file's order
    std::uint64_t next = 0;    ///< where the next one of the chain lies; 0 at its end
    bool isWhole = true;       ///< false: it or a value reaches outside the file

    const Field* find(std::uint16_t tag) const;
};

/// Bytes one value of a type takes; 0 for an unknown type.
std::size_t sizeOfType(std::uint16_t type);

/// Reads directories, of TIFF and of BigTIFF. The bytes must outlive it.
class FieldReader {
public:
    /// Nothing when the bytes do not begin like a TIFF.
    static std::optional<FieldReader> open(ByteView file);

    bool isLittle() const { return m_isLittle; }
    bool isBig() const { return m_isBig; }
    std::uint64_t first() const { return m_first; }
    Directory directoryAt(std::uint64_t offset) const;

    /// Of whole numbers; 0 where there is none at `index`.
    std::uint64_t number(const Field& field, std::size_t index = 0) const;
    /// Of numbers of any type.
    double real(const Field& field, std::size_t index = 0) const;
    std::uint64_t numberOf(const Directory& directory, std::uint16_t tag, std::uint64_t otherwise) const;

private:
    FieldReader(ByteView file, bool isLittle, bool isBig);
    std::uint64_t read(ByteView bytes, std::size_t at, std::size_t size) const;
    bool isIn(std::uint64_t offset, std::uint64_t size) const;

    ByteView m_file;
    bool m_isLittle, m_isBig;
    std::uint64_t m_first = 0;
};

}
