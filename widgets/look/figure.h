// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/parts.h"

namespace widgets::look {

/// A large number over what it counts. Numbers change in place.
class Figure : public QWidget {
    Q_OBJECT

public:
    explicit Figure(const QString& words, QWidget* parent = nullptr);
    void setNumber(std::size_t number, Role role = Role::Text);
    void setText(const QString& number); ///< with its unit: "1.5 h"
    void setWords(const QString& words);

private:
    Text *m_number, *m_words;
};

}
