// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/head_panel.h"

#include "widgets/face/head_words.h"

#include <QVBoxLayout>

#include <algorithm>

namespace widgets::face {

using look::Role;
using look::Text;
using look::Type;

namespace {

Text* words(Type type, Role role)
{
    auto* made = new Text{{}, type, role};
    made->setWordWrap(true);
    made->setContentsMargins(12, 0, 12, 8);
    return made;
}

look::RowList* list(const QString& name)
{
    auto* made = new look::RowList{name};
    made->setSelectionMode(QAbstractItemView::NoSelection);
    return made;
}

}

HeadPanel::HeadPanel(QWidget* parent) : look::Panel{Role::Panel, {}, parent}
{
    auto* details = look::box<QVBoxLayout>(this);
    details->addWidget(new look::Heading{tr("This series")});
    details->addWidget(m_state = words(Type::Body, Role::Text));
    details->addWidget(m_facts = words(Type::Small, Role::Text2));
    details->addWidget(look::rule());
    m_ofHead = new QWidget;
    auto* ofHead = look::box<QVBoxLayout>(m_ofHead);
    details->addWidget(m_ofHead);
    ofHead->addWidget(new look::Heading{tr("Looked from")});
    ofHead->addWidget(m_looked = list(tr("Looked from")));
    ofHead->addWidget(look::rule());
    ofHead->addWidget(m_cutHeading = new look::Heading{tr("The cut")});
    ofHead->addWidget(m_cutWords = words(Type::Small, Role::Text2));
    ofHead->addWidget(m_checks = list(tr("What the cut leaves")));
    details->addStretch();
    details->addWidget(m_limits = words(Type::Small, Role::Text2));
    showParts(true, {});
}

void HeadPanel::showParts(bool hasHead, const QString& limits)
{
    m_ofHead->setVisible(hasHead);
    m_limits->setText(limits.isEmpty() ? tr("No face seen does not mean nobody could match it: forehead, ears and head "
                                            "outline remain.")
                                       : limits);
}

void HeadPanel::showHead(const QString& stands, const QString& facts, const QString& measured)
{
    m_state->setText(stands);
    m_facts->setText(QStringLiteral("%1\n%2").arg(facts, measured.isEmpty() ? tr("Not assessed yet") : measured));
}

void HeadPanel::showSeen(int sides)
{
    const auto seen = [sides](int bit, const QString& words) {
        look::Row row;
        row.id = words;
        row.title = words;
        row.mark = sides & bit ? look::Mark::Clean : look::Mark::Unseen;
        return row;
    };
    m_looked->setRows(
        {seen(1, tr("in front")), seen(2, tr("the left side")), seen(4, tr("the right side")), seen(8, tr("below"))});
    m_looked->fitHeight();
}

void HeadPanel::showCut(const Shown& shown)
{
    const auto& [cut, before, tried, takenOn, takenOnWords] = shown;
    const auto& failures = tried ? tried->failures : std::vector<std::string>{};
    const bool fails =
        std::any_of(failures.begin(), failures.end(), [&](const auto& failure) { return !takenOn.contains(failure); });
    const auto stands = !tried          ? tr("checking…")
                        : fails         ? tr("needs review")
                        : tried->passed ? tr("all checks hold")
                                        : tr("taken on");
    m_cutHeading->setRight(cut ? stands : QString{}, fails ? Role::Red : Role::Text2);
    const auto words = cut ? ofCut(*cut) : tr("Nothing is cut.");
    m_cutWords->setText(takenOnWords.isEmpty() ? words : words + QLatin1Char('\n') + takenOnWords);
    m_checks->setRows(tried ? rowsOf(before, *tried, takenOn) : QList<look::Row>{});
    m_checks->fitHeight();
}

}
