// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <set>
#include <vector>

namespace widgets::review {

/// What of each tile of a contact sheet was on the screen, and how long. A tile's time runs only while it shows a
/// picture, and a picture counts once it stayed for the shortest time without a break. Reads no clock; times are
/// milliseconds of any one.
class SheetExposure {
public:
    /// Another sheet: of each tile, how many pictures it has to show. Nothing of it was seen.
    void begin(const std::vector<int>& picturesOf);
    /// This picture of the tile has reached the screen, in place of the one before; the same one again changes nothing.
    void show(std::size_t tile, int picture, qint64 now);
    void hide(qint64 now); ///< the whole sheet is gone from the screen

    /// What the tile shows now has been there for the shortest time; false while it shows nothing.
    bool isLongEnough(std::size_t tile, qint64 now) const;
    bool isSeen(std::size_t tile, qint64 now) const; ///< all of its pictures; false where it has none
    double share(std::size_t tile, qint64 now) const;
    qint64 dwellMs(std::size_t tile, qint64 now) const;

private:
    struct Tile {
        int pictures = 0, picture = -1; ///< how many; on the screen now, -1: none
        qint64 since = 0, dwellMs = 0;
        std::set<int> seen;
    };
    static void leave(Tile& tile, qint64 now);
    static int seenOf(const Tile& tile, qint64 now);

    std::vector<Tile> m_tiles;
};

}
