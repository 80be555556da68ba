// SPDX-License-Identifier: Apache-2.0
#include "widgets/session/project_screen.h"

#include "widgets/words/words.h"

#include <memory>
#include <utility>

namespace widgets::session {

ProjectScreen::ProjectScreen(const QString& name, const QString& title, const Desk& desk)
    : Screen{name, title}, m_desk{desk}
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(120);
    connect(&m_gather, &QTimer::timeout, this, &ProjectScreen::refreshIfSeen);
    // A person's deed is told as `decided`, then as `changed`: it is shown once, at once.
    const auto isShown = std::make_shared<bool>(false);
    connect(&desk.session, &Session::decided, this, [this, isShown] {
        refreshIfSeen();
        *isShown = true;
    });
    connect(&desk.session, &Session::changed, this, [this, isShown] {
        if (!std::exchange(*isShown, false) && !m_gather.isActive())
            m_gather.start();
    });
    connect(&desk.session, &Session::failed, this, [this](const engine::Error& error) {
        if (isVisible())
            refuse(words::ofError(error));
    });
}

void ProjectScreen::enter()
{
    refreshIfSeen();
}

void ProjectScreen::refreshIfSeen()
{
    if (!isVisible() || m_desk.session.isLent())
        return;
    refresh();
    Q_EMIT statusChanged();
}

QString ProjectScreen::whyBusy() const
{
    return m_desk.session.whyLent();
}

bool ProjectScreen::refuseWhenFrozen()
{
    if (!m_desk.session.isFrozen())
        return false;
    refuse(m_desk.session.isLent() ? tr("One moment: the project is being worked on")
                                   : tr("Signed: reopen it under Sign-off to change something"));
    return true;
}

}
