// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/risk_rows.h"
#include "widgets/look/parts.h"
#include "widgets/look/rows.h"

#include <QSet>

class QComboBox;

namespace widgets::risk {

/// What somebody could know: columns of headers and of a linked table, chosen or not, and what is known of the people
/// the patients come from.
class KnownPanel : public look::Panel {
    Q_OBJECT

public:
    explicit KnownPanel(QWidget* parent = nullptr);
    look::RowList& list() { return *m_list; }

    /// The columns to choose from. What was chosen stays; at first, what differs between patients.
    void show(const engine::journey::RiskRows& rows);
    /// A table that was brought: its columns can be the one with Patient IDs. Asks which.
    void offer(const engine::statistics::Microdata& table);
    QString joinedBy() const; ///< empty: no table was brought, or its column is not chosen

    /// Keys, population, prevalence, sizes; without policy. BadArgument for numbers that are none.
    engine::Result<engine::statistics::AssessmentWish> wish() const;
    void toggle(); ///< the chosen row

Q_SIGNALS:
    void changed();
    void joinChanged();

private:
    void fill();
    void fillSizes();

    look::RowList* m_list;
    QComboBox *m_by, *m_sizes;
    QLineEdit *m_population, *m_prevalence;
    look::Text* m_byWords;
    engine::statistics::Microdata m_table;
    std::size_t m_ofHeaders = 0;
    QSet<QString> m_keys, m_seen;
};

}
