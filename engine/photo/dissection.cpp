// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/dissection.h"

#include <algorithm>

namespace engine::photo {

namespace {

// What fits one frame of shared memory (journey), and the sides DICOM can tell (PS3.3 C.7.6.3).
constexpr std::uint64_t mostPixels = 1U << 27U, longestSide = 65535;
constexpr std::size_t mostPages = 2000;

Result<Dissection> dissectByFormat(ByteView file, Depth depth)
{
    switch (formatOf(file)) {
    case Format::Jpeg:
        return dissectJpeg(file);
    case Format::Png:
        return dissectPng(file);
    case Format::Tiff:
        return dissectTiff(file, depth);
    case Format::WebP:
        return dissectWebP(file);
    case Format::Bmp:
        return dissectBmp(file);
    case Format::Gif:
        return dissectGif(file, depth);
    case Format::None:
        break;
    }
    return Error{ErrorCode::Unsupported, "picture"};
}

void addOpacities(std::vector<Page>& pages)
{
    std::vector<Page> opacities;
    for (const auto& page : pages) {
        if (page.hasOpacity)
            opacities.push_back({page.columns, page.rows, 1, page.bits, false, true});
    }
    pages.insert(pages.end(), opacities.begin(), opacities.end());
}

}

void Dissection::keep(ByteView picture)
{
    m_pieces.push_back({picture, true});
    m_size += picture.size();
}

void Dissection::keep(Bytes picture)
{
    m_own.push_back(std::move(picture));
    keep(ByteView{m_own.back()});
}

void Dissection::add(Bytes bytes)
{
    m_size += bytes.size();
    m_own.push_back(std::move(bytes));
    m_pieces.push_back({m_own.back(), false});
}

void Dissection::take(Dissection part)
{
    m_size += part.m_size;
    m_pieces.insert(m_pieces.end(), part.m_pieces.begin(), part.m_pieces.end());
    for (auto& own : part.m_own)
        m_own.push_back(std::move(own)); // a moved vector's bytes stay where they are
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
    const auto picturesOf = [](const Dissection& one) {
        std::vector<ByteView> parts;
        for (const auto& piece : one.m_pieces) {
            if (piece.isPicture && !piece.bytes.empty())
                parts.push_back(piece.bytes);
        }
        return parts;
    };
    auto mine = picturesOf(*this), others = picturesOf(other);
    std::size_t i = 0, k = 0; // where pieces begin and end says nothing
    while (i < mine.size() && k < others.size()) {
        const auto size = std::min(mine[i].size(), others[k].size());
        if (!std::equal(mine[i].begin(), mine[i].begin() + static_cast<std::ptrdiff_t>(size), others[k].begin()))
            return false;
        mine[i] = mine[i].subspan(size);
        others[k] = others[k].subspan(size);
        i += mine[i].empty() ? 1 : 0;
        k += others[k].empty() ? 1 : 0;
    }
    return i == mine.size() && k == others.size();
}

Result<Dissection> dissect(ByteView file, Depth depth)
{
    auto taken = dissectByFormat(file, depth);
    if (!taken)
        return taken;
    addOpacities(taken->pages);
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
