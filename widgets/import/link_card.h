// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/photographs.h"
#include "widgets/look/rows.h"

class QLineEdit;

namespace widgets::look {
class Text;
}

namespace widgets::import {

/// Whose are the photographs that came in? A list of ways with what each would link, a pattern to edit, a table.
/// Nothing is in the project yet.
class LinkCard : public QWidget {
    Q_OBJECT

public:
    explicit LinkCard(std::vector<engine::journey::Discovered> found, QWidget* parent = nullptr);
    /// Of a file that the person chose; goes before the pattern.
    void setTable(std::map<std::string, std::string> table);
    void say(const QString& words); ///< why the table is none

Q_SIGNALS:
    void tableWished();
    void settled(const std::vector<engine::journey::Discovered>& found); ///< linked as the person wants

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void fill();
    void choose(const QString& id);
    void accept(const QString& id);
    engine::journey::LinkRule rule(const QString& pattern) const;
    QString wordsOn(const engine::journey::LinkRule& rule) const;
    QString example(const engine::journey::LinkRule& rule) const;

    std::vector<engine::journey::Discovered> m_found;
    std::map<std::string, std::string> m_table;
    look::RowList* m_ways;
    QLineEdit* m_pattern;
    look::Text* m_example;
};

}
