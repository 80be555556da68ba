// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/mark.h"
#include "widgets/look/parts.h"
#include "widgets/review/items.h"

#include <QElapsedTimer>

namespace widgets::review {

class MarkMap;

/// How the verdicts stand.
struct Tally {
    std::size_t all = 0, judged = 0, clean = 0, found = 0, flagged = 0;
    qint64 medianMs = 0; ///< over the looks behind the verdicts; 0 where none was measured
};
Tally tallyOf(const engine::review::State& state, const std::vector<Item>& items, const Reading& reading = {});

/// Left in Review: the map of what is to be judged, counts, what is known of the present item, and the pace.
class SamplePanel : public look::Panel {
    Q_OBJECT

public:
    explicit SamplePanel(QWidget* parent = nullptr);

    void showMarks(const QList<look::Mark>& marks, int current);
    void showTally(const Tally& tally, const QString& heading);
    /// Verdict, which side is shown, how much of it was seen.
    void showFacts(const QString& verdict, const QString& side, const QString& seen);
    void setReaderTip(const QString& words); ///< with the key that does the same
    MarkMap& map() { return *m_map; }
    qint64 sittingMs() const { return m_sitting.elapsed(); }
    void beginSitting() { m_sitting.start(); } ///< after a break

Q_SIGNALS:
    void readerWished(); ///< somebody else is to read

private:
    look::Heading* m_heading;
    MarkMap* m_map;
    look::Text *m_counts[4], *m_verdict, *m_side, *m_seen, *m_pace, *m_break;
    QPushButton* m_reader;
    QElapsedTimer m_sitting;
};

}
