// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/figure.h"

#include <QLocale>

namespace widgets::look {

Figure::Figure(const QString& words, QWidget* parent)
    : QWidget{parent}, m_number{new Text{{}, Type::Display}}, m_words{new Text{words, Type::Small, Role::Text2}}
{
    m_words->setWordWrap(true); // beside others on a small screen
    auto* column = box<QVBoxLayout>(this);
    column->addWidget(m_number);
    column->addWidget(m_words);
    column->addStretch();
    setNumber(0);
}

void Figure::setNumber(std::size_t number, Role role)
{
    m_number->setText(QLocale{}.toString(qulonglong(number)));
    m_number->setRole(role);
}

void Figure::setText(const QString& number)
{
    m_number->setText(number);
}

void Figure::setWords(const QString& words)
{
    m_words->setText(words);
}

}
