// SPDX-License-Identifier: Apache-2.0
#include "widgets/result/result_screen.h"

#include "engine/journey/double_reading.h"
#include "engine/journey/known_cases.h"
#include "engine/journey/sample.h"
#include "widgets/look/scrolled.h"
#include "widgets/plan/pages.h"
#include "widgets/words/strata_words.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QSplitter>
#include <QStackedWidget>

#include <set>

namespace widgets::result {

using engine::ErrorCode;
using frame::Deed;
using look::Role;
using look::Text;
using look::Type;
using plan::StrataModel;

ResultScreen::ResultScreen(const session::Desk& desk) : ProjectScreen{QStringLiteral("result"), tr("Result"), desk}
{
    m_pages = new QStackedWidget;
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    body->addWidget(middle());
    body->addWidget(aside());
    body->setStretchFactor(0, 1);
    body->setSizes({900, look::metric::detail});
    m_pages->addWidget(body);
    m_pages->addWidget(plan::emptyPage(tr("Here stands what the sample says of all."), m_missing));
    auto* whole = new QWidget;
    auto* column = look::box<QVBoxLayout>(whole);
    column->addWidget(plan::pagesOf(*this));
    column->addWidget(m_pages, 1);
    setBody(whole);
    setStops({m_table, m_failed, &bar()});
    m_step = add(Deed::Step, {tr("Go to Sign-off"), {}}, [this] { step(); });
    auto* next = add(Deed::NextOpen, {tr("Next open"), {}}, [this] { goOn({}); });
    bar().add(next);
    bar().setStep(m_step);
    connect(m_failed, &look::RowList::opened, this, &ResultScreen::goOn);
    connect(m_failed, &QListView::clicked, this, [this] { goOn(m_failed->currentId()); });
}

QWidget* ResultScreen::middle()
{
    auto* page = new look::Panel{Role::Panel};
    auto* column = look::box<QVBoxLayout>(page);
    m_heading = new look::Heading{tr("What the sample says")};
    column->addWidget(m_heading);
    auto* figures = look::box<QHBoxLayout>(nullptr, 0, 28);
    figures->setContentsMargins(12, 8, 12, 8);
    const auto figure = [&](look::Figure*& place, const QString& words) {
        place = new look::Figure{words};
        figures->addWidget(place);
    };
    figure(m_inspected, {});
    figure(m_leaks, tr("leaks found"));
    figure(m_upper, tr("leaked at most"));
    figure(m_remaining, tr("still do at most, once repaired"));
    figures->addStretch();
    column->addLayout(figures);
    auto* around = look::box<QVBoxLayout>(nullptr);
    around->setContentsMargins(12, 0, 12, 8);
    m_interval = new chart::IntervalChart;
    around->addWidget(m_interval);
    column->addLayout(around);
    column->addWidget(look::rule());
    m_table = new plan::StrataTable{tr("Strata and what came of them"), StrataModel::Shows::Result};
    column->addWidget(m_table, 2);
    column->addWidget(look::rule());
    auto* said = look::box<QVBoxLayout>(nullptr, 12, 6);
    m_saidHeading = new Text{{}, Type::Strong};
    m_saidHeading->setWordWrap(true);
    said->addWidget(m_saidHeading);
    m_sentence = look::paragraph({});
    said->addWidget(m_sentence);
    m_seed = new Text{{}, Type::Mono, Role::Text2};
    m_seed->setWordWrap(true);
    m_seed->setTextInteractionFlags(Qt::TextSelectableByMouse);
    said->addWidget(m_seed);
    auto* sentence = new look::Panel{Role::Panel};
    sentence->setLayout(said);
    column->addWidget(look::scrolled(sentence, tr("The report's sentence")));
    return page;
}

QWidget* ResultScreen::aside()
{
    auto* panel = new look::Panel{Role::Panel};
    panel->setMinimumWidth(260);
    auto* column = look::box<QVBoxLayout>(panel);
    m_failedHeading = new look::Heading{tr("Failed strata")};
    column->addWidget(m_failedHeading);
    m_failed = new look::RowList{tr("Failed strata: review all of each")};
    column->addWidget(m_failed, 1);
    auto* note = new Text{tr("A leak fails its stratum: all of it is reviewed, the cause repaired, and drawn anew."),
                          Type::Small, Role::Text2};
    note->setWordWrap(true);
    note->setContentsMargins(12, 8, 12, 12);
    column->addWidget(note);
    column->addWidget(look::rule());
    column->addWidget(new look::Heading{tr("Time a verdict")});
    auto* around = look::box<QVBoxLayout>(nullptr, 0, 6);
    around->setContentsMargins(12, 0, 12, 12);
    m_pace = new chart::PaceChart;
    around->addWidget(m_pace);
    m_paceWords = new Text{{}, Type::Small, Role::Text2};
    m_paceWords->setWordWrap(true);
    around->addWidget(m_paceWords);
    m_readers = new Text{{}, Type::Small, Role::Text2};
    m_readers->setWordWrap(true);
    around->addWidget(m_readers);
    around->addStretch();
    auto* read = new look::Panel{Role::Panel};
    read->setLayout(around);
    column->addWidget(look::scrolled(read, tr("How the readers did")), 2);
    return panel;
}

void ResultScreen::enter()
{
    ProjectScreen::enter();
    if (!session().isLent())
        showPace();
    if (m_failed->rows().isEmpty())
        m_table->setFocus();
    else
        m_failed->setFocus();
}

void ResultScreen::refresh()
{
    const auto result = engine::journey::sampling(session().project());
    m_isThere = static_cast<bool>(result);
    m_pages->setCurrentIndex(m_isThere ? 0 : 1);
    m_step->setText(m_isThere ? tr("Go to Sign-off") : tr("Go to Plan"));
    if (result)
        show(*result);
    else if (result.error().code == ErrorCode::SampleOutdated)
        m_missing->setText(words::ofError(result.error()));
    else
        m_missing->setText(tr("No sample is drawn. Without one every image is reviewed, and nothing is left to "
                              "estimate. Plan draws one."));
}

void ResultScreen::describe()
{
    const auto& drawn = session().state().sample->drawn;
    if (m_describedSeed == drawn.seed)
        return;
    m_describedSeed = drawn.seed;
    m_rows.clear();
    for (const auto& stratum : drawn.strata)
        m_rows.push_back(plan::rowOf(engine::journey::factsOf(session().project(), stratum), stratum));
}

void ResultScreen::show(const engine::release::Sampling& result)
{
    describe();
    const auto& state = session().state();
    const auto& sample = *state.sample;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].inspected = result.strata[i].inspected;
        m_rows[i].leaks = result.strata[i].leaks;
        m_rows[i].toJudge = 0;
    }
    for (const auto& item : engine::review::itemsToJudge(state)) {
        const auto place = sample.places.find(item);
        if (place != sample.places.end() && !engine::review::isJudged(state, item))
            ++m_rows[place->second.stratum].toJudge;
    }
    m_table->strata().setRows(m_rows);
    m_inspected->setNumber(std::size_t(result.inspected));
    m_inspected->setWords(tr("inspected of %1").arg(words::ofUnits(result.unit, result.size)));
    m_leaks->setNumber(std::size_t(result.leaks), result.leaks > 0 ? Role::Red : Role::Text);
    m_upper->setNumber(std::size_t(result.upper));
    m_remaining->setNumber(std::size_t(result.remaining));
    m_interval->show(
        {double(result.leaks), double(result.upper), result.tolerate * double(result.size), double(result.size)});
    const auto open = engine::review::itemsWithoutVerdict(state).size();
    m_heading->setRight(open > 0 ? tr("%n image(s) still wait for a verdict", nullptr, int(open)) : tr("inspected"),
                        open > 0 ? Role::Amber : Role::Text2);
    m_saidHeading->setText(open > 0 ? tr("The report's sentence, by what is inspected so far; nothing is signed before "
                                         "all of it is")
                                    : tr("What the report says of it"));
    look::setParagraph(m_sentence, words::text(engine::release::inWords(
                                       result, tr("the person who signs").toStdString(), showReaders())));
    m_seed->setText(tr("seed %1   list %2").arg(words::text(result.seed), words::text(result.listSha256)));
    fillFailed();
}

