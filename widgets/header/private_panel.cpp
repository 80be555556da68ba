// SPDX-License-Identifier: Apache-2.0
#include "widgets/header/private_panel.h"

#include "engine/journey/steps.h"
#include "widgets/words/words.h"

namespace widgets::header {

using engine::Result;
using engine::profile::Inspect;
using engine::profile::Rules;
using look::Role;
using look::Type;

namespace {

look::Row rowOf(const OwnerTally& owner)
{
    look::Row row;
    row.id = QStringLiteral("owner ") + owner.creator;
    row.title = owner.creator.isEmpty() ? PrivatePanel::tr("nobody claims these") : owner.creator;
    row.mono = !owner.creator.isEmpty();
    row.right = PrivatePanel::tr("%n element(s)", nullptr, int(owner.elements.size()));
    row.sub = PrivatePanel::tr("%n file(s)", nullptr, owner.files) + QStringLiteral(" · ") +
              PrivatePanel::tr("%1 stay, %2 go")
                  .arg(words::number(std::size_t(owner.stays)), words::number(std::size_t(owner.goes)));
    row.mark = look::Mark::Unseen;
    row.letter = owner.stays == 0 ? QStringLiteral("X") : owner.goes == 0 ? QStringLiteral("K") : QStringLiteral("±");
    return row;
}

look::Row rowOf(const OwnerTally& owner, const PrivateTally& tally)
{
    look::Row row;
    row.id = QStringLiteral("element %1 %2").arg(tally.tag, owner.creator);
    row.title = tally.tag;
    row.mono = true;
    row.right = tally.goes == 0    ? PrivatePanel::tr("stays")
                : tally.stays == 0 ? PrivatePanel::tr("goes")
                                   : PrivatePanel::tr("stays in %1, goes in %2").arg(tally.stays).arg(tally.goes);
    row.indent = 2;
    row.isValue = true;
    row.letter = tally.stays == 0 ? QStringLiteral("X") : QString{};
    const auto values = tally.examples.join(QStringLiteral(" | "));
    row.sub = values;
    row.after = tally.stays == 0                         ? PrivatePanel::tr("removed")
                : tally.after == tally.examples.value(0) ? values
                                                         : tally.after;
    row.tip = tally.tip;
    return row;
}

QList<look::Row> rowsOf(const OwnerTally& owner)
{
    QList<look::Row> staying, going;
    for (const auto& [tag, tally] : owner.elements)
        (tally.stays > 0 ? staying : going) += rowOf(owner, tally);
    return QList<look::Row>{rowOf(owner)} + staying + going;
}

}

PrivatePanel::PrivatePanel(const session::Desk& desk, QWidget* parent)
    : QWidget{parent}, m_desk{desk}, m_heading{new look::Heading{tr("Private elements by creator")}},
      m_list{new look::RowList{tr("Private elements by creator")}}, m_note{new look::Text{{}, Type::Small, Role::Text2}}
{
    auto* column = look::box<QVBoxLayout>(this);
    column->addWidget(m_heading);
    column->addWidget(m_list, 1);
    column->addWidget(look::rule());
    m_note->setWordWrap(true);
    m_note->setContentsMargins(12, 8, 12, 12);
    column->addWidget(m_note);
    setFocusProxy(m_list);
    connect(m_list, &look::RowList::chosen, this, &PrivatePanel::choose);
}

void PrivatePanel::count(const std::optional<Rules>& rules)
{
    if (m_desk.session.isLent())
        return;
    const auto wanted = rules ? *rules : engine::journey::rulesOf(m_desk.session.state());
    const auto series = m_desk.session.project().collection().nodes(engine::study::Level::Series).size();
    if (!m_rules || !(*m_rules == wanted) || series != m_items.size())
        begin(wanted);
    if (!m_isRunning)
        next();
}

void PrivatePanel::begin(const Rules& rules)
{
    const auto& collection = m_desk.session.project().collection();
    m_rules = rules;
    m_items.clear();
    for (const auto* series : collection.nodes(engine::study::Level::Series)) {
        const auto inside = collection.instancesBelow(series->id);
        m_items.push_back(inside[inside.size() / 2]->id);
    }
    m_reached = 0;
    m_isRunning = false;
    m_count.clear();
    m_firstItem.clear();
    fill();
}

void PrivatePanel::stop()
{
    m_isRunning = false;
}

void PrivatePanel::hideEvent(QHideEvent* event)
{
    stop();
    QWidget::hideEvent(event);
}

void PrivatePanel::next()
{
    m_isRunning = m_reached < m_items.size() && !m_desk.session.isLent();
    if (!m_isRunning)
        return;
    const auto item = m_items[m_reached];
    const auto* entry = m_desk.session.project().collection().entry(item);
    m_desk.jobs.ask<Result<Inspect::Answer>>(
        {jobs::Lane::Show, QStringLiteral("private %1").arg(quintptr(this)), {}}, this,
        [source = entry->source, question = m_desk.session.project().questionAbout(*entry, *m_rules),
         &pool = m_desk.pool](const engine::Progress& progress) {
            return engine::journey::inspect(source, question, pool, progress);
        },
        [this, item, asked = *m_rules](const Result<Inspect::Answer>& answer) {
            if (!(asked == *m_rules) || m_reached >= m_items.size() || m_items[m_reached] != item)
                return;
            if (answer) {
                m_count.add(answer->elements);
                for (const auto& [creator, owner] : m_count.owners())
                    m_firstItem.try_emplace(creator, item);
            }
            ++m_reached;
            fill();
            if (m_isRunning)
                next();
        });
}

void PrivatePanel::fill()
{
    QList<look::Row> rows;
    for (const bool staying : {true, false}) { // what stays is what somebody should look at
        for (const auto& [creator, owner] : m_count.owners()) {
            if ((owner.stays > 0) == staying)
                rows += rowsOf(owner);
        }
    }
    m_list->setRows(rows);
    m_heading->setRight(
        m_reached < m_items.size()
            ? tr("reading %1 of %2 series").arg(words::number(m_reached + 1), words::number(m_items.size()))
            : tr("%n creator(s)", nullptr, int(m_count.owners().size())));
    const auto files = m_desk.session.isLent() ? 0 : m_desk.session.project().collection().entries().size();
    m_note->setText(m_reached == m_items.size() && rows.isEmpty()
                        ? tr("No private element in one file of each series.")
                        : tr("From one file of each series: %1 of %2 files. Others of a series can hold more.")
                              .arg(words::number(std::size_t(m_count.files())), words::number(files)));
}

void PrivatePanel::choose(const QString& row)
{
    for (const auto& [creator, owner] : m_count.owners()) {
        const bool isOwner = row == QStringLiteral("owner ") + creator;
        bool isInside = false;
        for (const auto& [tag, tally] : owner.elements)
            isInside = isInside || row == QStringLiteral("element %1 %2").arg(tag, creator);
        if (isOwner || isInside) {
            Q_EMIT chosen(creator, m_firstItem[creator]);
            return;
        }
    }
}

}
