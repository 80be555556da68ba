// SPDX-License-Identifier: Apache-2.0
#include "widgets/collection/check_panel.h"

#include "widgets/collection/check_words.h"
#include "widgets/words/strata_words.h"
#include "widgets/words/words.h"

#include <algorithm>

namespace widgets::collection {

using engine::Result;
using engine::journey::CheckUp;
using engine::journey::Outcome;
using look::Role;
using look::Text;
using look::Type;

namespace {

constexpr int shownFiles = 3;

bool isOfImport(const std::string& kind)
{
    return kind == "set-aside" || kind == "duplicate";
}

QString nameOf(const std::string& path)
{
    return words::text(path).section(QLatin1Char('/'), -1);
}

}

CheckPanel::CheckPanel(const session::Desk& desk, QWidget* parent) : Panel{Role::Panel, {}, parent}, m_desk{desk}
{
    auto* column = look::box<QVBoxLayout>(this);
    m_heading = new look::Heading{tr("Check-up")};
    column->addWidget(m_heading);
    m_list = new look::RowList{tr("Check-up: set aside, findings and risks")};
    column->addWidget(m_list, 1);
    connect(m_list, &look::RowList::chosen, this, &CheckPanel::showChosen);
    connect(m_list, &look::RowList::opened, this, &CheckPanel::act);
    column->addWidget(look::rule());
    auto* card = look::box<QVBoxLayout>(nullptr, 12, 6);
    m_title = new Text{{}, Type::Strong};
    m_why = new Text{{}, Type::Body};
    m_advice = new Text{{}, Type::Body, Role::Text2};
    for (auto* one : {m_title, m_why, m_advice}) {
        one->setWordWrap(true);
        card->addWidget(one);
    }
    m_button = look::push({}, {});
    connect(m_button, &QPushButton::clicked, this, &CheckPanel::act);
    card->addWidget(m_button, 0, Qt::AlignLeft);
    column->addLayout(card);
    auto* note = new Text{tr("Nothing is repaired and nothing dropped silently. What is set aside is never released."),
                          Type::Small, Role::Text2};
    note->setWordWrap(true);
    note->setContentsMargins(12, 0, 12, 12);
    column->addWidget(note);
    connect(&desk.jobs, &jobs::Jobs::progressed, this, [this](const QString& words, auto reached, auto total) {
        if (words == tr("Checking the collection") && total > 0 && !m_isKnown)
            m_heading->setRight(tr("reading %1 of %2").arg(words::number(reached), words::number(total)));
    });
}

void CheckPanel::refresh()
{
    if (m_desk.session.project().imports().size() != m_asked)
        ask();
    else if (m_isKnown && !m_isFilled) // the answer came while the project was lent
        fill();
}

void CheckPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    if (m_isKnown && !m_desk.session.isLent())
        fill();
}

void CheckPanel::again()
{
    if (!m_desk.session.isLent())
        ask();
}

void CheckPanel::compareWith(const engine::CsvRows& list)
{
    m_expected = list;
    again();
}

void CheckPanel::ask()
{
    const auto& project = m_desk.session.project();
    m_asked = project.imports().size();
    m_isKnown = m_isFilled = false;
    m_itemOf.clear();
    for (const auto& one : project.imports())
        m_itemOf[one.path] = one.item;
    for (const auto& entry : project.collection().entries())
        m_itemOf[entry.source.shownPath] = entry.id;
    if (m_asked == 0)
        return;
    m_heading->setRight(tr("reading…"));
    m_desk.jobs.ask<Result<CheckUp>>(
        {jobs::Lane::Files, QStringLiteral("check-up"), tr("Checking the collection")}, this,
        [order = engine::journey::checkOrderOf(project), expected = m_expected, &pool = m_desk.pool](
            const engine::Progress& progress) { return engine::journey::checkUp(order, expected, pool, progress); },
        [this](const Result<CheckUp>& result) { take(result); });
}

void CheckPanel::take(const Result<CheckUp>& result)
{
    if (!result) {
        const bool isStopped = result.error().code == engine::ErrorCode::Cancelled;
        m_heading->setRight(isStopped ? tr("stopped") : words::ofError(result.error()), Role::Amber);
        return;
    }
    m_isKnown = true;
    m_result = *result;
    // What is usual stands below what is not.
    std::stable_partition(m_result.findings.begin(), m_result.findings.end(), [](const auto& one) {
        return one.kind != "missing-attribute" && one.kind != "unknown-object";
    });
    if (!m_desk.session.isLent())
        fill();
}

void CheckPanel::fill()
{
    m_isFilled = true;
    m_entries.clear();
    QList<look::Row> rows;
    addFindings(rows, tr("Set aside and duplicates"), true);
    addFindings(rows, tr("What does not fit"), false);
    addDoubts(rows);
    addFlags(rows);
    m_list->setRows(rows);
    const auto ofImport = std::size_t(std::count_if(m_result.findings.begin(), m_result.findings.end(),
                                                    [](const auto& one) { return isOfImport(one.kind); }));
    m_heading->setRight(tr("%1 set aside · %2 findings")
                            .arg(words::number(ofImport), words::number(m_result.findings.size() - ofImport)));
    showChosen();
}

