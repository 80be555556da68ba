// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/sheet_exposure.h"

#include "widgets/review/exposure.h"

namespace widgets::review {

void SheetExposure::begin(const std::vector<int>& picturesOf)
{
    m_tiles.clear();
    for (const int pictures : picturesOf)
        m_tiles.push_back({pictures, -1, 0, 0, {}});
}

void SheetExposure::leave(Tile& tile, qint64 now)
{
    if (tile.picture < 0)
        return;
    if (now - tile.since >= Exposure::shortestMs)
        tile.seen.insert(tile.picture);
    tile.dwellMs += now - tile.since;
    tile.picture = -1;
}

void SheetExposure::show(std::size_t at, int picture, qint64 now)
{
    auto& tile = m_tiles[at];
    if (tile.picture == picture)
        return;
    leave(tile, now);
    tile.picture = picture;
    tile.since = now;
}

void SheetExposure::hide(qint64 now)
{
    for (auto& tile : m_tiles)
        leave(tile, now);
}

bool SheetExposure::isLongEnough(std::size_t at, qint64 now) const
{
    const auto& tile = m_tiles[at];
    return tile.picture >= 0 && now - tile.since >= Exposure::shortestMs;
}

int SheetExposure::seenOf(const Tile& tile, qint64 now)
{
    const bool countsNow =
        tile.picture >= 0 && now - tile.since >= Exposure::shortestMs && !tile.seen.contains(tile.picture);
    return int(tile.seen.size()) + (countsNow ? 1 : 0);
}

bool SheetExposure::isSeen(std::size_t at, qint64 now) const
{
    return m_tiles[at].pictures > 0 && seenOf(m_tiles[at], now) >= m_tiles[at].pictures;
}

double SheetExposure::share(std::size_t at, qint64 now) const
{
    const auto& tile = m_tiles[at];
    return tile.pictures == 0 ? 0 : double(seenOf(tile, now)) / tile.pictures;
}

qint64 SheetExposure::dwellMs(std::size_t at, qint64 now) const
{
    const auto& tile = m_tiles[at];
    return tile.dwellMs + (tile.picture >= 0 ? now - tile.since : 0);
}

}
