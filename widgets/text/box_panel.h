// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/state.h"
#include "widgets/canvas/canvas.h"
#include "widgets/look/parts.h"
#include "widgets/look/rows.h"

namespace widgets::text {

/// The chosen box enlarged, what was read in it and why it matters, in words; below, all boxes of the picture's task.
class BoxPanel : public QWidget {
    Q_OBJECT

public:
    explicit BoxPanel(QWidget* parent = nullptr);

    /// `chosen` may be nullptr. `image` is the picture the box lies on; null when it is not on view.
    void showFinding(const engine::review::State& state, const engine::review::Finding* chosen, const QImage& image);
    void showAll(const engine::review::State& state, const std::vector<const engine::review::Finding*>& findings,
                 const QString& chosen);
    look::RowList& list() { return *m_list; }

private:
    look::Heading *m_heading, *m_listHeading;
    canvas::Canvas* m_crop;
    look::Text *m_text, *m_why, *m_where, *m_nothing;
    look::RowList* m_list;
};

}
