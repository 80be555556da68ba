// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/face/head_view.h"
#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"

#include <QElapsedTimer>

class QStackedWidget;

namespace widgets::face {

/// Series whose geometry could show a face: a person turns the head and says whether it does.
class FaceScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    explicit FaceScreen(const session::Desk& desk);
    void enter() override;
    QString place() const override;
    QString progress() const override;
    double share() const override;

protected:
    void refresh() override;

private:
    void build();
    void addDeeds();
    void fill();
    void open(const QString& finding);
    void decide(engine::review::FindingVerdict verdict, const std::string& reason);
    void pass();
    void nextOpen();
    const engine::review::Finding* chosen() const;
    void showFacts();

    Head m_head;
    HeadView* m_view;
    QStackedWidget* m_pages;
    look::Text* m_why;
    look::RowList *m_queue, *m_looked;
    look::Heading *m_queueHeading, *m_checksHeading;
    look::Text *m_state, *m_facts;
    QAction* m_pass = nullptr;
    std::vector<const engine::review::Finding*> m_findings;
    std::size_t m_open = 0;
    QString m_chosen;
    QElapsedTimer m_exposure;
};

}
