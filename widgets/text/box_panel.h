// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/state.h"
#include "widgets/canvas/canvas.h"
#include "widgets/look/parts.h"
#include "widgets/look/rows.h"

class QSpinBox;

namespace widgets::text {

/// The chosen box enlarged, what was read in it and why it matters, in words; below, all boxes of the picture's task.
class BoxPanel : public QWidget {
    Q_OBJECT

public:
    explicit BoxPanel(QWidget* parent = nullptr);

    /// The chosen box and where it is looked at.
    struct Shown {
        const engine::review::Finding* finding = nullptr; ///< may be nullptr
        QImage image;                                     ///< the picture it lies on; null when it is not on view
        int frames = 1, now = 1;                          ///< of its image, and on view
        const engine::pixels::Box* written = nullptr;     ///< as the file has it; nullptr while nobody knows
    };
    void showFinding(const engine::review::State& state, const Shown& shown);
    void showAll(const engine::review::State& state, const std::vector<const engine::review::Finding*>& findings,
                 const QString& chosen);
    look::RowList& list() { return *m_list; }

Q_SIGNALS:
    void framesWished(int first, int last);

private:
    QWidget* framesRow();
    void showFrames(const Shown& shown);

    look::Heading *m_heading, *m_listHeading;
    canvas::Canvas* m_crop;
    look::Text *m_text, *m_why, *m_where, *m_nothing;
    look::RowList* m_list;
    QWidget* m_frames;
    QSpinBox *m_first, *m_last;
    int m_count = 1, m_now = 1;
    bool m_isFilling = false;
};

}
