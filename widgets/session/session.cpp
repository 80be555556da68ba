// SPDX-License-Identifier: Apache-2.0
#include "widgets/session/session.h"

#include "engine/journey/attempts.h"

namespace widgets::session {

using engine::Done;
using engine::Error;
using engine::ErrorCode;

Session::Session(std::unique_ptr<engine::journey::Project> project, QObject* parent)
    : QObject{parent}, m_project{std::move(project)}, m_name{QString::fromStdString(m_project->name())}
{
}

Session::~Session() = default;

const engine::journey::Project& Session::project() const
{
    Q_ASSERT(!m_lent);
    return *m_project;
}

QString Session::label(const std::string& id) const
{
    return QString::fromStdString(project().label(id));
}

QString Session::whyLent() const
{
    return m_lent ? tr("%1, one moment: until that is done, keys do nothing here").arg(m_lentFor) : QString{};
}

bool Session::isFrozen() const
{
    return m_lent || state().signature.has_value();
}

bool Session::finish(const Done& done, bool byPerson)
{
    if (!done) {
        Q_EMIT failed(done.error());
        return false;
    }
    if (byPerson)
        Q_EMIT decided();
    Q_EMIT changed();
    return true;
}

bool Session::perform(const engine::review::Event& event)
{
    return finish(m_lent ? Done{Error{ErrorCode::Busy, m_name.toStdString()}} : m_project->perform(event), true);
}

bool Session::performAll(const std::vector<engine::review::Event>& events)
{
    return finish(m_lent ? Done{Error{ErrorCode::Busy, m_name.toStdString()}} : m_project->performAll(events), true);
}

bool Session::undo()
{
    return canUndo() && finish(m_project->undo(), true);
}

bool Session::redo()
{
    return canRedo() && finish(m_project->redo(), true);
}

bool Session::canUndo() const
{
    return !m_lent && m_project->canUndo();
}

bool Session::canRedo() const
{
    return !m_lent && m_project->canRedo();
}

void Session::setActor(const std::string& reviewer)
{
    if (!m_lent)
        m_project->setActor(reviewer);
}

std::string Session::position() const
{
    return m_lent ? std::string{} : m_project->position();
}

void Session::setPosition(const std::string& item)
{
    if (m_lent || m_project->position() == item)
        return;
    const auto done = m_project->setPosition(item);
    if (!done)
        Q_EMIT failed(done.error());
}

void Session::setQueueFilter(const std::string& text)
{
    if (m_lent)
        return;
    if (const auto done = m_project->setQueueFilter(text); !done)
        Q_EMIT failed(done.error());
}

bool Session::record(const engine::journey::Examined& examined)
{
    return finish(m_lent ? Done{Error{ErrorCode::Busy, examined.item}} : m_project->record(examined), false);
}

bool Session::record(const engine::journey::Candidate& candidate)
{
    return finish(m_lent ? Done{Error{ErrorCode::Busy, candidate.item}} : m_project->record(candidate), false);
}

bool Session::record(const engine::journey::HeadRecord& head)
{
    return finish(m_lent ? Done{Error{ErrorCode::Busy, head.series}} : m_project->record(head), false);
}

bool Session::record(const engine::journey::CutCheck& check)
{
    return finish(m_lent ? Done{Error{ErrorCode::Busy, check.series}} : m_project->record(check), false);
}

bool Session::addReviewer(const engine::journey::Reviewer& reviewer)
{
    return finish(m_lent ? Done{Error{ErrorCode::Busy, reviewer.id}} : m_project->addReviewer(reviewer), false);
}

Done Session::sign(const engine::journey::SigningWish& wish, const engine::journey::SigningOrder& order,
                   const engine::journey::CheckedCandidates& checked)
{
    if (m_lent)
        return Error{ErrorCode::Busy, m_name.toStdString()};
    auto done = engine::journey::finishSigning(*m_project, wish, order, checked);
    if (done)
        finish(done, true);
    return done;
}

void Session::noteTry(const std::string& reviewer, const Done& outcome)
{
    if (!m_lent)
        finish(engine::journey::noteTry(*m_project, reviewer, outcome), false);
}

Done Session::approve(const engine::journey::SigningWish& wish, const engine::Key& seed)
{
    if (m_lent)
        return Error{ErrorCode::Busy, m_name.toStdString()};
    auto done = engine::journey::finishApproval(*m_project, wish, seed);
    if (done)
        finish(done, true);
    return done;
}

void Session::setLent(bool lent)
{
    m_lent = lent;
    Q_EMIT lentChanged(lent);
}

}
