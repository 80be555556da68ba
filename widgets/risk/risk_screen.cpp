// SPDX-License-Identifier: Apache-2.0
#include "widgets/risk/risk_screen.h"

#include "engine/release/risk.h"
#include "widgets/look/chip.h"
#include "widgets/risk/known_panel.h"
#include "widgets/risk/search_panel.h"
#include "widgets/look/scrolled.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QLocale>
#include <QSplitter>

#include <algorithm>

namespace widgets::risk {

using engine::ErrorCode;
using engine::Json;
using engine::Result;
using engine::journey::RiskRows;
using frame::Deed;
using look::Role;
using look::Text;
using look::Type;

namespace {

QString number(const Json& value)
{
    return QLocale{}.toString(value.get<double>(), 'g', 3);
}

/// "PatientAge:drop" in words.
QString changeWords(const QString& change)
{
    const auto column = change.section(QLatin1Char(':'), 0, -2), how = change.section(QLatin1Char(':'), -1);
    if (how == QLatin1String("drop"))
        return RiskScreen::tr("%1 left out").arg(column);
    if (how == QLatin1String("five-year-bands"))
        return RiskScreen::tr("%1 in bands of five years").arg(column);
    if (how == QLatin1String("top-code-90"))
        return RiskScreen::tr("%1 with all from 90 as one").arg(column);
    return RiskScreen::tr("%1 as the year only").arg(column);
}

}

RiskScreen::RiskScreen(const session::Desk& desk)
    : ProjectScreen{QStringLiteral("risk"), tr("Risk of what is kept"), desk}
{
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    m_known = new KnownPanel;
    m_known->setMinimumWidth(280);
    m_search = new SearchPanel;
    m_search->setMinimumWidth(240);
    body->addWidget(m_known);
    body->addWidget(middle());
    body->addWidget(m_search);
    body->setStretchFactor(1, 1);
    body->setSizes({320, 700, look::metric::detail});
    auto* whole = new QWidget;
    auto* column = look::box<QVBoxLayout>(whole);
    column->addWidget(heading());
    column->addWidget(body, 1);
    setBody(whole);
    setStops({&m_known->list(), m_whatIfs, &m_search->firstField(), &bar()});
    connect(m_known, &KnownPanel::changed, this, &RiskScreen::reckon);
    connect(m_known, &KnownPanel::joinChanged, this, &RiskScreen::join);
    connect(m_search, &SearchPanel::told, this, &RiskScreen::tell);
    addDeeds();
}

look::Panel* RiskScreen::heading()
{
    auto* panel = new look::Panel{Role::Panel, Qt::BottomEdge};
    panel->setFixedHeight(44);
    auto* row = look::box<QHBoxLayout>(panel, 0, 4);
    row->setContentsMargins(8, 0, 8, 1);
    auto* rules = new look::Chip{tr("Rules"), true};
    auto* risk = new look::Chip{tr("Risk of what is kept"), true};
    risk->setChecked(true);
    connect(rules, &QAbstractButton::clicked, this, [this, risk] {
        risk->setChecked(true);
        Q_EMIT wish(QStringLiteral("rules"));
    });
    row->addWidget(rules);
    row->addWidget(risk);
    row->addStretch();
    return panel;
}

QWidget* RiskScreen::middle()
{
    auto* sheet = new look::Panel{Role::Panel};
    auto* column = look::box<QVBoxLayout>(sheet);
    m_state = new look::Heading{tr("Told apart")};
    column->addWidget(m_state);
    auto* figures = look::box<QHBoxLayout>(nullptr, 0, 28);
    figures->setContentsMargins(12, 8, 12, 8);
    const auto figure = [&](look::Figure*& place, const QString& words) {
        place = new look::Figure{words};
        figures->addWidget(place);
    };
    figure(m_smallest, tr("smallest group (k)"));
    figure(m_alone, tr("patients alone"));
    figure(m_highest, tr("highest risk"));
    figure(m_average, tr("average risk"));
    figures->addStretch();
    column->addLayout(figures);
    m_words = look::paragraph({});
    m_words->setContentsMargins(12, 0, 12, 8);
    auto* said = new look::Panel{Role::Panel};
    look::box<QVBoxLayout>(said)->addWidget(m_words);
    column->addWidget(look::scrolled(said, tr("How this stands against the policy")));
    m_chart = new chart::GroupsChart;
    m_chart->setContentsMargins(12, 0, 12, 0);
    column->addWidget(m_chart);
    column->addWidget(new look::Heading{tr("If you also…"), tr("Enter: try it")});
    m_whatIfs = new look::RowList{tr("What would change it")};
    connect(m_whatIfs, &look::RowList::opened, this, &RiskScreen::toggleChange);
    column->addWidget(m_whatIfs, 1);
    column->addWidget(look::rule());
    m_measures = new Text{{}, Type::Small, Role::Text2};
    m_measures->setWordWrap(true);
    m_measures->setContentsMargins(12, 8, 12, 8);
    auto* measures = new look::Panel{Role::Panel};
    look::box<QVBoxLayout>(measures)->addWidget(m_measures);
    column->addWidget(look::scrolled(measures, tr("Every measure")), 1);
    return sheet;
}

void RiskScreen::addDeeds()
{
    auto* rules = add(Deed::View1, {tr("Rules"), {}}, [this] { Q_EMIT wish(QStringLiteral("rules")); });
    auto* table = add(Deed::SiteFile, {tr("Link a table…"), {}}, [this] {
        if (m_headers)
            Q_EMIT tableWished();
    });
    m_step = add(Deed::Step, {tr("Keep for the report"), {}}, [this] { step(); });
    bar().add(rules);
    bar().add(table);
    bar().setStep(m_step);
}

void RiskScreen::enter()
{
    ProjectScreen::enter();
    m_known->list().setFocus();
}

void RiskScreen::refresh()
{
    m_search->show(session().state().searches, session().isFrozen());
    read();
    showNumbers();
}

void RiskScreen::read()
{
    auto order = engine::journey::riskOrderOf(session().project());
    if (order.over == m_asked)
        return;
    m_asked = order.over;
    m_headers.reset();
    m_rows.reset();
    m_assessment = {};
    m_state->setRight(tr("reading headers…"));
    desk().jobs.ask<Result<RiskRows>>(
        {jobs::Lane::Files, QStringLiteral("risk rows"), tr("Reading headers")}, this,
        [order = std::move(order), &pool = desk().pool](const engine::Progress& progress) {
            return engine::journey::riskRows(order, pool, progress);
        },
        [this](Result<RiskRows> rows) {
            if (!rows) {
                m_state->setRight(rows.error().code == ErrorCode::NotFound ? tr("nothing leaves yet")
                                                                           : words::ofError(rows.error()),
                                  Role::Amber);
                return;
            }
            m_headers = std::move(*rows);
            join();
        });
}

void RiskScreen::offer(const Result<engine::statistics::Microdata>& table)
{
    if (!table) {
        refuse(words::text(table.error().where).isEmpty() ? words::ofError(table.error())
                                                          : words::text(table.error().where));
        return;
    }
    bar().hush();
    m_linked = *table;
    m_known->offer(*table);
}

void RiskScreen::join()
{
    if (!m_headers)
        return;
    m_rows = m_headers;
    if (const auto by = m_known->joinedBy(); m_linked && !by.isEmpty()) {
        if (auto joined = engine::journey::join(*m_rows, *m_linked, by.toStdString()); !joined) {
            refuse(words::text(joined.error().where));
            m_rows = m_headers;
        }
    }
    m_known->show(*m_rows);
    reckon();
}

void RiskScreen::reckon()
{
    if (!m_rows || session().isLent())
        return;
    const auto wish = m_known->wish();
    if (!wish || wish->keys.empty()) {
        m_assessment = {};
        m_state->setRight(wish ? tr("choose what somebody could know") : tr("a number is none"), Role::Amber);
        showNumbers();
        return;
    }
    m_wish.assessment = *wish;
    if (const auto* policy = engine::review::policyInForce(session().state()))
        m_wish.assessment.k = std::size_t(policy->smallestGroup);
    std::erase_if(m_wish.changes, [&](const auto& change) {
        return std::find(wish->keys.begin(), wish->keys.end(), change.substr(0, change.rfind(':'))) == wish->keys.end();
    });
    desk().jobs.ask<Answer>(
        {jobs::Lane::Show, QStringLiteral("risk"), {}}, this,
        [table = m_rows->table, wish = m_wish, on = day().toStdString()](const engine::Progress&) {
            return engine::journey::assessRisk(table, wish, on);
        },
        [this](const Answer& answer) { take(answer); });
}

void RiskScreen::take(const Answer& answer)
{
    m_assessment = answer ? *answer : Json{};
    m_state->setRight(answer ? tr("%n patient(s), valid on %1", nullptr, int(m_rows->table.rows.size())).arg(day())
                             : words::text(answer.error().where),
                      answer ? Role::Text2 : Role::Amber);
    showNumbers();
}

QString RiskScreen::day() const
{
    return words::text(session().project().now()).left(10);
}

void RiskScreen::showNumbers()
{
    if (session().isLent())
        return;
    const bool isThere = !m_assessment.is_null();
    for (auto* one :
         {static_cast<QWidget*>(m_chart), static_cast<QWidget*>(m_words), static_cast<QWidget*>(m_measures)})
        one->setVisible(isThere);
    for (auto* one : {m_smallest, m_alone, m_highest, m_average})
        one->setText(isThere ? QString{} : QStringLiteral("–"));
    showWhatIfs();
    m_step->setText(isThere && isKept() ? tr("Go to Text") : tr("Keep for the report"));
    Q_EMIT statusChanged();
    if (!isThere)
        return;
    const auto* policy = engine::review::policyInForce(session().state());
    const int limit = policy ? policy->smallestGroup : 0;
    const engine::release::RiskTold told{m_assessment, day().toStdString(), true};
    m_smallest->setText(number(m_assessment["k_anonymity"]["k_min"]));
    m_alone->setText(number(m_assessment["sample_uniques"]["count"]));
    m_highest->setText(number(m_assessment["prosecutor_risk"]["max"]));
    m_average->setText(number(m_assessment["prosecutor_risk"]["average"]));
    m_chart->show(m_assessment, limit);
    const auto sentences = engine::release::inWords(told, policy);
    look::setParagraph(m_words, words::text(sentences[1] + ' ' + sentences.back()));
    QStringList measures;
    for (const auto& [name, value] : engine::release::rowsOf(told))
        measures += tr("%1: %2").arg(words::text(name), words::text(value));
    measures += tr("What makes patients alone:");
    for (const auto& [name, value] : engine::release::contributionsOf(told))
        measures += tr("%1: %2").arg(words::text(name), words::text(value));
    m_measures->setText(measures.join(QLatin1Char('\n')));
}

void RiskScreen::showWhatIfs()
{
    QList<look::Row> rows;
    for (const auto& change : m_wish.changes) {
        look::Row row;
        row.id = words::text(change);
        row.title = changeWords(row.id);
        row.mark = look::Mark::Clean;
        row.right = tr("tried");
        rows += row;
    }
    const auto found = m_assessment.is_null() ? Json::array() : m_assessment["what_if"];
    for (const auto& one : found) {
        look::Row row;
        row.id = words::text(one["column"].get<std::string>() + ':' + one["change"].get<std::string>());
        row.title = changeWords(row.id);
        row.sub =
            tr("k %1 · alone %2 · at most %3 · on average %4")
                .arg(number(one["k_min"]), number(one["sample_uniques"]), number(one["max"]), number(one["average"]));
        rows += row;
    }
    m_whatIfs->setRows(rows);
}

void RiskScreen::toggleChange()
{
    const auto id = m_whatIfs->currentId().toStdString();
    if (id.empty())
        return;
    if (std::erase(m_wish.changes, id) == 0)
        m_wish.changes.push_back(id);
    reckon();
}

bool RiskScreen::isKept() const
{
    const auto& kept = session().state().risk;
    if (!m_rows || kept.over != m_rows->over)
        return false;
    auto now = m_assessment;
    now["valid_on"] = kept.on;
    now["linked_table"] = m_rows->table.columns.size() > m_rows->ofHeaders;
    return engine::toText(now) == kept.assessment;
}

void RiskScreen::step()
{
    if (session().isLent())
        return;
    if (!m_rows || m_assessment.is_null()) {
        refuse(tr("Nothing is reckoned yet"));
        return;
    }
    if (isKept()) {
        Q_EMIT wish(QStringLiteral("text"));
        return;
    }
    const auto kept = engine::journey::riskToKeep(*m_rows, m_wish, day().toStdString());
    if (!kept) {
        refuse(words::text(kept.error().where));
        return;
    }
    if (!refuseWhenFrozen() && session().perform(*kept))
        bar().say(tr("Kept. The report prints it with this day; other rules or files make it out of date."),
                  Role::Teal);
}

void RiskScreen::tell(const engine::review::PublicSearch& search)
{
    if (session().isLent() || refuseWhenFrozen())
        return;
    engine::review::PublicSearchTold told{session().state().searches};
    told.searches.push_back(search);
    if (const auto whole = engine::review::check(told); !whole) {
        refuse(tr("A search is told with who, when, where and its result"));
        return;
    }
    if (session().perform(told)) {
        m_search->clear();
        bar().say(tr("Told, and in the journal. Ctrl Z takes it back."), Role::Teal);
    }
}

QString RiskScreen::progress() const
{
    if (session().isLent())
        return {};
    const auto& kept = session().state().risk;
    if (kept == engine::review::RiskAssessed{})
        return tr("Not kept for the report yet: it says \"not done\"");
    return kept.over == m_asked ? tr("Kept for the report, of %1").arg(words::text(kept.on))
                                : tr("What was kept is out of date: files or rules changed");
}

}
