// SPDX-License-Identifier: Apache-2.0
#include "widgets/frame/keys.h"

#include <QString>

#include <array>

namespace widgets::frame {

namespace {

// breaks functionSizes: a table, one row for each deed.
constexpr std::array<KeyRow, static_cast<std::size_t>(Deed::Count)> rows{{
    {Deed::Step, "step", "Ctrl+Return"},
    {Deed::Pass, "pass", "Space"},
    {Deed::Identity, "identity", "X"},
    {Deed::Flag, "flag", "F"},
    {Deed::Skip, "skip", "S"},
    {Deed::Damaged, "damaged", "U"},
    {Deed::NextOpen, "next-open", "N"},
    {Deed::TakeBack, "take-back", "Backspace"},
    {Deed::Enter, "enter", "Return"},
    {Deed::Keep, "keep", "K"},
    {Deed::NextBox, "next-box", "Tab"},
    {Deed::Draw, "draw", "R"},
    {Deed::DrawEllipse, "draw-ellipse", "O"},
    {Deed::DrawPolygon, "draw-polygon", "P"},
    {Deed::Duplicate, "duplicate", "Ctrl+D"},
    {Deed::Delete, "delete", "Del"},
    {Deed::Edit, "edit", "E"},
    {Deed::AcceptAll, "accept-all", "Shift+A"},
    {Deed::ApplyToClass, "apply-to-class", "Shift+Return"},
    {Deed::Leave, "leave", "Esc"},
    {Deed::Panels, "panels", "M"},
    {Deed::Grid, "grid", "G"},
    {Deed::Pan, "pan", "T"},
    {Deed::Window, "window", "W"},
    {Deed::Fit, "fit", "="},
    {Deed::ZoomIn, "zoom-in", "Ctrl++"},
    {Deed::ZoomOut, "zoom-out", "Ctrl+-"},
    {Deed::OneToOne, "one-to-one", "Ctrl+0"},
    {Deed::Play, "play", "C"},
    {Deed::Invert, "invert", "Shift+I"},
    {Deed::Header, "header", "D"},
    {Deed::Flip, "flip", "V"},
    {Deed::View0, "view-0", "0"},
    {Deed::View1, "view-1", "1"},
    {Deed::View2, "view-2", "2"},
    {Deed::View3, "view-3", "3"},
    {Deed::View4, "view-4", "4"},
    {Deed::View5, "view-5", "5"},
    {Deed::View6, "view-6", "6"},
    {Deed::View7, "view-7", "7"},
    {Deed::View8, "view-8", "8"},
    {Deed::View9, "view-9", "9"},
    {Deed::Deface, "deface", "Ctrl+E"},
    {Deed::Less, "less", "["},
    {Deed::More, "more", "]"},
    {Deed::TiltBack, "tilt-back", ","},
    {Deed::TiltForward, "tilt-forward", "."},
    {Deed::Ears, "ears", "Shift+E"},
    {Deed::Filter, "filter", "/"},
    {Deed::GoTo, "go-to", "J"},
    {Deed::SiteFile, "site-file", "Y"},
    {Deed::DrawAgain, "draw-again", "Ctrl+Shift+D"},
    {Deed::Extend, "extend", "Ctrl+Shift+E"},
    {Deed::StatePolicy, "state-policy", "Ctrl+Shift+P"},
    {Deed::Verify, "verify", "Ctrl+T"},
    {Deed::ReopenProject, "reopen", "Ctrl+R"},
    {Deed::SignToo, "sign-too", "Ctrl+Shift+A"},
    {Deed::Pack, "pack", "Ctrl+Shift+K"},
    {Deed::ReadAs, "read-as", "Ctrl+Shift+R"},
    {Deed::Tired, "tired", "F10"},
    {Deed::Undo, "undo", "Ctrl+Z"},
    {Deed::Redo, "redo", "Ctrl+Shift+Z"},
    {Deed::New, "new", "Ctrl+N"},
    {Deed::Open, "open", "Ctrl+O"},
    {Deed::Add, "add", "Ctrl+Shift+O"},
    {Deed::Close, "close", "Ctrl+W"},
    {Deed::Quit, "quit", "Ctrl+Q"},
    {Deed::Help, "help", "F1"},
    {Deed::KeySheet, "key-sheet", "?"},
    {Deed::Palette, "palette", "Ctrl+K"},
    {Deed::NextPanel, "next-panel", "F6"},
    {Deed::Theme, "theme", "Ctrl+Shift+L"},
    {Deed::Settings, "settings", "Ctrl+,"},
    {Deed::Journal, "journal", "Ctrl+J"},
    {Deed::Plan, "plan", "Ctrl+L"},
    {Deed::Result, "result", "Ctrl+G"},
    {Deed::Place1, "place-1", "Ctrl+1"},
    {Deed::Place2, "place-2", "Ctrl+2"},
    {Deed::Place3, "place-3", "Ctrl+3"},
    {Deed::Place4, "place-4", "Ctrl+4"},
    {Deed::Place5, "place-5", "Ctrl+5"},
    {Deed::Place6, "place-6", "Ctrl+6"},
    {Deed::Brush, "brush", "B"},
    {Deed::Protect, "protect", "Shift+B"},
    {Deed::Light, "light", "L"},
}};

}

std::span<const KeyRow> keyTable()
{
    return rows;
}

QKeySequence keyOf(Deed deed)
{
    const auto& row = keyTable()[static_cast<std::size_t>(deed)];
    return QKeySequence::fromString(QString::fromLatin1(row.key), QKeySequence::PortableText);
}

}
