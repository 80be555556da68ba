// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/checks/checks.h"
#include "widgets/frame/rail.h"
#include "widgets/session/thumbs.h"

namespace widgets::collection {
class CollectionScreen;
}
namespace widgets::risk {
class RiskScreen;
}
namespace widgets::rules {
class RulesScreen;
}
namespace widgets::signoff {
class SignOffScreen;
}
namespace widgets::text {
class TextScreen;
}

namespace app::window {

/// A file that a screen asks for: the dialog's words, and what then happens to it.
struct FileWish {
    QString title, kinds;
    std::function<void(const QString&)> take;
    bool isNew = false; ///< a place to write to, rather than a file to read
};

/// An open project with everything that works on it: the session, the checks in the background, and a screen a place,
/// in the order of the rail.
class Workbench : public QObject {
    Q_OBJECT

public:
    Workbench(std::unique_ptr<engine::journey::Project> project, widgets::jobs::Jobs& jobs, engine::pool::Pool& pool,
              QObject* parent = nullptr);
    ~Workbench() override;

    widgets::session::Session& session() { return *m_session; }
    widgets::checks::Checks& checks() { return *m_checks; }
    /// Owned by whoever shows them; six steps, then the journal, Plan and Result, pages of Review,
    /// and Risk, a page of Rules.
    const QList<widgets::frame::Screen*>& screens() const { return m_screens; }
    QList<widgets::frame::StepState> states() const;
    QString whyLocked(int place) const; ///< the place cannot be shown now; empty when it can
    /// Where a person left off: the first place with something open.
    int placeToGoOn() const;

    void import(const QStringList& paths);
    /// The last step of it.
    void record(std::vector<engine::journey::Discovered> discovered);
    void setReleaseFolder(const QString& folder);
    /// Reads a file of site rules, which is the user's own, and offers it on the Rules screen.
    void readSiteRules(const QString& file);
    /// A table of the clinic, for the Risk page.
    void readTable(const QString& file);
    /// A site's list of what should be there, for the check-up.
    void readExpected(const QString& file);

Q_SIGNALS:
    void addWished();
    void folderWished();
    void fileWished(const FileWish& wish);
    void statesChanged();
    void photographsFound(const std::vector<engine::journey::Discovered>& found); ///< whose they are is not known
    void imported(int listed, int setAside, int duplicates);
    void failed(const engine::Error& error);

private:
    void addScreens();
    void followTemplates(widgets::text::TextScreen& screen);
    void wishFile(const QString& title, const QString& kinds, void (Workbench::*read)(const QString&));

    widgets::jobs::Jobs& m_jobs;
    engine::pool::Pool& m_pool;
    widgets::session::Session* m_session;
    widgets::session::Thumbs* m_thumbs;
    widgets::checks::Checks* m_checks;
    widgets::collection::CollectionScreen* m_collection = nullptr;
    widgets::rules::RulesScreen* m_rules = nullptr;
    widgets::risk::RiskScreen* m_risk = nullptr;
    widgets::signoff::SignOffScreen* m_signOff = nullptr;
    QList<widgets::frame::Screen*> m_screens;
    QTimer m_gather;
};

}