/// How the reader did, and whether two agree; true when known cases measured it.
bool ResultScreen::showReaders()
{
    QStringList said;
    const auto cases = engine::journey::knownCases(session().project());
    if (cases) {
        said += words::text(engine::release::inWords(*cases));
        for (const auto& [name, value] : engine::release::rowsOf(*cases))
            said += words::text(name + ": " + value);
    } else {
        said += tr("Not known: how many leaks the reader would miss (no known cases were judged).");
    }
    const auto twice = engine::journey::doubleReading(session().project());
    if (twice) {
        said += words::text(engine::release::inWords(*twice));
        for (const auto& [name, value] : engine::release::rowsOf(*twice))
            said += words::text(name + ": " + value);
    } else {
        said += tr("Not known: whether a second reader would agree.");
    }
    m_readers->setText(said.join(QStringLiteral("\n")));
    return static_cast<bool>(cases);
}

void ResultScreen::fillFailed()
{
    QList<look::Row> rows;
    for (const auto failed : engine::review::failedStrata(*session().state().sample)) {
        const auto& stratum = m_rows[failed];
        look::Row row;
        row.id = QString::number(failed);
        row.mark = stratum.toJudge > 0 ? look::Mark::Open : look::Mark::Clean;
        row.title = tr("Review all %1").arg(words::number(std::size_t(stratum.size)));
        row.sub = tr("%1 · %2").arg(stratum.kind, stratum.device);
        row.right = stratum.toJudge > 0 ? tr("%n open", nullptr, int(stratum.toJudge)) : tr("all seen");
        row.tone = stratum.toJudge > 0 ? Role::Amber : Role::Text;
        rows += row;
    }
    m_failed->setRows(rows);
    m_failedHeading->setRight(rows.isEmpty() ? tr("none") : words::number(std::size_t(rows.size())),
                              rows.isEmpty() ? Role::Text2 : Role::Amber);
}

