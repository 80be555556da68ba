// SPDX-License-Identifier: Apache-2.0
#include "widgets/checks/checks.h"

#include "engine/journey/project_faces.h"
#include "engine/journey/steps.h"

#include <algorithm>

namespace widgets::checks {

using engine::ErrorCode;
using engine::Result;
using engine::journey::Candidate;
using engine::journey::CutCheck;
using engine::journey::Examined;
using engine::journey::HeadRecord;
using engine::study::Level;

namespace {
constexpr std::size_t atOnce = 2;
}

Checks::Checks(const session::Desk& desk, QObject* parent) : QObject{parent}, m_desk{desk}
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(500);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        queueStale();
        pump();
    });
    connect(&desk.session, &session::Session::decided, &m_settle, qOverload<>(&QTimer::start));
}

bool Checks::hasBegun() const
{
    const auto& project = m_desk.session.project();
    const auto& entries = project.collection().entries();
    return std::any_of(entries.begin(), entries.end(),
                       [&](const auto& entry) { return project.examination(entry.id, "text"); });
}

bool Checks::isRunning() const
{
    return m_on && textLeft() + filesLeft() + headsLeft() > 0;
}

void Checks::start()
{
    if (m_desk.session.isLent() || m_desk.session.isFrozen())
        return;
    m_on = true;
    m_stop = {};
    m_broken.clear();
    m_tried.clear();
    m_total = m_reached = 0;
    examineFaces();
    queueText();
    queueStale();
    pump();
}

void Checks::stop()
{
    m_on = false;
    m_stop.request_stop();
    m_text.clear();
    m_stale.clear();
    m_heads.clear();
    Q_EMIT progressed({}, 0, 0);
}

void Checks::queueText()
{
    const auto& project = m_desk.session.project();
    m_text.clear();
    for (const auto& entry : project.collection().entries()) {
        const bool looked = project.isExamined(entry.id, "text") || m_searching.contains(entry.id);
        if (entry.instance.frames > 0 && entry.instance.damage.empty() && !looked)
            m_text.push_back(entry.id);
    }
    m_total += m_text.size();
}

void Checks::examineFaces()
{
    // Which they are geometry says: no pixel is read, so it needs no job. What they show is looked at later.
    const auto& project = m_desk.session.project();
    std::vector<Examined> found;
    for (const auto* series : project.collection().nodes(Level::Series)) {
        if (project.isExamined(series->id, "face"))
            continue;
        found.push_back(engine::journey::examineFace(series->id, engine::journey::entriesOf(project, series->id)));
    }
    for (const auto& one : found)
        m_desk.session.record(one);
    m_heads.clear();
    for (auto& question : engine::journey::headsToExamine(project))
        m_heads.push_back(std::move(question));
    m_total += m_heads.size();
}

void Checks::assess(const engine::journey::HeadQuestion& question)
{
    m_assessing = question.series;
    m_desk.jobs.ask<Result<HeadRecord>>(
        {jobs::Lane::Text, {}, {}}, this,
        [question, &pool = m_desk.pool, stop = m_stop.get_token()](const engine::Progress&) {
            return engine::journey::examineHead(question, pool, {stop, {}});
        },
        [this](const Result<HeadRecord>& answer) {
            m_assessing.clear();
            ++m_reached;
            if (answer)
                m_desk.session.record(*answer);
            if (m_heads.empty() && m_on && !m_desk.session.isLent())
                assessAgain();
            pump();
        });
}

/// Those in which no head was found, where another series of their frame of reference shows where it lies.
void Checks::assessAgain()
{
    for (auto& question : engine::journey::headsToAnchor(m_desk.session.project())) {
        if (!m_tried.insert(question.series).second)
            continue;
        m_heads.push_back(std::move(question));
        ++m_total;
    }
}

