// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/header/header_panel.h"

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

private:
    QWidget* choices();
    QWidget* difference();
    void fillSentences(); ///< one for each rule, as the options stand
    void decide(engine::review::FindingVerdict verdict);
    void showFile(int index);

    header::HeaderPanel* m_header;
    look::Heading *m_rulesHeading, *m_readHeading;
    QVBoxLayout* m_sentences;
    engine::review::RulesChosen m_shown;
    look::RowList* m_read;
    look::Text* m_empty;
    QLineEdit* m_filter;
    look::Text* m_file;
    QAction *m_remove, *m_keep, *m_step;
    int m_index = 0;
    std::size_t m_open = 0;
};

}