void ResultScreen::showPace()
{
    const auto journal = session().project().journal();
    const auto pace = journal ? engine::journey::paceOf(*journal) : engine::journey::Pace{};
    const auto median = pace.median();
    m_pace->setVisible(median.has_value());
    if (median)
        m_pace->show(pace);
    m_paceWords->setText(median ? tr("%1 verdicts, the middle one after %2 s; pauses are left out. The line is the "
                                     "middle of fifteen.")
                                      .arg(words::number(pace.steps.size()))
                                      .arg(*median)
                                : tr("Too few verdicts were given one after the other to show how long they took."));
}

void ResultScreen::goOn(const QString& stratum)
{
    if (session().isLent() || !session().state().sample)
        return;
    const auto& state = session().state();
    for (const auto& item : engine::review::itemsToJudge(state)) {
        const auto place = state.sample->places.find(item);
        const bool isWanted = stratum.isEmpty() || (place != state.sample->places.end() &&
                                                    QString::number(place->second.stratum) == stratum);
        if (!isWanted || engine::review::isJudged(state, item))
            continue;
        session().setPosition(item);
        Q_EMIT wish(QStringLiteral("review"));
        return;
    }
    refuse(stratum.isEmpty() ? tr("Everything that was drawn has been looked at") : tr("All of it has been looked at"));
}

void ResultScreen::step()
{
    Q_EMIT wish(m_isThere ? QStringLiteral("signoff") : QStringLiteral("plan"));
}

QString ResultScreen::progress() const
{
    if (session().isLent() || !session().state().sample)
        return tr("Nothing is drawn");
    return tr("%n image(s) wait for a verdict", nullptr,
              int(engine::review::itemsWithoutVerdict(session().state()).size()));
}

}
