// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>

#include <array>

class QWidget;

namespace widgets::look {

/// What a colour is for. Widgets name roles, never colours.
enum class Role {
    Window,
    Panel,
    Raised,
    Control,
    Hover,
    Line,
    FieldLine,
    Canvas,
    CanvasLine, ///< surfaces, back to front
    Text,
    Text2,
    Dim, ///< Dim is for disabled words only
    Amber,
    Red,
    Teal,
    Violet, ///< open, identity, clean, second reader
    AmberFill,
    OnAmber,   ///< the lamp: what to do next, and the words on it
    OnRed,     ///< the letter on an identity mark
    Selection, ///< behind selected text
    Count
};

enum class Type { Caption, Small, Body, Strong, Read, Title, Display, Mono };

/// Distances in device-independent pixels, all on the 4-pixel grid.
namespace metric {
constexpr int topBar = 40, rail = 76, footer = 28, toolBar = 36, actionBar = 52;
constexpr int queue = 248, detail = 312, control = 28, row = 28, row2 = 44, rowThumb = 56;
constexpr int radius = 4, cardRadius = 8, focus = 2;
}

struct Theme {
    bool dark = true;
    std::array<QColor, static_cast<std::size_t>(Role::Count)> tones;

    const QColor& operator[](Role role) const { return tones[static_cast<std::size_t>(role)]; }
};

Theme darkTheme();
Theme lightTheme();

/// The theme of the style that draws this widget.
const Theme& themeOf(const QWidget* widget);

/// Adds the font family of the resources. Once, before the first widget.
void loadFonts();
QFont font(Type type);

}
