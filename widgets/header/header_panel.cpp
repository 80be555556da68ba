// SPDX-License-Identifier: Apache-2.0
#include "widgets/header/header_panel.h"

#include "engine/journey/steps.h"
#include "widgets/words/words.h"

namespace widgets::header {

using engine::Result;
using engine::profile::Inspect;
using engine::profile::PlannedElement;

namespace {

/// "(0010,0020)" -> "0010,0020": the brackets only cost room.
QString shortPath(const std::string& path)
{
    return words::text(path).remove(QLatin1Char('(')).remove(QLatin1Char(')'));
}

look::Row rowOf(const PlannedElement& element)
{
    look::Row row;
    row.id = words::text(element.path);
    row.title = element.keyword.empty() ? HeaderPanel::tr("Private or unknown") : words::text(element.keyword);
    row.right = shortPath(element.path);
    row.isValue = true;
    row.mark = element.needsReading ? look::Mark::Open : look::Mark::Unseen;
    row.letter = element.needsReading ? QString{} : words::text(element.action);
    const auto before = words::text(element.before);
    row.sub = before;
    if (element.action == "X")
        row.after = HeaderPanel::tr("removed");
    else if (element.action == "Z" && element.after.empty())
        row.after = HeaderPanel::tr("empty");
    else if (element.after.empty() && !element.before.empty())
        row.after = HeaderPanel::tr("written anew");
    else
        row.after = words::text(element.after);
    return row;
}

int groupOf(const PlannedElement& element)
{
    if (element.needsReading)
        return 0;
    return element.before == element.after ? 2 : 1;
}

/// The paths of elements that end otherwise under other rules.
std::set<std::string> differenceOf(const std::vector<PlannedElement>& one, const std::vector<PlannedElement>& other)
{
    std::map<std::string, std::pair<std::string, std::string>> ends;
    for (const auto& element : one)
        ends[element.path] = {element.action, element.after};
    std::set<std::string> paths;
    for (const auto& element : other) {
        const auto found = ends.find(element.path);
        if (found == ends.end() || found->second != std::pair{element.action, element.after})
            paths.insert(element.path);
    }
    return paths;
}

}

/// Under the rules to be shown, and under those in force where they are others.
struct HeaderPanel::Answers {
    Result<Inspect::Answer> shown;
    std::optional<Inspect::Answer> inForce;
};

HeaderPanel::HeaderPanel(const session::Desk& desk, const QString& title, QWidget* parent)
    : QWidget{parent}, m_desk{desk}, m_heading{new look::Heading{title}}, m_list{new look::RowList{title}},
      m_reason{new look::Text{{}, look::Type::Small, look::Role::Text2}}
{
    auto* column = look::box<QVBoxLayout>(this);
    column->addWidget(m_heading);
    column->addWidget(m_list, 1);
    m_reason->setWordWrap(true);
    m_reason->setContentsMargins(12, 6, 12, 8);
    m_reason->setMinimumHeight(44);
    m_reason->setAlignment(Qt::AlignTop);
    column->addWidget(m_reason);
    connect(m_list, &look::RowList::chosen, this, [this](const QString& id) {
        for (const auto& element : m_elements)
            if (words::text(element.path) == id)
                m_reason->setText(tr("%1 · %2").arg(words::text(element.action), words::text(element.reason)));
    });
    setFocusProxy(m_list);
}

void HeaderPanel::show(const std::string& item)
{
    if (item != m_item) {
        m_item = item;
        again();
    }
}

void HeaderPanel::tryRules(const std::optional<engine::profile::Rules>& rules)
{
    if (rules == m_tried)
        return;
    m_tried = rules;
    again();
}

void HeaderPanel::again()
{
    const auto* entry = m_desk.session.isLent() ? nullptr : m_desk.session.project().collection().entry(m_item);
    if (!entry) {
        m_elements.clear();
        m_differing.clear();
        fill();
        return;
    }
    const auto& project = m_desk.session.project();
    const auto inForce = project.questionAbout(*entry);
    std::optional<Inspect> tried;
    if (m_tried)
        tried = project.questionAbout(*entry, *m_tried);
    m_desk.jobs.ask<Answers>(
        {jobs::Lane::Show, QStringLiteral("header %1").arg(quintptr(this)), {}}, this,
        [source = entry->source, inForce, tried, &pool = m_desk.pool](const engine::Progress& progress) {
            auto now = engine::journey::inspect(source, inForce, pool, progress);
            if (!tried || !now)
                return Answers{std::move(now), std::nullopt};
            auto then = engine::journey::inspect(source, *tried, pool, progress);
            return then ? Answers{std::move(then), std::move(*now)} : Answers{std::move(then), std::nullopt};
        },
        [this](const Answers& answers) { take(answers); });
}

void HeaderPanel::take(const Answers& answers)
{
    m_elements.clear();
    m_differing.clear();
    if (!answers.shown) {
        m_heading->setRight({});
        m_list->setRows({});
        m_reason->setText(tr("The header cannot be shown. %1").arg(words::ofError(answers.shown.error())));
        return;
    }
    m_elements = answers.shown->elements;
    if (answers.inForce)
        m_differing = differenceOf(answers.inForce->elements, m_elements);
    std::stable_sort(m_elements.begin(), m_elements.end(),
                     [](const auto& a, const auto& b) { return groupOf(a) < groupOf(b); });
    if (m_tried)
        m_heading->setRight(tr("%n element(s) differ from what is in force", nullptr, int(m_differing.size())),
                            m_differing.empty() ? look::Role::Text2 : look::Role::Amber);
    else
        m_heading->setRight(words::text(answers.shown->edition));
    m_reason->clear();
    fill();
    Q_EMIT loaded();
}

void HeaderPanel::setFilter(const QString& words)
{
    m_filter = words;
    m_reason->clear();
    fill();
}

void HeaderPanel::fill()
{
    QList<look::Row> rows;
    for (const auto& element : m_elements) {
        auto row = rowOf(element);
        row.isLit = m_differing.contains(element.path);
        const auto all =
            row.title + QLatin1Char(' ') + row.right + QLatin1Char(' ') + row.sub + QLatin1Char(' ') + row.after;
        if (m_filter.isEmpty() || all.contains(m_filter, Qt::CaseInsensitive))
            rows += row;
    }
    m_list->setRows(rows);
}

}
