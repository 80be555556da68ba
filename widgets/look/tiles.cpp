// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/tiles.h"

#include <algorithm>

namespace widgets::look {

QSize largestTile(QSize room, int count, QSize around, double aspect)
{
    QSize best;
    double largest = 0;
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const QSize tile{room.width() / columns, room.height() / rows};
        const double width =
            std::min<double>(tile.width() - around.width(), (tile.height() - around.height()) * aspect);
        if (width > largest) {
            largest = width;
            best = tile;
        }
    }
    return best;
}

}
