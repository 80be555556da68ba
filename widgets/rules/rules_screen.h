// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/header/header_panel.h"
#include "widgets/rules/kept_panel.h"

class QLineEdit;

namespace widgets::rules {

/// What the rules do to each file, shown on one file at a time, and the kept texts a person has to read.
class RulesScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    explicit RulesScreen(const session::Desk& desk);
    void enter() override;
    QString place() const override;
    QString progress() const override;

protected:
    void refresh() override;
    void goBy(int files) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* choices();
    QWidget* difference();
    void fillSentences(); ///< one for each rule, as the options stand
    void addDeeds();
    void decide(engine::review::FindingVerdict verdict, const QString& words = {});
    void showFirstFile(const QString& text);
    void showFile(int index);

    header::HeaderPanel* m_header;
    KeptPanel* m_kept;
    look::Heading* m_rulesHeading;
    QVBoxLayout* m_sentences;
    engine::review::RulesChosen m_shown;
    QLineEdit* m_filter;
    look::Text* m_file;
    QList<QAction*> m_ofTexts;
    int m_index = 0;
};

}
