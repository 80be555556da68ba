// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/head_panel.h"

#include "widgets/face/head_words.h"

#include <QVBoxLayout>

namespace widgets::face {

using look::Role;
using look::Text;
using look::Type;

HeadPanel::HeadPanel(QWidget* parent) : look::Panel{Role::Panel, {}, parent}
{
    auto* details = look::box<QVBoxLayout>(this);
    details->addWidget(new look::Heading{tr("This series")});
    m_state = addWords(Type::Body, Role::Text);
    m_facts = addWords(Type::Small, Role::Text2);
    details->addWidget(look::rule());
    details->addWidget(new look::Heading{tr("Looked from")});
    m_looked = addList(tr("Looked from"));
    details->addWidget(look::rule());
    m_cutHeading = new look::Heading{tr("The cut")};
    details->addWidget(m_cutHeading);
    m_cutWords = addWords(Type::Small, Role::Text2);
    m_checks = addList(tr("What the cut leaves"));
    details->addStretch();
    addWords(Type::Small, Role::Text2)
        ->setText(tr("No face seen does not mean nobody could match it: forehead, ears and head outline remain."));
}

Text* HeadPanel::addWords(Type type, Role role)
{
    auto* words = new Text{{}, type, role};
    words->setWordWrap(true);
    words->setContentsMargins(12, 0, 12, 8);
    layout()->addWidget(words);
    return words;
}

look::RowList* HeadPanel::addList(const QString& name)
{
    auto* list = new look::RowList{name};
    list->setSelectionMode(QAbstractItemView::NoSelection);
    layout()->addWidget(list);
    return list;
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

void HeadPanel::showCut(const std::optional<engine::face::Cut>& cut, const engine::face::AssessFace::Answer& before,
                        const std::optional<engine::face::CheckCut::Answer>& tried)
{
    const bool fails = tried && !tried->passed;
    const auto stands = tried ? (fails ? tr("needs review") : tr("all checks hold")) : tr("checking…");
    m_cutHeading->setRight(cut ? stands : QString{}, fails ? Role::Red : Role::Text2);
    m_cutWords->setText(cut ? ofCut(*cut) : tr("Nothing is cut."));
    m_checks->setRows(tried ? rowsOf(before, *tried) : QList<look::Row>{});
    m_checks->fitHeight();
}

}
