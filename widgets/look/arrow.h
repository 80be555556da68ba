// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPoint>

namespace widgets::look {

/// One step on the screen the way an arrow key points; null for every other key.
QPoint arrowOf(int key);

}
