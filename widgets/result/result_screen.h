// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/chart/interval.h"
#include "widgets/chart/pace.h"
#include "widgets/look/figure.h"
#include "widgets/look/rows.h"
#include "widgets/plan/strata_table.h"
#include "widgets/session/project_screen.h"

class QStackedWidget;

namespace widgets::result {

/// What the inspected sample says of the rest: the bound, each stratum, the failed ones and the way to review all of
/// them, and how long the looks took.
class ResultScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    explicit ResultScreen(const session::Desk& desk);
    void enter() override;
    QString progress() const override;

protected:
    void refresh() override;

private:
    QWidget* middle();
    QWidget* aside();
    void describe();
    void show(const engine::release::Sampling& result);
    bool showReaders();
    void fillFailed();
    void showPace();
    void goOn(const QString& stratum); ///< to the first image of it that waits for a verdict
    void step();

    QStackedWidget* m_pages;
    look::Heading *m_heading, *m_failedHeading;
    look::Figure *m_inspected, *m_leaks, *m_upper, *m_remaining;
    chart::IntervalChart* m_interval;
    chart::PaceChart* m_pace;
    plan::StrataTable* m_table;
    look::RowList* m_failed;
    look::Text *m_saidHeading, *m_sentence, *m_seed, *m_missing, *m_paceWords, *m_readers;
    QAction* m_step;
    std::vector<plan::StratumRow> m_rows;
    std::string m_describedSeed; ///< of the sample that `m_rows` describe
    bool m_isThere = false;
};

}
