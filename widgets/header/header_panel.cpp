// SPDX-License-Identifier: Apache-2.0
#include "widgets/header/header_panel.h"

#include "engine/journey/known_cases.h"
#include "engine/journey/steps.h"
#include "widgets/header/reason.h"
#include "widgets/words/words.h"

#include <algorithm>

namespace widgets::header {

using engine::Result;
using engine::profile::Inspect;

namespace {

/// "(0010,0020)" -> "0010,0020": the brackets only cost room.
QString shortPath(const std::string& path)
{
    return words::text(path).remove(QLatin1Char('(')).remove(QLatin1Char(')'));
}

QString afterOf(const PlannedElement& element)
{
    const char letter = letterOf(element);
    if (letter == 'X')
        return HeaderPanel::tr("removed");
    if (!element.after.empty() || element.before.empty())
        return words::text(element.after);
    return letter == 'R' ? HeaderPanel::tr("written anew") : HeaderPanel::tr("empty");
}

look::Row rowOf(const PlannedElement& element)
{
    look::Row row;
    row.id = words::text(element.path);
    row.title = element.keyword.empty() ? HeaderPanel::tr("Private or unknown") : words::text(element.keyword);
    row.right = shortPath(element.path);
    row.isValue = true;
    row.mark = element.needsReading ? look::Mark::Open : look::Mark::Unseen;
    row.letter = element.needsReading ? QString{} : QString{QLatin1Char(letterOf(element))};
    row.sub = words::text(element.before);
    row.after = afterOf(element);
    row.tip = tipOf(element);
    return row;
}

/// Something of what the file said leaves with it.
bool isKept(const PlannedElement& element)
{
    const char letter = letterOf(element);
    return element.needsReading || ((letter == 'K' || letter == 'C') && !element.after.empty());
}

/// Without what stood there before.
look::Row keptRowOf(const PlannedElement& element)
{
    auto row = rowOf(element);
    row.sub.clear();
    row.tip.clear();
    return row;
}

enum class Group { ToRead, KeptPrivate, Changed, Unchanged, FileHead };

Group groupOf(const PlannedElement& element)
{
    if (element.needsReading)
        return Group::ToRead;
    if (element.path.rfind("(0002,", 0) == 0)
        return Group::FileHead;
    if (isPrivate(element) && (letterOf(element) == 'K' || letterOf(element) == 'C'))
        return Group::KeptPrivate;
    return isChanged(element) ? Group::Changed : Group::Unchanged;
}

QString wordsOf(Group group)
{
    switch (group) {
    case Group::ToRead:
        return HeaderPanel::tr("Free text that stays: to be read");
    case Group::KeptPrivate:
        return HeaderPanel::tr("Private, and stays");
    case Group::Changed:
        return HeaderPanel::tr("Changed");
    case Group::Unchanged:
        return HeaderPanel::tr("Stays as it is");
    case Group::FileHead:
        return HeaderPanel::tr("Head of the file");
    }
    return {};
}

look::Row sectionOf(Group group, int count)
{
    look::Row row;
    row.id = QStringLiteral("section %1").arg(int(group));
    row.title = wordsOf(group);
    row.right = words::number(std::size_t(count));
    row.isSection = true;
    row.tone = group == Group::ToRead ? look::Role::Amber : look::Role::Text;
    return row;
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

HeaderPanel::HeaderPanel(const session::Desk& desk, const QString& title, Filters filters, QWidget* parent)
    : QWidget{parent}, m_desk{desk}, m_heading{new look::Heading{title}}, m_filters{new FilterBar},
      m_list{new look::RowList{title}}, m_reason{new look::Text{{}, look::Type::Small, look::Role::Text2}}
{
    auto* column = look::box<QVBoxLayout>(this);
    column->addWidget(m_heading);
    column->addWidget(m_filters);
    m_filters->setVisible(filters == Filters::Shown);
    column->addWidget(m_list, 1);
    column->addWidget(look::rule());
    m_reason->setWordWrap(true);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setContentsMargins(12, 6, 12, 8);
    m_reason->setMinimumHeight(44);
    m_reason->setAlignment(Qt::AlignTop);
    column->addWidget(m_reason);
    connect(m_list, &look::RowList::chosen, this, &HeaderPanel::tell);
    connect(m_filters, &FilterBar::changed, this, [this] {
        m_reason->clear();
        fill();
    });
    connect(m_filters, &FilterBar::left, this, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    setFocusProxy(m_list);
}

void HeaderPanel::tell(const QString& id)
{
    for (const auto& element : m_elements) {
        if (words::text(element.path) != id)
            continue;
        const char letter = letterOf(element);
        m_reason->setText(tr("%1 · %2. %3.").arg(QLatin1Char(letter)).arg(wordOf(letter), reasonOf(element)));
    }
}

void HeaderPanel::show(const std::string& item, const engine::review::KnownCase* known)
{
    const auto wanted = known ? std::optional{*known} : std::nullopt;
    if (item != m_item || wanted != m_known) {
        m_item = item;
        m_known = wanted;
        again();
    }
}

void HeaderPanel::showOnlyKept()
{
    m_isKeptOnly = true;
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
    m_isAnswered = false;
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
        [source = entry->source, inForce, tried, known = m_known,
         &pool = m_desk.pool](const engine::Progress& progress) {
            auto now = engine::journey::inspect(source, inForce, pool, progress);
            if (known && now)
                engine::journey::addKnownCase(*now, *known);
            if (!tried || !now)
                return Answers{std::move(now), std::nullopt};
            auto then = engine::journey::inspect(source, *tried, pool, progress);
            return then ? Answers{std::move(then), std::move(*now)} : Answers{std::move(then), std::nullopt};
        },
        [this](const Answers& answers) { take(answers); });
}

void HeaderPanel::take(const Answers& answers)
{
    m_isAnswered = true;
    m_elements.clear();
    m_differing.clear();
    if (!answers.shown) {
        m_heading->setRight({});
        m_list->setRows({});
        m_reason->setText(tr("The header cannot be shown. %1").arg(words::ofError(answers.shown.error())));
        Q_EMIT answered();
        return;
    }
    m_elements = answers.shown->elements;
    if (answers.inForce)
        m_differing = differenceOf(answers.inForce->elements, m_elements);
    if (m_tried)
        m_heading->setRight(tr("%n element(s) differ from what is in force", nullptr, int(m_differing.size())),
                            m_differing.empty() ? look::Role::Text2 : look::Role::Amber);
    else
        m_heading->setRight(words::text(answers.shown->edition));
    m_reason->clear();
    fill();
    Q_EMIT loaded();
    Q_EMIT answered();
}

void HeaderPanel::fill()
{
    m_filters->setCounts(countsOf(m_elements));
    std::map<Group, QList<look::Row>> groups;
    for (const auto& element : m_elements) {
        if (!m_filters->filter().takes(element) || (m_isKeptOnly && !isKept(element)))
            continue;
        auto row = m_isKeptOnly ? keptRowOf(element) : rowOf(element);
        row.isLit = m_differing.contains(element.path);
        groups[groupOf(element)] += row;
    }
    QList<look::Row> rows;
    for (const auto& [group, inside] : groups) {
        rows += sectionOf(group, int(inside.size()));
        rows += inside;
    }
    m_list->setRows(rows);
}

}
