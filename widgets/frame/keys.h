// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>

#include <span>

namespace widgets::frame {

/// Every deed that has a key. A deed means the same on all screens, whatever words it wears there.
enum class Deed {
    Step,
    Pass,
    Identity,
    Flag,
    Skip,
    Damaged,
    NextOpen,
    TakeBack, ///< verdicts
    Enter,    ///< what is chosen: blank it, take it out, open it
    Keep,
    NextBox,
    Draw,
    DrawEllipse,
    DrawPolygon,
    Duplicate,
    Delete,
    Edit,
    AcceptAll,
    ApplyToClass,
    Leave,
    Panels,
    Grid, ///< findings
    Pan,
    Window,
    Fit,
    ZoomIn,
    ZoomOut,
    OneToOne,
    Play,
    Invert,
    Header,
    Flip,
    View0,
    View1,
    View2,
    View3,
    View4,
    View5,
    View6,
    View7,
    View8,
    View9, ///< digits: views
    Deface,
    Less,
    More,
    TiltBack,
    TiltForward,
    Ears, ///< cuts
    Filter,
    GoTo, ///< an item by its number
    SiteFile,
    DrawAgain,
    Extend,
    StatePolicy,
    Verify,
    ReopenProject,
    SignToo,
    Pack,
    ReadAs,
    Tired,
    Undo,
    Redo,
    New,
    Open,
    Add,
    Close,
    Quit,
    Help,
    KeySheet,
    Palette,
    NextPanel,
    Theme,
    Settings,
    Journal,
    Plan,
    Result, ///< pages of Review
    Place1,
    Place2,
    Place3,
    Place4,
    Place5,
    Place6,
    Brush,
    Protect, ///< cuts by hand
    Light,
    Count
};

struct KeyRow {
    Deed deed;
    const char* name; ///< stable: settings and tests know a deed by it
    const char* key;  ///< QKeySequence::PortableText
};

/// One row a deed, in the order of the enum.
std::span<const KeyRow> keyTable();
QKeySequence keyOf(Deed deed);

}
