// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/projections.h"
#include "widgets/canvas/canvas.h"
#include "widgets/jobs/jobs.h"

#include <QWidget>

namespace widgets::look {
class Text;
}

namespace widgets::canvas {

/// A whole stack as five pictures, in each of which other text shows, and what each is good for. Nothing that a person
/// decides is decided here.
class PanelsView : public QWidget {
    Q_OBJECT

public:
    PanelsView(jobs::Jobs& jobs, engine::pool::Pool& pool, QWidget* parent = nullptr);

    /// Puts the frames together in a job; a newer call replaces an older one. The same frames again cost nothing.
    void setFrames(const std::vector<engine::journey::FrameOf>& frames, const QString& caption);
    /// Boxes lie on all five.
    void setMarks(const QList<BoxMark>& marks);
    bool isReady() const { return m_isReady; }

Q_SIGNALS:
    void ready();

private:
    void take(const engine::Result<engine::journey::Projections>& made);

    jobs::Jobs& m_jobs;
    engine::pool::Pool& m_pool;
    std::array<Canvas*, engine::pixels::panels.size()> m_cells;
    look::Text* m_state;
    QString m_caption;
    std::string m_key; ///< of the frames that are shown or being made
    bool m_isReady = false;
};

}
