// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSize>

namespace widgets::look {

/// Of all arrangements of `count` tiles in `room` the size of those whose pictures are the largest; `around` is what a
/// tile needs besides its picture, `aspect` the picture's width by its height. Empty when nothing fits.
QSize largestTile(QSize room, int count, QSize around, double aspect);

}
