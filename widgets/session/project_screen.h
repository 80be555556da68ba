// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pool/pool.h"
#include "widgets/frame/screen.h"
#include "widgets/session/session.h"

#include <QTimer>

namespace widgets::session {

class Thumbs;

/// What the screens of an open project share.
struct Desk {
    Session& session;
    jobs::Jobs& jobs;
    engine::pool::Pool& pool;
    Thumbs& thumbs;
};

/// A screen over the open project. `refresh` runs at once after a person's deed, and gathered after the machine's; only
/// while the screen is on view and the project is here.
class ProjectScreen : public frame::Screen {
    Q_OBJECT

public:
    ProjectScreen(const QString& name, const QString& title, const Desk& desk);
    void enter() override;

protected:
    virtual void refresh() = 0;
    QString whyBusy() const override;
    Session& session() const { return m_desk.session; }
    const Desk& desk() const { return m_desk; }
    /// The sentence for a signed project, said instead of a refused verdict.
    bool refuseWhenFrozen();

private:
    void refreshIfSeen();

    Desk m_desk;
    QTimer m_gather;
};

}
