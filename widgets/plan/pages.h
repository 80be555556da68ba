// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace widgets::look {
class Panel;
class Text;
}
namespace widgets::frame {
class Screen;
}

namespace widgets::plan {

/// The pages of Review as tabs: Plan, Review, Result. Another one than `current` is wished for from the screen.
look::Panel* pagesOf(frame::Screen& screen);

/// What such a page shows while there is nothing to show: what it is for, and in `why` what is missing.
look::Panel* emptyPage(const QString& purpose, look::Text*& why);

}