/// The files of a cut series, once they are written.
void Checks::checkCuts()
{
    if (m_desk.session.isLent() || m_desk.session.isFrozen() || !m_checking.empty() || filesLeft() > 0)
        return;
    auto orders = engine::journey::cutsToCheck(m_desk.session.project());
    std::erase_if(orders, [this](const auto& order) { return m_tried.contains(order.candidates); });
    if (orders.empty())
        return;
    m_tried.insert(orders.front().candidates);
    m_checking = orders.front().series;
    ++m_total;
    m_desk.jobs.ask<Result<CutCheck>>(
        {jobs::Lane::Text, {}, {}}, this,
        [order = orders.front(), &pool = m_desk.pool, stop = m_stop.get_token()](const engine::Progress&) {
            return engine::journey::performCheck(order, pool, {stop, {}});
        },
        [this](const Result<CutCheck>& answer) {
            m_checking.clear();
            ++m_reached;
            if (answer)
                m_desk.session.record(*answer);
            if (answer || answer.error().code != ErrorCode::Cancelled)
                pump();
        });
}

void Checks::queueStale()
{
    if (!m_on || m_desk.session.isLent() || m_desk.session.isFrozen())
        return;
    const auto& project = m_desk.session.project();
    for (const auto& item : project.staleCandidates()) {
        const bool waitsForText = std::find(m_text.begin(), m_text.end(), item) != m_text.end();
        const bool known = std::find(m_stale.begin(), m_stale.end(), item) != m_stale.end();
        if (waitsForText || known || m_searching.contains(item) || m_writing.contains(item) || m_broken.contains(item))
            continue;
        m_stale.push_back(item);
        ++m_total;
    }
}

void Checks::pump()
{
    if (!m_on)
        return;
    if (!m_heads.empty() && m_assessing.empty()) {
        const auto question = std::move(m_heads.front());
        m_heads.pop_front();
        assess(question);
    }
    while (!m_text.empty() && m_searching.size() < atOnce) {
        const auto item = m_text.front();
        m_text.pop_front();
        search(item);
    }
    while (!m_stale.empty() && m_writing.size() < atOnce) {
        const auto item = m_stale.front();
        m_stale.pop_front();
        write(item);
    }
    checkCuts();
    report();
}

void Checks::search(const std::string& item)
{
    const auto& project = m_desk.session.project();
    const auto* entry = project.collection().entry(item);
    const auto* known = project.examination(item, "text"); // by an earlier build
    m_searching.insert(item);
    m_desk.jobs.ask<Result<Examined>>(
        {jobs::Lane::Text, {}, {}}, this,
        [copy = *entry, known = known ? std::optional{*known} : std::nullopt, &pool = m_desk.pool,
         stop = m_stop.get_token()](const engine::Progress&) {
            return engine::journey::examineText(copy, "standard", pool, {stop, {}}, known);
        },
        [this, item](const Result<Examined>& answer) {
            m_searching.erase(item);
            ++m_reached;
            if (answer && m_desk.session.record(*answer)) {
                m_stale.push_back(item);
                ++m_total;
            } else if (!answer && answer.error().code != ErrorCode::Cancelled) {
                m_broken.insert(item);
                Q_EMIT failed(answer.error());
            }
            pump();
        });
}

void Checks::write(const std::string& item)
{
    const auto order = m_desk.session.project().orderFor(item);
    if (!order) {
        m_broken.insert(item);
        return;
    }
    m_writing.insert(item);
    m_desk.jobs.ask<Result<Candidate>>(
        {jobs::Lane::Files, {}, {}}, this,
        [copy = *order, &pool = m_desk.pool, stop = m_stop.get_token()](const engine::Progress&) {
            return engine::journey::buildCandidate(copy, pool, {stop, {}});
        },
        [this, item](const Result<Candidate>& answer) {
            m_writing.erase(item);
            ++m_reached;
            if (answer)
                m_desk.session.record(*answer);
            if (!answer && answer.error().code != ErrorCode::Cancelled) {
                stop();
                Q_EMIT failed(answer.error());
                return;
            }
            if (!m_desk.session.isLent() && !m_desk.session.isFrozen() && m_desk.session.project().isStale(item))
                m_settle.start(); // decided anew while it was written
            pump();
        });
}

void Checks::report()
{
    if (!isRunning()) {
        m_total = m_reached = 0;
        Q_EMIT progressed({}, 0, 0);
    } else if (textLeft() > 0) {
        Q_EMIT progressed(tr("Looking for text and writing files"), m_reached, m_total);
    } else if (headsLeft() > 0) {
        Q_EMIT progressed(tr("Looking at heads"), m_reached, m_total);
    } else {
        Q_EMIT progressed(tr("Writing files as decided"), m_reached, m_total);
    }
}

}
