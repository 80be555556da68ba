// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace widgets::look {
class Panel;
}
namespace widgets::frame {
class Screen;
}

namespace widgets::plan {

/// The pages of Review as tabs: Plan, Review, Result. Another one than `current` is wished for from the screen.
look::Panel* pagesOf(frame::Screen& screen);

}
