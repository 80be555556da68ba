// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/theme.h"

#include <QIcon>

namespace widgets::look {

/// An icon of the resources, drawn in the palette's text colour, sharp at every scale, following theme changes.
QIcon icon(const QString& name);

/// The same drawn once in a given colour.
QPixmap iconPixmap(const QString& name, int size, const QColor& colour, double ratio);

}
