// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/dissection.h"

#include <algorithm>

namespace engine::photo {

namespace {

// What fits one frame of shared memory (journey), and the sides DICOM can tell (PS3.3 C.7.6.3).
constexpr std::uint64_t mostPixels = 1U << 27U, longestSide = 65535;
constexpr std::size_t mostPages = 2000;

Result<Dissection> dissectByFormat(ByteView file)
{
    switch (formatOf(file)) {
    case Format::Jpeg:
        return dissectJpeg(file);
    case Format::Png:
        return dissectPng(file);
    case Format::Tiff:
        return dissectTiff(file);
    case Format::WebP:
        return dissectWebP(file);
    case Format::Bmp:
        return dissectBmp(file);
    case Format::Gif:
        return dissectGif(file);
    case Format::None:
        break;
    }
    return Error{ErrorCode::Unsupported, "picture"};
}

}

void Dissection::keep(ByteView picture)
{
    m_pieces.push_back({picture, true});
    m_size += picture.size();
}

void Dissection::add(Bytes bytes)
{
    m_size += bytes.size();
    m_own.push_back(std::move(bytes));
    m_pieces.push_back({m_own.back(), false});
}

Bytes Dissection::cleaned() const
{
    Bytes whole;
    whole.reserve(m_size);
    for (const auto& piece : m_pieces)
        whole.insert(whole.end(), piece.bytes.begin(), piece.bytes.end());
    return whole;
}

bool Dissection::hasSamePicture(const Dissection& other) const
{
    const auto pictureOf = [](const Dissection& one) {
        std::vector<ByteView> parts;
        for (const auto& piece : one.m_pieces) {
            if (piece.isPicture)
                parts.push_back(piece.bytes);
        }
        return parts;
    };
    const auto mine = pictureOf(*this), others = pictureOf(other);
    return std::equal(mine.begin(), mine.end(), others.begin(), others.end(),
                      [](ByteView a, ByteView b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); });
}

Result<Dissection> dissect(ByteView file)
{
    auto taken = dissectByFormat(file);
    if (!taken)
        return taken;
    if (taken->pages.empty())
        return Error{ErrorCode::Damaged, "no picture"};
    if (taken->pages.size() > mostPages)
        return Error{ErrorCode::TooLarge, "pages"};
    for (const auto& page : taken->pages) {
        if (page.columns < 1 || page.rows < 1)
            return Error{ErrorCode::Damaged, "size of the picture"};
        const auto columns = static_cast<std::uint64_t>(page.columns), rows = static_cast<std::uint64_t>(page.rows);
        if (columns > longestSide || rows > longestSide || columns * rows > mostPixels)
            return Error{ErrorCode::TooLarge, "size of the picture"};
    }
    return taken;
}

}
