// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/sign.h"
#include "widgets/jobs/jobs.h"

#include <QObject>

namespace widgets::session {

/// The open project as the panels know it: they read it, and change it by performing events. On the GUI thread only.
///
/// A long call that needs the project itself (signing, say) borrows it for another thread by `lend`. Until it comes
/// back `isLent` holds, `project` may not be called, every change is refused, and panels show the rows they have.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(std::unique_ptr<engine::journey::Project> project, QObject* parent = nullptr);
    ~Session() override;

    const engine::journey::Project& project() const;
    const engine::review::State& state() const { return project().state(); }
    QString name() const { return m_name; }
    QString label(const std::string& id) const; ///< of a patient, study or series; never a value from a file
    bool isLent() const { return m_lent; }
    bool isFrozen() const;   ///< signed
    QString whyLent() const; ///< for who presses a key meanwhile; empty when it is not lent

    /// False when refused; `failed` has said why.
    bool perform(const engine::review::Event& event);
    /// Several acts: all or none.
    bool performAll(const std::vector<engine::review::Event>& events);
    bool undo();
    bool redo();
    bool canUndo() const;
    bool canRedo() const;
    void setActor(const std::string& reviewer);

    std::string position() const;
    void setPosition(const std::string& item);
    void setQueueFilter(const std::string& text);

    bool record(const engine::journey::Examined& examined);
    bool record(const engine::journey::Candidate& candidate);
    bool record(const engine::journey::HeadRecord& head);
    bool record(const engine::journey::CutCheck& check);
    bool addReviewer(const engine::journey::Reviewer& reviewer);
    /// The short last step of signing: the Signed event and the documents.
    engine::Done sign(const engine::journey::SigningWish& wish, const engine::journey::SigningOrder& order,
                      const engine::journey::CheckedCandidates& checked);
    /// What came of a passphrase that was tried (engine/journey/attempts.h).
    void noteTry(const std::string& reviewer, const engine::Done& outcome);
    /// The same of another person's signature over what is signed.
    engine::Done approve(const engine::journey::SigningWish& wish, const engine::Key& seed);

    template <class Answer>
    void lend(jobs::Jobs& jobs, const QString& words,
              std::function<Answer(engine::journey::Project&, const engine::Progress&)> work,
              std::function<void(Answer)> then)
    {
        m_lentFor = words;
        setLent(true);
        jobs.ask<Answer>(
            {jobs::Lane::Project, {}, words}, this,
            [work = std::move(work), project = m_project.get()](const engine::Progress& progress) {
                return work(*project, progress);
            },
            [this, then = std::move(then)](Answer answer) {
                setLent(false);
                then(std::move(answer));
                Q_EMIT changed();
            });
    }

Q_SIGNALS:
    void changed(); ///< something a panel may show is different
    void decided(); ///< a person's event, an undo or redo: it is on disk
    void lentChanged(bool lent);
    void failed(const engine::Error& error);

private:
    bool finish(const engine::Done& done, bool byPerson);
    void setLent(bool lent);

    std::unique_ptr<engine::journey::Project> m_project;
    QString m_name, m_lentFor;
    bool m_lent = false;
};

}
