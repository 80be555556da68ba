// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/risk_rows.h"
#include "widgets/chart/groups.h"
#include "widgets/look/figure.h"
#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"

namespace widgets::risk {

class KnownPanel;
class SearchPanel;

/// How easily patients are told apart by what is kept about them: what somebody could know at the left, the numbers and
/// what would change them in the middle, at the right what others publish. Reckoned anew at every choice; kept for the
/// report by one deed. Nothing of a patient's values is shown but how many there are.
class RiskScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    explicit RiskScreen(const session::Desk& desk);
    void enter() override;
    QString progress() const override;

    /// A table of the clinic that was read, or why it was not.
    void offer(const engine::Result<engine::statistics::Microdata>& table);

Q_SIGNALS:
    void tableWished();

protected:
    void refresh() override;

private:
    using Answer = engine::Result<engine::Json>;
    look::Panel* heading();
    QWidget* middle();
    void addDeeds();
    void read(); ///< headers, in workers, where others leave than before
    void join(); ///< and the linked table
    void reckon();
    void take(const Answer& answer);
    void showNumbers();
    void showWhatIfs();
    void toggleChange();
    void step();
    void tell(const engine::review::PublicSearch& search);
    bool isKept() const; ///< what is shown is what the project keeps
    QString day() const;

    KnownPanel* m_known;
    SearchPanel* m_search;
    look::Heading* m_state;
    look::Figure *m_smallest, *m_alone, *m_highest, *m_average;
    chart::GroupsChart* m_chart;
    look::RowList* m_whatIfs;
    look::Text *m_words, *m_measures;
    QAction* m_step = nullptr;
    std::optional<engine::journey::RiskRows> m_headers, m_rows; ///< without and with the linked table
    std::optional<engine::statistics::Microdata> m_linked;
    engine::journey::RiskWish m_wish;
    engine::Json m_assessment; ///< null: not reckoned
    std::string m_asked;       ///< RiskOrder::over that was asked for
};

}
