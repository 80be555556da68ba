// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

namespace widgets::look {

/// What may be longer than its place: by wheel, and by arrows and Page keys where it has the focus. `name` is for
/// screen readers.
QScrollArea* scrolled(QWidget* page, const QString& name);

}