void CheckPanel::add(QList<look::Row>& rows, look::Row row, Entry entry)
{
    row.id = QString::number(m_entries.size());
    row.tip = entry.why;
    m_entries[row.id] = std::move(entry);
    rows += row;
}

void CheckPanel::addFindings(QList<look::Row>& rows, const QString& heading, bool ofImport)
{
    look::Row section;
    section.title = heading;
    section.isSection = true;
    const auto place = rows.size();
    rows += section;
    for (const auto& one : m_result.findings) {
        if (isOfImport(one.kind) != ofImport)
            continue;
        look::Row row;
        const auto first = one.files.empty() ? std::string{} : one.files.front();
        row.title = ofImport ? nameOf(first) : ofKind(one.kind);
        row.mono = ofImport;
        row.sub = one.kind == "duplicate" ? tr("duplicate: %1").arg(words::text(one.words)) : words::text(one.words);
        if (one.place.starts_with('(')) // a tag, not a UID
            row.sub = QStringLiteral("%1 %2").arg(words::text(one.place), row.sub);
        row.right = ofImport ? QString{} : tr("%n file(s)", nullptr, int(one.files.size()));
        row.mark = ofImport ? look::Mark::Skip : look::Mark::None;
        add(rows, row,
            {ofKind(one.kind), ofImport ? words::text(one.words) : row.sub, whatToDo(one.kind), one.files,
             ofImport ? std::string{} : itemOf(one.files), one.kind == "set-aside"});
    }
    const auto count = rows.size() - place - 1;
    rows[place].right = count == 0 ? tr("none") : words::number(std::size_t(count));
}

void CheckPanel::addDoubts(QList<look::Row>& rows)
{
    auto doubts = m_desk.session.project().doubts();
    std::stable_partition(doubts.begin(), doubts.end(), [](const auto& one) { return one.kind != "text-cut"; });
    look::Row section;
    section.title = tr("What the rules settled");
    section.isSection = true;
    section.right = doubts.empty() ? tr("none") : words::number(doubts.size());
    rows += section;
    for (const auto& doubt : doubts) {
        look::Row row;
        row.title = ofDoubt(doubt.kind);
        row.sub = QStringLiteral("%1 %2").arg(words::text(doubt.place), words::text(doubt.text));
        row.right = tr("%n file(s)", nullptr, int(doubt.items.size()));
        add(rows, row, {row.title, row.sub, whatToDoAboutDoubt(doubt.kind), {}, doubt.items.front(), false});
    }
}

void CheckPanel::addFlags(QList<look::Row>& rows)
{
    look::Row section;
    section.title = tr("To be careful about, by series");
    section.isSection = true;
    const auto place = rows.size();
    rows += section;
    const auto& collection = m_desk.session.project().collection();
    for (const auto* node : collection.nodes(engine::study::Level::Series)) {
        const auto found = std::find_if(m_result.series.begin(), m_result.series.end(),
                                        [&](const auto& one) { return one.uid == node->uid; });
        if (found == m_result.series.end() || found->flags.empty())
            continue;
        QStringList flags;
        for (const auto& flag : found->flags)
            flags += words::ofRisk(flag);
        look::Row row;
        row.title = tr("%1 · series %2").arg(words::text(found->modality), words::text(node->id).mid(1));
        row.sub = flags.join(QStringLiteral(" · "));
        row.right = tr("%n file(s)", nullptr, int(found->files));
        add(rows, row,
            {row.title,
             row.sub,
             tr("All of it is searched by machine and shown to you. Private elements and dates "
                "are settled under Rules."),
             {},
             collection.instancesBelow(node->id).front()->id,
             false});
    }
    rows[place].right = words::number(std::size_t(rows.size() - place - 1));
}

std::string CheckPanel::itemOf(const std::vector<std::string>& paths) const
{
    for (const auto& path : paths) {
        const auto found = m_itemOf.find(path);
        if (found != m_itemOf.end() && !found->second.empty())
            return found->second;
    }
    return {};
}

void CheckPanel::showChosen()
{
    const auto found = m_entries.find(m_list->currentId());
    const bool isThere = found != m_entries.end();
    for (auto* one : {m_title, m_why, m_advice})
        one->setVisible(isThere);
    m_button->setVisible(isThere && (found->canAdd || !found->item.empty()));
    if (!isThere)
        return;
    QStringList files;
    for (const auto& path : found->files) {
        if (files.size() == shownFiles) {
            files += tr("and %n more", nullptr, int(found->files.size()) - shownFiles);
            break;
        }
        files += nameOf(path);
    }
    m_title->setText(found->title);
    m_why->setText(files.isEmpty() ? found->why : tr("%1: %2").arg(found->why, files.join(QStringLiteral(", "))));
    m_advice->setText(found->advice);
    m_button->setText(found->canAdd ? tr("Add files…") : tr("Show it"));
    m_button->setAccessibleName(m_button->text());
}

void CheckPanel::act()
{
    const auto found = m_entries.find(m_list->currentId());
    if (found == m_entries.end())
        return;
    if (found->canAdd)
        Q_EMIT addWished();
    else if (!found->item.empty())
        Q_EMIT showWished(QString::fromStdString(found->item));
}

}
