// SPDX-License-Identifier: Apache-2.0
#include "app/window/doorway.h"

#include "widgets/words/words.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>

namespace app::window {

using engine::Error;
using engine::ErrorCode;
using engine::journey::Project;

Doorway::Doorway(widgets::jobs::Jobs& jobs, const QString& resources, QObject* parent)
    : QObject{parent}, m_jobs{jobs}, m_resources{resources}
{
}

void Doorway::open(const QString& folder, const QString& passphrase)
{
    if (passphrase.isEmpty() && Project::needsPassphrase(folder.toStdString())) {
        Q_EMIT passphraseNeeded(folder, false);
        return;
    }
    Q_EMIT busyChanged(true);
    Q_EMIT said(tr("Opening…"));
    m_jobs.ask<Opened>(
        {widgets::jobs::Lane::Project, QStringLiteral("open"), {}}, this,
        [folder = folder.toStdString(), passphrase = passphrase.toStdString()](const engine::Progress&) {
            return Project::open(folder, passphrase, {});
        },
        [this, folder](Opened result) { take(std::move(result), folder, {}); });
}

void Doorway::create(const QString& folder, const QStringList& inputs)
{
    Q_EMIT busyChanged(true);
    QDir{}.mkpath(QFileInfo{folder}.path());
    m_jobs.ask<Opened>(
        {widgets::jobs::Lane::Project, QStringLiteral("open"), {}}, this,
        [folder = folder.toStdString()](const engine::Progress&) { return Project::create(folder, {}, {}); },
        [this, folder, inputs](Opened result) { take(std::move(result), folder, inputs); });
}

void Doorway::take(Opened result, const QString& folder, const QStringList& inputs)
{
    Q_EMIT busyChanged(false);
    if (result) {
        Q_EMIT opened(*result, inputs);
        return;
    }
    if (result.error().code == ErrorCode::WrongPassphrase)
        Q_EMIT passphraseNeeded(folder, true);
    else if (result.error().code == ErrorCode::NotFound)
        Q_EMIT failed(tr("There is no Safelight project in that folder."));
    else
        Q_EMIT failed(widgets::words::ofError(result.error()));
}

QString Doorway::freeFolder()
{
    const auto documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QDir place{documents.isEmpty() ? QDir::homePath() : documents};
    int number = 1;
    while (place.exists(tr("Safelight project %1").arg(number)))
        ++number;
    return place.filePath(tr("Safelight project %1").arg(number));
}

void Doorway::openSample()
{
    const QDir place{QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)};
    const auto project = place.filePath("sample-project");
    if (place.exists("sample-project"))
        open(project);
    else if (place.exists("sample"))
        create(project, {place.filePath("sample")});
    else
        makeSample(place.path());
}

void Doorway::makeSample(const QString& place)
{
    QDir{}.mkpath(place);
    Q_EMIT busyChanged(true);
    Q_EMIT said(tr("Making the sample: invented people on real images…"));
    auto* process = new QProcess{this};
    QDir{place + "/sample.part"}.removeRecursively();
    // PYTHONDONTWRITEBYTECODE: nothing may appear beside the installed script.
    connect(process, &QProcess::finished, this, [this, process, place](int code, QProcess::ExitStatus status) {
        process->deleteLater();
        Q_EMIT busyChanged(false);
        const bool made =
            status == QProcess::NormalExit && code == 0 && QDir{}.rename(place + "/sample.part", place + "/sample");
        if (made)
            create(place + "/sample-project", {place + "/sample"});
        else
            Q_EMIT failed(tr("The sample could not be made. It needs the packages python3-pydicom and mricron-data."));
    });
    connect(process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        Q_EMIT busyChanged(false);
        Q_EMIT failed(tr("The sample could not be made: python3 does not start."));
    });
    process->start("/usr/bin/python3", {"-B", m_resources + "/sample/make_sample.py", place + "/sample.part",
                                        place + "/sample-planted.tsv"});
}

}
