// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/canvas/viewer.h"
#include "widgets/header/header_panel.h"
#include "widgets/review/items.h"

#include <QElapsedTimer>

#include <set>

namespace widgets::review {

class MarkMap;

/// Every item is looked at by a person and judged, in the file as it would leave. Patient, machine result and other
/// readers are hidden meanwhile.
class ReviewScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    explicit ReviewScreen(const session::Desk& desk);
    void enter() override;
    QString place() const override;
    QString progress() const override;
    double share() const override;
    QString viewState() const override { return m_viewer->viewState(); }

protected:
    void refresh() override;
    void goBy(int items) override;

private:
    void build();
    QWidget* sample();
    void addDeeds();
    void open(int index);
    void showPictures(int at);
    void judge(const engine::review::Judgement& judgement);
    void pass();
    void askCategory();
    void askReason();
    bool mayJudge();
    bool isLeftOut() const; ///< by a decision about its face
    void nextOpen();
    void showFacts();
    const Item* item() const;

    MarkMap* m_map;
    canvas::Viewer* m_viewer;
    header::HeaderPanel* m_header;
    QWidget* m_right;
    look::Heading* m_heading;
    look::Text *m_counts[4], *m_facts, *m_verdict, *m_shown;
    QAction* m_pass = nullptr;
    std::vector<Item> m_items;
    int m_index = -1;
    std::size_t m_judged = 0, m_flagged = 0, m_found = 0;
    bool m_before = false, m_isCandidate = false;
    std::set<int> m_seen;     ///< pictures of this item that were on the screen
    QElapsedTimer m_exposure; ///< since the first picture of this item reached the screen
    QElapsedTimer m_sitting;
};

}
