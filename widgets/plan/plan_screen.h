// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/pace.h"
#include "widgets/look/figure.h"
#include "widgets/plan/strata_table.h"
#include "widgets/session/project_screen.h"

class QStackedWidget;

namespace widgets::plan {

class WishPanel;

/// How many of each stratum a person has to look at, what that would say, and how long it takes; then the draw, which
/// locks it.
class PlanScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    explicit PlanScreen(const session::Desk& desk);
    void enter() override;
    QString progress() const override;

protected:
    void refresh() override;

private:
    using Strata = std::vector<engine::review::SampleStratum>;
    QWidget* middle();
    QWidget* sentence();
    void addDeeds();

    bool isLocked() const; ///< what is shown is the sample in force
    void showLocked();
    void showPlan();
    void showExtension();
    void sayMissing(const engine::Error& error);
    void describe(const Strata& strata);
    void reckon();
    void show(const engine::journey::SamplePlan& plan);
    void showTime(const engine::journey::SamplePlan& plan);
    void nameStep();
    void step();
    bool isInForce(const engine::review::PolicyStated& policy) const;
    bool mayState(const engine::review::PolicyStated& policy); ///< says why not
    void state();
    void draw();
    void askAgain();
    void askExtension();
    void extend();

    WishPanel* m_wish;
    QStackedWidget* m_pages;
    look::Heading* m_heading;
    look::Figure *m_inspect, *m_all, *m_upper, *m_time;
    StrataTable* m_table;
    look::Text *m_sentence, *m_seed, *m_missing;
    QAction *m_step = nullptr, *m_again = nullptr, *m_extend = nullptr, *m_state = nullptr, *m_leave = nullptr;
    Strata m_strata;
    std::vector<StratumRow> m_rows;
    std::vector<std::size_t> m_series; ///< of each stratum
    std::optional<double> m_pace;      ///< seconds a series
    std::string m_reason;              ///< why another draw; empty: the first
    std::string m_lockedSeed;          ///< of the sample whose strata are described
    bool m_isAgain = false, m_isExtending = false, m_canDraw = false;
};

}
