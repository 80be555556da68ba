// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/figure.h"

#include <QLocale>

namespace widgets::look {

Figure::Figure(const QString& words, QWidget* parent) : QWidget{parent}, m_number{new Text{{}, Type::Display}}
{
    auto* column = box<QVBoxLayout>(this);
    column->addWidget(m_number);
    column->addWidget(new Text{words, Type::Small, Role::Text2});
    setNumber(0);
}

void Figure::setNumber(std::size_t number, Role role)
{
    m_number->setText(QLocale{}.toString(qulonglong(number)));
    m_number->setRole(role);
}

}
