// SPDX-License-Identifier: Apache-2.0
#include "widgets/plan/plan_screen.h"

#include "engine/journey/sample.h"
#include "widgets/plan/pages.h"
#include "widgets/plan/wish_panel.h"
#include "widgets/words/strata_words.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QLocale>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>

#include <numeric>

namespace widgets::plan {

using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::journey::SamplePlan;
using engine::review::PolicyStated;
using frame::Deed;
using look::Role;
using look::Text;
using look::Type;

PlanScreen::PlanScreen(const session::Desk& desk) : ProjectScreen{QStringLiteral("plan"), tr("Plan"), desk}
{
    m_wish = new WishPanel;
    auto* scroll = new QScrollArea; // on a small screen the choices are longer than the window
    scroll->setWidget(m_wish);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(tr("What the review is held to"));
    scroll->setMinimumWidth(320);
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    body->addWidget(scroll);
    body->addWidget(middle());
    body->setStretchFactor(1, 1);
    body->setSizes({340, 900});
    auto* whole = new QWidget;
    auto* column = look::box<QVBoxLayout>(whole);
    column->addWidget(pagesOf(*this));
    column->addWidget(body, 1);
    setBody(whole);
    setStops({m_wish, m_table, &bar()});
    addDeeds();
    connect(m_wish, &WishPanel::changed, this, [this] {
        if (isVisible() && !session().isLent() && !isLocked())
            m_isExtending ? showExtension() : showPlan();
    });
}

QWidget* PlanScreen::middle()
{
    auto* page = new look::Panel{Role::Panel};
    auto* column = look::box<QVBoxLayout>(page);
    m_heading = new look::Heading{tr("To be inspected")};
    column->addWidget(m_heading);
    auto* figures = look::box<QHBoxLayout>(nullptr, 0, 28);
    figures->setContentsMargins(12, 8, 12, 16);
    const auto figure = [&](look::Figure*& place, const QString& words) {
        place = new look::Figure{words};
        figures->addWidget(place);
    };
    figure(m_inspect, {});
    figure(m_all, {});
    figure(m_upper, tr("leaked at most, if none is found"));
    figure(m_time, {});
    figures->addStretch();
    column->addLayout(figures);
    column->addWidget(look::rule());
    m_table = new StrataTable{tr("Strata and how many of each are inspected"), StrataModel::Shows::Plan};
    column->addWidget(m_table, 1);
    column->addWidget(look::rule());
    column->addWidget(sentence());
    m_pages = new QStackedWidget;
    m_pages->addWidget(page);
    m_pages->addWidget(emptyPage(tr("Here a sample is planned and drawn."), m_missing));
    return m_pages;
}

QWidget* PlanScreen::sentence()
{
    auto* panel = new QWidget;
    auto* column = look::box<QVBoxLayout>(panel, 12, 6);
    column->addWidget(new Text{tr("What the report would say, if no leak is found"), Type::Strong});
    m_sentence = look::paragraph({});
    column->addWidget(m_sentence);
    m_seed = new Text{{}, Type::Mono, Role::Text2};
    m_seed->setWordWrap(true);
    m_seed->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_seed);
    return panel;
}

void PlanScreen::addDeeds()
{
    m_again = add(Deed::DrawAgain, {tr("Draw again…"), "dices"}, [this] { askAgain(); });
    m_extend = add(Deed::Extend, {tr("Extend…"), "plus"}, [this] { askExtension(); });
    m_leave = add(Deed::Leave, {tr("Keep the sample"), {}}, [this] {
        m_isAgain = m_isExtending = false;
        refresh();
    });
    m_state = add(Deed::StatePolicy, {tr("State without a draw"), {}}, [this] { state(); });
    m_step = add(Deed::Step, {tr("Draw and lock"), {}}, [this] { step(); });
    bar().add(m_extend);
    bar().add(m_again);
    bar().add(m_state);
    bar().add(m_leave);
    bar().setStep(m_step);
}

