// SPDX-License-Identifier: Apache-2.0
#include "widgets/settings/settings_screen.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QRadioButton>

namespace widgets::settings {

using look::Role;
using look::Text;
using look::Type;

SettingsScreen::SettingsScreen(const Choices& choices, const QStringList& languages)
    : Screen{QStringLiteral("settings"), tr("Settings")}
{
    auto* page = new look::Panel{Role::Window};
    auto* outer = look::box<QHBoxLayout>(page, 24);
    auto* sheet = new look::Panel{Role::Panel};
    sheet->setCard();
    sheet->setFixedWidth(640);
    auto* column = look::box<QVBoxLayout>(sheet, 32, 8);
    column->addWidget(new Text{tr("Settings"), Type::Display});
    column->addSpacing(12);
    column->addLayout(themes());
    column->addSpacing(16);
    column->addWidget(new Text{tr("Size of the interface"), Type::Strong});
    m_size = new QComboBox;
    m_size->setFont(look::font(Type::Body));
    m_size->setFixedSize(120, 32);
    m_size->setAccessibleDescription(tr("Size of the interface"));
    m_size->setAccessibleName(tr("Size of the interface"));
    for (int percent = 90; percent <= 150; percent += 5)
        m_size->addItem(tr("%1 %").arg(percent), percent);
    column->addWidget(m_size);
    column->addWidget(new Text{tr("Takes effect when Safelight starts next."), Type::Small, Role::Text2});
    column->addSpacing(16);
    column->addWidget(new Text{tr("Keys"), Type::Strong});
    m_keys = new QCheckBox{tr("Letters without Ctrl act (X, F, K, …)")};
    m_keys->setFont(look::font(Type::Body));
    column->addWidget(m_keys);
    column->addWidget(new Text{tr("Off: use the buttons, the menu or Ctrl K. Text fields never let them act."),
                               Type::Small, Role::Text2});
    column->addSpacing(16);
    column->addLayout(this->languages(languages));
    column->addStretch();
    outer->addStretch();
    outer->addWidget(sheet, 0, Qt::AlignTop);
    outer->addStretch();
    setBody(page);

    m_theme->button(int(choices.theme))->setChecked(true);
    m_size->setCurrentIndex(std::max(0, m_size->findData(choices.sizePercent)));
    m_keys->setChecked(choices.singleKeys);
    for (auto* one : m_languages)
        one->setChecked(choices.readerLanguages.contains(one->text()));
    connect(m_theme, &QButtonGroup::idClicked, this, &SettingsScreen::tell);
    connect(m_size, &QComboBox::activated, this, &SettingsScreen::tell);
    connect(m_keys, &QCheckBox::clicked, this, &SettingsScreen::tell);
}

QLayout* SettingsScreen::themes()
{
    auto* column = look::box<QVBoxLayout>(nullptr, 0, 8);
    column->addWidget(new Text{tr("Theme"), Type::Strong});
    auto* row = look::box<QHBoxLayout>(nullptr, 0, 20);
    m_theme = new QButtonGroup{this};
    for (const auto& words : {tr("As the system"), tr("Dark"), tr("Light")}) {
        auto* one = new QRadioButton{words};
        one->setFont(look::font(Type::Body));
        one->setAccessibleName(tr("Theme: %1").arg(words));
        m_theme->addButton(one, int(m_theme->buttons().size()));
        row->addWidget(one);
    }
    row->addStretch();
    column->addLayout(row);
    column->addWidget(new Text{tr("Images stand on a dark ground in both."), Type::Small, Role::Text2});
    return column;
}

QLayout* SettingsScreen::languages(const QStringList& installed)
{
    auto* column = look::box<QVBoxLayout>(nullptr, 0, 8);
    column->addWidget(new Text{tr("Languages of the second reader"), Type::Strong});
    constexpr int perRow = 8;
    auto* grid = new QGridLayout;
    for (const auto& name : installed) {
        auto* one = new QCheckBox{name};
        one->setFont(look::font(Type::Body));
        one->setAccessibleName(tr("Second reader reads %1").arg(name));
        connect(one, &QCheckBox::clicked, this, &SettingsScreen::tell);
        const int place = int(m_languages.size());
        grid->addWidget(one, place / perRow, place % perRow);
        m_languages += one;
    }
    column->addLayout(grid);
    auto* note = new Text{
        tr("By Tesseract's names, for burned-in text; none ticked: English. More come with Debian's packages "
           "tesseract-ocr-*. Takes effect when Safelight starts next, for images that are searched from then on."),
        Type::Small, Role::Text2};
    note->setWordWrap(true);
    column->addWidget(note);
    return column;
}

void SettingsScreen::enter()
{
    m_theme->checkedButton()->setFocus();
}

void SettingsScreen::tell()
{
    Choices choices{ThemeChoice(m_theme->checkedId()), m_size->currentData().toInt(), m_keys->isChecked(), {}};
    for (const auto* one : m_languages) {
        if (one->isChecked())
            choices.readerLanguages += one->text();
    }
    Q_EMIT changed(choices);
}

}
