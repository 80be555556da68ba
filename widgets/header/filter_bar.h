// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/header/filter.h"

#include <QWidget>

class QLineEdit;

namespace widgets::look {
class Chip;
}

namespace widgets::header {

/// The filter of a header as switches: which elements, which actions, which words; each with how many it stands for.
class FilterBar : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    const Filter& filter() const { return m_filter; }
    void setFilter(const Filter& filter); ///< says `changed` when it is another
    void setCounts(const Counts& counts);
    void startWords(); ///< the person types what to look for

Q_SIGNALS:
    void changed();
    void left(); ///< from the words to what they found

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* scopes();
    QWidget* letters();

    Filter m_filter;
    std::map<Scope, look::Chip*> m_scopes;
    std::map<char, look::Chip*> m_letters;
    look::Chip* m_owner;
    QLineEdit* m_words;
};

}