void PlanScreen::enter()
{
    if (session().isLent())
        return;
    m_isAgain = m_isExtending = false;
    m_lockedSeed.clear();
    const auto journal = session().project().journal();
    m_pace = journal ? engine::journey::paceOf(*journal).median() : std::nullopt;
    if (const auto* stated = engine::review::policyInForce(session().state()))
        m_wish->setPolicy(*stated);
    ProjectScreen::enter();
    if (isLocked())
        m_table->setFocus();
    else
        m_wish->focusFirst();
}

bool PlanScreen::isLocked() const
{
    return session().state().sample && !m_isAgain && !m_isExtending;
}

void PlanScreen::refresh()
{
    m_wish->setOpen(!isLocked() && !session().isFrozen());
    if (isLocked())
        showLocked();
    else if (m_isExtending)
        showExtension();
    else
        showPlan();
    nameStep();
}

void PlanScreen::showLocked()
{
    const auto& sample = session().state().sample->drawn;
    m_pages->setCurrentIndex(0);
    m_heading->setWords(tr("Drawn and locked"));
    m_heading->setRight(tr("draw %1").arg(session().state().sample->draws));
    m_seed->setText(tr("seed %1   list %2").arg(words::text(sample.seed), words::text(sample.listSha256)));
    if (m_lockedSeed == sample.seed)
        return;
    m_lockedSeed = sample.seed;
    auto policy = m_wish->policy();
    policy.tolerate = sample.policy.tolerate;
    policy.confidence = sample.policy.confidence;
    m_wish->setPolicy(policy);
    m_wish->setUnit(sample.policy.unit);
    m_strata = sample.strata;
    describe(m_strata);
    reckon();
}

/// The sample as it would be: what was drawn stays.
void PlanScreen::showExtension()
{
    m_heading->setWords(tr("To be inspected, with what is drawn"));
    m_heading->setRight(tr("draw %1").arg(session().state().sample->draws));
    m_wish->setUnit(session().state().sample->drawn.policy.unit); // a draw keeps its unit
    reckon();
}

void PlanScreen::showPlan()
{
    m_lockedSeed.clear();
    m_heading->setWords(tr("To be inspected"));
    m_heading->setRight(tr("nothing is drawn yet"));
    m_seed->setText(tr("The seed is chosen by chance at the draw, and shown here."));
    auto strata = engine::journey::strataToDraw(session().project(), m_wish->unit());
    m_canDraw = static_cast<bool>(strata);
    m_pages->setCurrentIndex(m_canDraw ? 0 : 1);
    nameStep();
    if (!m_canDraw) {
        sayMissing(strata.error());
        return;
    }
    m_strata = std::move(*strata);
    describe(m_strata);
    reckon();
}

void PlanScreen::sayMissing(const Error& error)
{
    const auto stale = session().project().staleCandidates().size();
    if (session().project().collection().entries().empty())
        m_missing->setText(tr("There are no files yet: add some under Collection."));
    else if (error.code == ErrorCode::StaleCandidates)
        m_missing->setText(tr("%n file(s) are not yet written as decided, and the draw is from their new names. The "
                              "checks write them: start them under Collection. This page fills in by itself.",
                              nullptr, int(stale)));
    else
        m_missing->setText(tr("No file could be written: all of them are set aside. Collection says why."));
}

void PlanScreen::describe(const Strata& strata)
{
    m_rows.clear();
    m_series.clear();
    for (const auto& stratum : strata) {
        const auto facts = engine::journey::factsOf(session().project(), stratum);
        m_rows.push_back(rowOf(facts, stratum));
        m_series.push_back(facts.series);
    }
}

