// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/site_rules_yaml.h"
#include "widgets/header/header_panel.h"
#include "widgets/header/private_panel.h"
#include "widgets/rules/choices_panel.h"
#include "widgets/rules/kept_panel.h"

class QStackedWidget;

namespace widgets::look {
class Chip;
}

namespace widgets::rules {

/// At the left the rules as choices, or the kept texts a person has to read; at the right what the rules do to each
/// file, shown on one file at a time. What is chosen is only tried, and shown on the file, until it is applied: then it
/// is an event like every other decision, and the files are written anew.
class RulesScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    explicit RulesScreen(const session::Desk& desk);
    void enter() override;
    QString place() const override;
    QString progress() const override;

    /// The site's rules that a file holds, or what is wrong in it. `name` is the file's own, without its folder.
    void offer(const QString& name, const engine::profile::SiteRulesReading& reading);
    void refuseFile(const engine::Error& error); ///< it could not even be read
    bool hasUnapplied() const;

Q_SIGNALS:
    void fileWished();
    void draftChanged();

protected:
    void refresh() override;
    void goBy(int files) override;

private:
    enum Page { Choices, Texts, Private };
    QWidget* pages();
    QWidget* difference();
    void addDeeds();
    void addTextDeeds();
    void showPage(Page page);
    void showDraft();
    std::optional<engine::profile::Rules> tried() const; ///< none: those in force
    void tryOut(const engine::profile::Rules& rules);
    void step();
    void takeBack();
    void decide(engine::review::FindingVerdict verdict, const QString& words = {});
    void showFirstFile(const QString& text);
    void showOwner(const QString& creator, const std::string& item);
    void showItem(const std::string& item);
    void showFile(int index);

    header::HeaderPanel* m_header;
    ChoicesPanel* m_choices;
    KeptPanel* m_kept;
    header::PrivatePanel* m_private;
    QStackedWidget* m_pages;
    QList<look::Chip*> m_tabs;
    look::Chip* m_risk;
    engine::profile::Rules m_inForce, m_draft;
    look::Text* m_file;
    QList<QAction*> m_ofTexts, m_ofChoices;
    QAction* m_step;
    int m_index = 0;
    bool m_wasEntered = false;
};

}
