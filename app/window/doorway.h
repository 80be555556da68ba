// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"
#include "widgets/jobs/jobs.h"

class QProcess;

namespace app::window {

/// How projects come into the window: opened, made new, or made as the sample. Slow things run in jobs; one at a time.
class Doorway : public QObject {
    Q_OBJECT

public:
    Doorway(widgets::jobs::Jobs& jobs, const QString& resources, QObject* parent = nullptr);

    void open(const QString& folder, const QString& passphrase = {});
    /// A new project in `folder`; `inputs` are imported once it is open.
    void create(const QString& folder, const QStringList& inputs);
    /// The sample: made on the spot from images that the system's packages bring, or opened when it is there already.
    void openSample();
    /// A folder for a new project that does not exist yet: "Project 3" among the user's documents.
    static QString freeFolder();

Q_SIGNALS:
    void busyChanged(bool busy);
    void said(const QString& words);
    void passphraseNeeded(const QString& folder, bool wrong);
    /// The receiver takes the project out.
    void opened(std::unique_ptr<engine::journey::Project>& project, const QStringList& inputs);
    void failed(const QString& words);

private:
    using Opened = engine::Result<std::unique_ptr<engine::journey::Project>>;
    void take(Opened result, const QString& folder, const QStringList& inputs);
    void makeSample(const QString& place);

    widgets::jobs::Jobs& m_jobs;
    QString m_resources;
};

}