void PlanScreen::reckon()
{
    const auto policy = m_wish->policy();
    std::vector<std::int64_t> drawn;
    for (const auto& stratum : m_strata)
        drawn.push_back(static_cast<std::int64_t>(stratum.drawn));
    desk().jobs.ask<Result<SamplePlan>>(
        {jobs::Lane::Show, QStringLiteral("plan"), {}}, this,
        [sizes = engine::journey::sizesOf(m_strata), drawn, policy, locked = isLocked(),
         extended = m_isExtending ? session().state().sample : std::nullopt](const engine::Progress&) {
            if (extended)
                return engine::journey::planExtension(*extended, policy.tolerate, policy.confidence);
            return locked ? engine::journey::boundsOf(sizes, drawn, policy.confidence)
                          : engine::journey::planSample(sizes, policy.tolerate, policy.confidence);
        },
        [this](const Result<SamplePlan>& plan) {
            if (plan)
                show(*plan);
            else
                refuse(words::ofError(plan.error()));
        });
}

void PlanScreen::show(const SamplePlan& plan)
{
    if (plan.inspect.size() != m_rows.size() || session().isLent())
        return;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].planned = plan.inspect[i];
        m_rows[i].upper = plan.upper[i];
    }
    m_table->strata().setRows(m_rows);
    const auto policy = m_wish->policy();
    const auto seed =
        isLocked() || m_isExtending ? session().state().sample->drawn.seed : tr("chosen at the draw").toStdString();
    const auto told =
        engine::journey::foreseen(m_strata, plan, {m_wish->unit(), policy.tolerate, policy.confidence, {}}, seed);
    m_inspect->setNumber(std::size_t(told.inspected));
    m_inspect->setWords(tr("to inspect"));
    m_all->setNumber(std::size_t(told.size));
    m_all->setWords(tr("in all, drawn by %1").arg(words::ofUnit(told.unit).toLower()));
    m_upper->setNumber(std::size_t(told.upper));
    showTime(plan);
    look::setParagraph(m_sentence,
                       words::text(engine::release::inWords(told, tr("the person who signs").toStdString(), false)));
}

void PlanScreen::showTime(const SamplePlan& plan)
{
    double series = 0; // a person judges series by series: of each unit as many as are usual in its stratum
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        series += double(plan.inspect[i]) * std::max(1.0, double(m_series[i]) / double(m_rows[i].size));
    const double minutes = series * m_pace.value_or(engine::journey::plannedSeconds) / 60;
    m_time->setText(minutes < 90 ? tr("%1 min").arg(std::max(1, int(minutes + .5)))
                                 : tr("%1 h").arg(QLocale{}.toString(minutes / 60, 'f', 1)));
    m_time->setWords(
        m_pace ? tr("at the pace of this project, %1 s a series").arg(*m_pace)
               : tr("at a planning value of %1 s a series, not measured").arg(engine::journey::plannedSeconds));
}

void PlanScreen::nameStep()
{
    const bool frozen = session().isFrozen();
    for (auto* one : {m_again, m_extend})
        one->setVisible(isLocked());
    m_extend->setEnabled(isLocked() && !frozen && session().state().sample->leaked.empty());
    m_again->setEnabled(isLocked() && !frozen);
    m_state->setVisible(!isLocked() && !m_isExtending);
    m_state->setEnabled(!isLocked() && !m_isExtending && !frozen);
    m_leave->setVisible(m_isAgain || m_isExtending);
    m_leave->setEnabled(m_isAgain || m_isExtending);
    m_step->setText(isLocked()      ? tr("Go to Review")
                    : m_isExtending ? tr("Extend and lock")
                    : m_canDraw     ? tr("Draw and lock")
                                    : tr("Go to Collection"));
}

void PlanScreen::step()
{
    if (session().isLent())
        return;
    if (isLocked())
        Q_EMIT wish(QStringLiteral("review"));
    else if (m_isExtending && !session().isFrozen())
        extend();
    else if (!m_canDraw)
        Q_EMIT wish(QStringLiteral("collection"));
    else if (!refuseWhenFrozen())
        draw();
}

