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

private:
    Text* m_number;
};

}
