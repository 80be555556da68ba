// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/theme.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace widgets::look {

/// What a person or the machine said about one thing. Each has its own shape, letter and colour.
enum class Mark {
    None,
    Unseen,   ///< small hollow ring; with a letter the grey square of a header action
    Open,     ///< diamond
    Clean,    ///< circle with tick
    Identity, ///< filled square with the category's letter or a count
    Flag,     ///< pennant
    Skip      ///< dash
};

Role roleOf(Mark mark);
/// For lists and screen readers: "identity", "undecided", ...
QString wordOf(Mark mark);
void drawMark(QPainter* p, const QRectF& place, Mark mark, const QString& letter, const Theme& theme);

void drawKeycap(QPainter* p, const QRectF& place, const QString& key, const Theme& theme, bool onAmber = false);
int keycapWidth(const QString& key);

}