bool PlanScreen::isInForce(const PolicyStated& policy) const
{
    const auto* inForce = engine::review::policyInForce(session().state());
    return inForce && *inForce == policy;
}

bool PlanScreen::mayState(const PolicyStated& policy)
{
    const auto fits = engine::review::check(policy);
    if (!fits)
        refuse(policy.reason.empty() ? tr("Say why: the report prints it") : words::ofError(fits.error()));
    return static_cast<bool>(fits);
}

/// For a project whose images are all reviewed, or before its files are written.
void PlanScreen::state()
{
    const auto policy = m_wish->policy();
    if (refuseWhenFrozen() || !mayState(policy))
        return;
    if (isInForce(policy))
        refuse(tr("Exactly this is in force"));
    else if (session().perform(policy))
        bar().say(tr("Stated, and in the journal. A later change is printed as such."), Role::Teal);
}

void PlanScreen::draw()
{
    const auto policy = m_wish->policy();
    if (!mayState(policy))
        return;
    auto drawn = engine::journey::drawSample(session().project(),
                                             {{m_wish->unit(), policy.tolerate, policy.confidence, m_reason},
                                              engine::journey::seedByChance(engine::systemRandom())});
    if (!drawn) {
        refuse(words::ofError(drawn.error()));
        return;
    }
    std::vector<engine::review::Event> events;
    if (!isInForce(policy))
        events.emplace_back(policy);
    events.emplace_back(std::move(*drawn));
    m_isAgain = false;
    if (!session().performAll(events))
        return;
    m_table->setFocus();
    bar().say(tr("Drawn. What was drawn waits in Review."), Role::Teal);
}

void PlanScreen::askExtension()
{
    if (refuseWhenFrozen())
        return;
    static const char* const reasons[] = {"the policy became stricter", "a tighter bound is wanted"};
    bar().ask(tr("Why more of the same draw? The report tells of it"),
              {{"1", tr("A stricter policy")}, {"2", tr("A tighter bound")}}, [this](int answer) {
                  m_reason = reasons[answer];
                  m_isExtending = true;
                  refresh();
                  m_wish->focusFirst();
              });
}

void PlanScreen::extend()
{
    const auto policy = m_wish->policy();
    if (!mayState(policy))
        return;
    const auto extended = engine::journey::extendSample(
        session().project(), {{m_wish->unit(), policy.tolerate, policy.confidence, m_reason}, {}});
    if (!extended) {
        refuse(extended.error().code == ErrorCode::BadArgument ? words::text(extended.error().where)
                                                               : words::ofError(extended.error()));
        return;
    }
    std::vector<engine::review::Event> events;
    if (!isInForce(policy))
        events.emplace_back(policy);
    events.emplace_back(*extended);
    m_isExtending = false;
    m_lockedSeed.clear();
    if (!session().performAll(events))
        return;
    m_table->setFocus();
    bar().say(tr("Extended. What was added waits in Review."), Role::Teal);
}

void PlanScreen::askAgain()
{
    if (refuseWhenFrozen())
        return;
    static const char* const reasons[] = {"a leak was found and its cause repaired", "files were added or left out",
                                          "other names are released", "other numbers are wanted"};
    bar().ask(tr("Why another draw? The report tells of it"),
              {{"1", tr("A leak was repaired")},
               {"2", tr("Other files")},
               {"3", tr("Other names")},
               {"4", tr("Other numbers")}},
              [this](int answer) {
                  m_reason = reasons[answer];
                  m_isAgain = true;
                  refresh();
                  m_wish->focusFirst();
              });
}

QString PlanScreen::progress() const
{
    if (session().isLent() || !session().state().sample)
        return tr("Nothing is drawn: every image is to be reviewed");
    return tr("%n image(s) wait for a verdict", nullptr,
              int(engine::review::itemsWithoutVerdict(session().state()).size()));
}

}
