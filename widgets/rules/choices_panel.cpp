// SPDX-License-Identifier: Apache-2.0
#include "widgets/rules/choices_panel.h"

#include "widgets/look/rows.h"
#include "widgets/rules/words_of_rules.h"
#include "widgets/words/options.h"
#include "widgets/words/words.h"

#include <QKeyEvent>
#include <QScrollArea>

namespace widgets::rules {

using engine::profile::Rules;
using look::Role;
using look::Text;
using look::Type;
using Kind = ChoiceButton::Kind;
using Lines = QList<ChoiceButton::Line>;

namespace {

/// Leaves the arrow keys to the screen.
class Scroll : public QScrollArea {
protected:
    void keyPressEvent(QKeyEvent* event) override { event->ignore(); }
};

}

ChoicesPanel::ChoicesPanel(QWidget* parent) : QWidget{parent}
{
    auto* column = look::box<QVBoxLayout>(this);
    m_heading = new look::Heading{tr("What goes and what stays")};
    column->addWidget(m_heading);
    auto* page = new look::Panel{Role::Panel};
    auto* inner = look::box<QVBoxLayout>(page);
    inner->addWidget(profiles());
    inner->addWidget(faults());
    m_fold = new ChoiceButton{Kind::Fold, tr("Details: the options of PS3.15 Annex E")};
    inner->addSpacing(4);
    inner->addWidget(look::rule());
    inner->addWidget(m_fold);
    m_details = details();
    inner->addWidget(m_details);
    auto* note = new Text{tr("Rules see elements, not people: what a text or a rare disease tells, only a reader can "
                             "judge."),
                          Type::Small, Role::Text2};
    note->setWordWrap(true);
    note->setContentsMargins(12, 8, 12, 12);
    inner->addWidget(note);
    inner->addStretch();
    m_scroll = new Scroll;
    m_scroll->setWidget(page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_scroll, 1);
    m_details->hide();
    for (auto* button : findChildren<ChoiceButton*>())
        connect(button, &ChoiceButton::left, this, [this, button](int rows) { goBy(button, rows); });
    connect(m_fold, &QAbstractButton::clicked, this, [this] {
        m_details->setVisible(m_details->isHidden());
        m_fold->setChecked(!m_details->isHidden());
    });
}

void ChoicesPanel::answer(ChoiceButton* button, std::function<Rules()> wish)
{
    connect(button, &QAbstractButton::clicked, this, [this, button, wish = std::move(wish)] {
        if (button->face().locked.isEmpty())
            Q_EMIT wished(wish());
        else
            Q_EMIT refused(button->face().locked);
    });
}

QWidget* ChoicesPanel::profiles()
{
    auto* group = new QWidget;
    auto* column = look::box<QVBoxLayout>(group);
    for (const auto& one : profileWords()) {
        auto* button = new ChoiceButton{Kind::One, one.title};
        m_profiles[one.name] = button;
        answer(button, [name = std::string{one.name}] { return shipped(name); });
        column->addWidget(button);
    }
    m_site = new ChoiceButton{Kind::One, tr("Our own rules")};
    connect(m_site, &QAbstractButton::clicked, this, &ChoicesPanel::fileWished);
    column->addWidget(m_site);
    return group;
}

QWidget* ChoicesPanel::faults()
{
    m_faultPanel = new QWidget;
    auto* column = look::box<QVBoxLayout>(m_faultPanel);
    column->addWidget(look::rule());
    m_faultWords = new Text{{}, Type::Body, Role::Red};
    m_faultWords->setWordWrap(true);
    m_faultWords->setContentsMargins(12, 8, 12, 8);
    m_faultList = new look::RowList{tr("What is wrong in the file, with line and column")};
    m_faultList->setObjectName(QStringLiteral("faults"));
    column->addWidget(m_faultWords);
    column->addWidget(m_faultList);
    m_faultPanel->hide();
    return m_faultPanel;
}

QWidget* ChoicesPanel::dates()
{
    auto* group = new QWidget;
    auto* column = look::box<QVBoxLayout>(group);
    for (const auto& one : datesWords()) {
        auto* button = new ChoiceButton{Kind::One, one.title};
        m_dates[one.dates] = button;
        answer(button, [this, wanted = one.dates] { return withDates(m_chosen, wanted); });
        column->addWidget(button);
    }
    return group;
}

QWidget* ChoicesPanel::details()
{
    auto* group = new QWidget;
    auto* column = look::box<QVBoxLayout>(group);
    column->addWidget(dates());
    column->addWidget(look::rule());
    for (const auto& one : optionWords()) {
        auto* button = new ChoiceButton{Kind::Any, words::ofOption(one.name)};
        m_options[one.name] = button;
        answer(button,
               [this, name = std::string{one.name}] { return withOption(m_chosen, name, !has(m_chosen, name)); });
        column->addWidget(button);
    }
    return group;
}

void ChoicesPanel::show(const Rules& chosen, const Rules& inForce)
{
    m_chosen = chosen;
    m_inForce = inForce;
    const bool isNew = !(chosen == inForce);
    m_heading->setRight(isNew ? tr("not applied yet") : tr("in force"), isNew ? Role::Amber : Role::Text2);
    showProfiles();
    showDates();
    showOptions();
    const auto on = engine::profile::optionNames(chosen).size();
    m_fold->setFace({tr("Details: the options of PS3.15 Annex E"), tr("%1 on").arg(words::number(on)), {}, {}, false});
}

void ChoicesPanel::showProfiles()
{
    const bool isSite = hasSite(m_chosen), wasSite = hasSite(m_inForce);
    const auto besides = optionsBesides(m_chosen);
    for (const auto& one : profileWords()) {
        const bool isChosen = !isSite && m_chosen.profile == one.name;
        const bool isInForce = !wasSite && m_inForce.profile == one.name;
        Lines lines{{tr("for"), one.forWhom}, {tr("goes"), one.goes}, {tr("stays"), one.stays}};
        if (isChosen && !besides.empty())
            lines += {tr("and"), namesOf(besides)};
        auto* button = m_profiles[one.name];
        button->setFace({isChosen ? nameOf(m_chosen) : one.title, {}, lines, {}, isChosen && !isInForce});
        if (isChosen)
            button->setChecked(true);
    }
    const auto& site = m_chosen.siteRules;
    const Lines none{{{},
                      tr("A file (YAML) that says what your place wants different. Safelight's manual tells how to "
                         "write one.")}};
    const Lines some{{tr("file"), nameOf(m_chosen)},
                     {tr("holds"), tr("%n rule(s)", nullptr, int(site.rules.size())) + QStringLiteral(", ") +
                                       tr("%n safe private element(s)", nullptr, int(site.safePrivate.size()))}};
    m_site->setFace({isSite ? tr("Our own rules: open another file…") : tr("Our own rules: open a file…"),
                     {},
                     isSite ? some : none,
                     {},
                     isSite && !(site == m_inForce.siteRules)});
    if (isSite)
        m_site->setChecked(true);
}

void ChoicesPanel::showDates()
{
    const auto now = datesOf(m_chosen);
    m_dates[now]->setChecked(true);
    for (const auto& one : datesWords())
        m_dates[one.dates]->setFace({one.title,
                                     words::codeOfOption(one.option),
                                     {{{}, one.effect}},
                                     wordsOf(lockOf(m_chosen, one.dates)),
                                     now == one.dates && now != datesOf(m_inForce)});
}

void ChoicesPanel::showOptions()
{
    for (const auto& one : optionWords()) {
        const bool isOn = has(m_chosen, one.name);
        const auto lock = lockOf(m_chosen, one.name);
        auto effect = lock == Lock::Elsewhere ? wordsOf(lock) : isOn ? one.whenOn : one.whenOff;
        const bool isAge = one.name == std::string_view{"retain-patient-characteristics"};
        if (isAge && isOn && engine::profile::capsAges(m_chosen))
            effect = tr("They stay; ages above 89 read 090Y.");
        auto* button = m_options[one.name];
        button->setFace({words::ofOption(one.name),
                         words::codeOfOption(one.name),
                         {{{}, effect}},
                         wordsOf(lock),
                         isOn != has(m_inForce, one.name)});
        button->setChecked(isOn);
    }
}

void ChoicesPanel::showFaults(const QString& file, const std::vector<engine::profile::TextFault>& faults)
{
    m_faultPanel->setVisible(!faults.empty());
    m_faultWords->setText(tr("%1 is not used: %n thing(s) are wrong in it.", nullptr, int(faults.size())).arg(file));
    QList<look::Row> rows;
    for (const auto& fault : faults) {
        look::Row row;
        row.id = QString::number(rows.size());
        row.title = words::text(fault.words);
        row.sub = tr("line %1, column %2").arg(fault.line).arg(fault.column);
        row.tip = row.title;
        rows += row;
    }
    m_faultList->setRows(rows);
    m_faultList->setFixedHeight(look::metric::row2 * std::min(int(rows.size()), 6));
    if (!faults.empty()) {
        m_scroll->ensureWidgetVisible(m_faultPanel);
        m_faultList->setFocus(Qt::OtherFocusReason);
    }
}

void ChoicesPanel::focusChosen()
{
    for (auto* button : findChildren<ChoiceButton*>()) {
        if (!button->isChecked() || !button->isVisible())
            continue;
        button->setFocus(Qt::OtherFocusReason);
        return;
    }
}

bool ChoicesPanel::isUnfolded() const
{
    return !m_details->isHidden();
}

void ChoicesPanel::goBy(const ChoiceButton* from, int rows)
{
    QList<ChoiceButton*> seen;
    for (auto* button : findChildren<ChoiceButton*>()) {
        if (button->isVisible())
            seen += button;
    }
    const auto at = seen.indexOf(from) + rows;
    if (at < 0 || at >= seen.size())
        return;
    seen[at]->setFocus(Qt::TabFocusReason);
    m_scroll->ensureWidgetVisible(seen[at]);
}

}
