// SPDX-License-Identifier: Apache-2.0
#include "app/window/workbench.h"

#include "app/report_printer.h"
#include "engine/base/atomic_file.h"
#include "engine/base/csv.h"
#include "engine/journey/expected_list.h"
#include "engine/journey/linked_table.h"
#include "engine/journey/photographs.h"
#include "engine/journey/steps.h"
#include "engine/profile/site_rules_yaml.h"
#include "widgets/collection/collection_screen.h"
#include "widgets/face/face_screen.h"
#include "widgets/journal/journal_screen.h"
#include "widgets/plan/plan_screen.h"
#include "widgets/result/result_screen.h"
#include "widgets/review/review_screen.h"
#include "widgets/risk/risk_screen.h"
#include "widgets/rules/rules_screen.h"
#include "widgets/signoff/conditions.h"
#include "widgets/signoff/signoff_screen.h"
#include "widgets/text/template_page.h"
#include "widgets/text/text_screen.h"

#include <QFileInfo>

namespace app::window {

using engine::Result;
using engine::journey::Discovered;
using engine::journey::Imported;
using engine::journey::Outcome;
using engine::review::FindingKind;
using widgets::frame::StepState;

Workbench::Workbench(std::unique_ptr<engine::journey::Project> project, widgets::jobs::Jobs& jobs,
                     engine::pool::Pool& pool, QObject* parent)
    : QObject{parent}, m_jobs{jobs}, m_pool{pool}, m_session{new widgets::session::Session{std::move(project), this}},
      m_thumbs{new widgets::session::Thumbs{jobs, pool, this}}, m_checks{new widgets::checks::Checks{
                                                                    {*m_session, jobs, pool, *m_thumbs}, this}}
{
    addScreens();
    m_gather.setSingleShot(true);
    m_gather.setInterval(150);
    connect(&m_gather, &QTimer::timeout, this, &Workbench::statesChanged);
    connect(m_session, &widgets::session::Session::changed, this, [this] {
        if (!m_gather.isActive())
            m_gather.start();
    });
    connect(m_checks, &widgets::checks::Checks::failed, this, &Workbench::failed);
}

Workbench::~Workbench()
{
    m_checks->stop();
}

void Workbench::addScreens()
{
    const widgets::session::Desk desk{*m_session, m_jobs, m_pool, *m_thumbs};
    m_collection = new widgets::collection::CollectionScreen{desk, *m_checks};
    m_rules = new widgets::rules::RulesScreen{desk};
    m_signOff = new widgets::signoff::SignOffScreen{desk, printPdf};
    m_risk = new widgets::risk::RiskScreen{desk};
    auto* text = new widgets::text::TextScreen{desk};
    m_screens = {m_collection,
                 m_rules,
                 text,
                 new widgets::face::FaceScreen{desk},
                 new widgets::review::ReviewScreen{desk},
                 m_signOff,
                 new widgets::journal::JournalScreen{desk},
                 new widgets::plan::PlanScreen{desk},
                 new widgets::result::ResultScreen{desk},
                 m_risk};
    connect(m_collection, &widgets::collection::CollectionScreen::addWished, this, &Workbench::addWished);
    connect(m_rules, &widgets::rules::RulesScreen::fileWished, this, [this] {
        wishFile(tr("Open site rules"), tr("Rules (*.yaml *.yml);;All files (*)"), &Workbench::readSiteRules);
    });
    connect(m_risk, &widgets::risk::RiskScreen::tableWished, this, [this] {
        wishFile(tr("Link a table"), tr("Tables (*.csv *.tsv *.xlsx);;All files (*)"), &Workbench::readTable);
    });
    connect(m_collection, &widgets::collection::CollectionScreen::listWished, this, [this] {
        wishFile(tr("Compare with a site's list"), tr("Lists (*.csv);;All files (*)"), &Workbench::readExpected);
    });
    connect(m_rules, &widgets::rules::RulesScreen::draftChanged, &m_gather, qOverload<>(&QTimer::start));
    connect(m_signOff, &widgets::signoff::SignOffScreen::folderWished, this, &Workbench::folderWished);
    followTemplates(*text);
}

void Workbench::followTemplates(widgets::text::TextScreen& screen)
{
    using engine::journey::TemplatesTaken;
    const auto read = [this, &screen](const QString& file) {
        if (m_session->isLent())
            return;
        m_session->lend<Result<TemplatesTaken>>(
            m_jobs, tr("Reading templates"),
            [path = file.toStdString()](engine::journey::Project& project, const engine::Progress&) {
                return engine::journey::takeTemplates(project, path);
            },
            [&screen](const Result<TemplatesTaken>& taken) { screen.templates().tell(taken); });
    };
    const auto write = [this, &screen](const QString& file) {
        if (!m_session->isLent())
            screen.templates().tellWritten(engine::journey::writeTemplates(m_session->project(), file.toStdString()));
    };
    connect(&screen, &widgets::text::TextScreen::templatesWished, this, [this, read] {
        Q_EMIT fileWished({tr("Read templates of devices"),
                           tr("Templates, CTP scripts (*.json *.script *.txt);;All files (*)"), read});
    });
    connect(&screen, &widgets::text::TextScreen::templatesFileWished, this, [this, write] {
        Q_EMIT fileWished({tr("Write templates of devices"), tr("Templates (*.json);;All files (*)"), write, true});
    });
}

void Workbench::wishFile(const QString& title, const QString& kinds, void (Workbench::*read)(const QString&))
{
    Q_EMIT fileWished({title, kinds, [this, read](const QString& file) { (this->*read)(file); }});
}

void Workbench::readTable(const QString& file)
{
    using engine::statistics::Microdata;
    m_jobs.ask<Result<Microdata>>(
        {widgets::jobs::Lane::Project, QStringLiteral("linked table"), {}}, m_risk,
        [path = file.toStdString(), &pool = m_pool](const engine::Progress& progress) {
            return engine::journey::readTable(path, {}, pool, progress);
        },
        [this](const Result<Microdata>& table) { m_risk->offer(table); });
}

void Workbench::readExpected(const QString& file)
{
    m_jobs.ask<Result<engine::CsvRows>>(
        {widgets::jobs::Lane::Project, QStringLiteral("expected list"), {}}, m_collection,
        [path = file.toStdString()](const engine::Progress&) { return engine::journey::readExpectedList(path); },
        [this](const Result<engine::CsvRows>& list) { m_collection->offer(list); });
}

void Workbench::setReleaseFolder(const QString& folder)
{
    m_signOff->setFolder(folder);
}

void Workbench::readSiteRules(const QString& file)
{
    using engine::profile::SiteRulesReading;
    m_jobs.ask<Result<SiteRulesReading>>(
        {widgets::jobs::Lane::Project, QStringLiteral("site rules"), {}}, m_rules,
        [path = file.toStdString()](const engine::Progress&) -> Result<SiteRulesReading> {
            const auto bytes = engine::readFile(path, engine::profile::longestRulesFile);
            if (!bytes)
                return bytes.error();
            return engine::profile::readSiteRules(engine::textOf(*bytes));
        },
        [this, name = QFileInfo{file}.fileName()](const Result<SiteRulesReading>& reading) {
            if (reading)
                m_rules->offer(name, *reading);
            else
                m_rules->refuseFile(reading.error());
        });
}

namespace {

/// Known cases count as real ones would, until they are removed: without a verdict, or with one that waits for repair.
int openCases(const engine::review::KnownCases& known)
{
    const auto answers = known.answers.find({}); // of the first reader
    int open = 0;
    for (const auto& [id, one] : known.cases) {
        const bool isJudged = answers != known.answers.end() && answers->second.contains(id);
        const auto reading =
            isJudged ? engine::review::readingOf(answers->second.at(id).judgement.verdict) : std::string_view{};
        open += engine::review::isShown(known, id) && (reading.empty() || reading == "leak") ? 1 : 0;
    }
    return open;
}

}

QList<StepState> Workbench::states() const
{
    QList<StepState> states(6);
    const auto& project = m_session->project();
    const auto& state = m_session->state();
    const bool begun = m_checks->hasBegun();
    const auto open = [&](auto isOf) {
        int count = 0;
        for (const auto& [id, finding] : state.findings)
            count += isOf(finding.kind) && engine::review::isOpen(state, finding) ? 1 : 0;
        return count;
    };
    states[0].done = begun;
    states[1].open =
        open([](FindingKind kind) { return kind == FindingKind::Header; }) + (m_rules->hasUnapplied() ? 1 : 0);
    states[2].open =
        open([](FindingKind kind) { return kind == FindingKind::Text || kind == FindingKind::NotExamined; });
    states[3].open = open([](FindingKind kind) { return kind == FindingKind::Face; });
    const auto blocks = engine::review::blocksOf(state);
    states[4].open =
        int(blocks.notReviewed.size() + blocks.outdated.size() + blocks.unresolved.size()) + openCases(state.known);
    const bool searching = m_checks->textLeft() > 0;
    for (int i = 1; i < 5; ++i)
        states[i].done = begun && states[i].open == 0 && !(i == 2 && searching);
    states[5].done = state.signature.has_value();
    if (!states[5].done)
        for (const auto& one : widgets::signoff::conditionsOf(project))
            states[5].open += one.isHeld() ? 0 : 1;
    const bool empty = project.collection().entries().empty();
    for (int i = 1; i < 6; ++i) {
        if (empty)
            states[i].locked = tr("Waits for files: add some under Collection");
        else if (!begun && i > 1)
            states[i].locked = tr("Waits for the checks: start them under Collection");
    }
    return states;
}

QString Workbench::whyLocked(int place) const
{
    if (m_session->isLent())
        return m_session->whyLent();
    const auto all = states();
    return place < all.size() ? all[place].locked : QString{};
}

int Workbench::placeToGoOn() const
{
    const auto all = states();
    for (int i = 1; i < 6; ++i)
        if (all[i].open > 0 && all[i].locked.isEmpty())
            return i;
    return all[5].done ? 5 : 0;
}

void Workbench::import(const QStringList& paths)
{
    std::vector<std::string> inputs;
    for (const auto& path : paths)
        inputs.push_back(path.toStdString());
    m_jobs.ask<Result<std::vector<Discovered>>>(
        {widgets::jobs::Lane::Files, QStringLiteral("import"), tr("Reading files")}, this,
        [inputs, &pool = m_pool](const engine::Progress& progress) {
            return engine::journey::discover(inputs, pool, progress);
        },
        [this](Result<std::vector<Discovered>> found) {
            if (!found)
                Q_EMIT failed(found.error());
            else if (engine::journey::tryLinks(*found, {}).photographs > 0)
                Q_EMIT photographsFound(*found);
            else
                record(std::move(*found));
        });
}

void Workbench::record(std::vector<Discovered> discovered)
{
    m_checks->stop(); // it must not ask for the project while it is lent
    m_session->lend<Result<std::vector<Imported>>>(
        m_jobs, tr("Adding to the project"),
        [discovered = std::move(discovered)](engine::journey::Project& project, const engine::Progress&) {
            return project.record(discovered);
        },
        [this](const Result<std::vector<Imported>>& done) {
            if (!done) {
                Q_EMIT failed(done.error());
                return;
            }
            const auto count = [&](Outcome outcome) {
                return int(std::count_if(done->begin(), done->end(),
                                         [outcome](const auto& one) { return one.outcome == outcome; }));
            };
            Q_EMIT imported(count(Outcome::Listed), count(Outcome::SetAside), count(Outcome::Duplicate));
        });
}

}
