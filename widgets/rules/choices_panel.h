// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/yaml_tree.h"
#include "widgets/look/parts.h"
#include "widgets/rules/choice.h"
#include "widgets/rules/choice_button.h"

#include <functional>

class QScrollArea;

namespace widgets::look {
class RowList;
}

namespace widgets::rules {

/// The rules as choices: a profile in plain words or the site's own file, and behind "details" each option of PS3.15
/// Annex E with its code and effect. It changes nothing: what a person wants is told as whole rules, and shown once it
/// is shown to it. What cannot be chosen says why.
class ChoicesPanel : public QWidget {
    Q_OBJECT

public:
    explicit ChoicesPanel(QWidget* parent = nullptr);

    /// What is chosen here, and what the files are made by; answers that differ carry a bar.
    void show(const engine::profile::Rules& chosen, const engine::profile::Rules& inForce);
    /// A file of site rules that cannot be used, with everything that is wrong in it. No faults: takes the list away.
    void showFaults(const QString& file, const std::vector<engine::profile::TextFault>& faults);
    void focusChosen(); ///< to the profile that is chosen
    bool isUnfolded() const;

Q_SIGNALS:
    void wished(const engine::profile::Rules& rules);
    void fileWished();
    void refused(const QString& why);

private:
    QWidget* profiles();
    QWidget* details();
    QWidget* dates();
    QWidget* faults();
    void answer(ChoiceButton* button, std::function<engine::profile::Rules()> wish);
    void goBy(const ChoiceButton* from, int rows);
    void showProfiles();
    void showOptions();
    void showDates();

    engine::profile::Rules m_chosen, m_inForce;
    look::Heading* m_heading;
    QScrollArea* m_scroll;
    std::map<std::string, ChoiceButton*> m_profiles, m_options;
    std::map<Dates, ChoiceButton*> m_dates;
    ChoiceButton *m_site, *m_fold;
    QWidget *m_details, *m_faultPanel;
    look::Text* m_faultWords;
    look::RowList* m_faultList;
};

}
