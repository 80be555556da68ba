// SPDX-License-Identifier: Apache-2.0
#include "app/window/settings.h"

#include "app/places.h"
#include "engine/journey/project.h"

#include <QDBusInterface>
#include <QDBusReply>
#include <QDateTime>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QPalette>
#include <QSettings>

namespace app::window {

using widgets::settings::Choices;
using widgets::settings::ThemeChoice;
using widgets::start::Recent;

namespace {
constexpr int recentKept = 8;
}

QStringList installedReaders()
{
    QStringList names;
    for (const auto& name : installedLanguages())
        names += QString::fromStdString(name);
    return names;
}

Choices readChoices(const QSettings& store)
{
    Choices choices;
    choices.theme = ThemeChoice(qBound(0, store.value("theme", 0).toInt(), 2));
    choices.sizePercent = qBound(90, store.value("size", 100).toInt(), 150);
    choices.singleKeys = store.value("single-keys", true).toBool();
    choices.readerLanguages = store.value("reader-languages", choices.readerLanguages).toStringList();
    return choices;
}

void writeChoices(QSettings& store, const Choices& choices)
{
    store.setValue("theme", int(choices.theme));
    store.setValue("size", choices.sizePercent);
    store.setValue("single-keys", choices.singleKeys);
    store.setValue("reader-languages", choices.readerLanguages);
}

QList<Recent> readRecent(const QSettings& store)
{
    QList<Recent> recent;
    for (const auto& row : store.value("recent").toStringList()) {
        const auto folder = row.section(QLatin1Char('|'), 1);
        const auto time = QDateTime::fromString(row.section(QLatin1Char('|'), 0, 0), Qt::ISODate);
        if (!QFileInfo{folder}.isDir())
            continue;
        recent += {folder, QFileInfo{folder}.fileName(), QLocale{}.toString(time.date(), QLocale::ShortFormat),
                   engine::journey::Project::needsPassphrase(folder.toStdString())};
    }
    return recent;
}

void addRecent(QSettings& store, const QString& folder)
{
    auto rows = store.value("recent").toStringList();
    rows.removeIf([&](const QString& row) { return row.section(QLatin1Char('|'), 1) == folder; });
    rows.prepend(QDateTime::currentDateTime().toString(Qt::ISODate) + QLatin1Char('|') + folder);
    store.setValue("recent", rows.mid(0, recentKept));
}

void applySize(int percent)
{
    if (percent != 100 && !qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
        qputenv("QT_SCALE_FACTOR", QByteArray::number(percent / 100.));
}

bool isDark(ThemeChoice choice)
{
    if (choice != ThemeChoice::System)
        return choice == ThemeChoice::Dark;
    static const bool systemIsDark = [] {
        QDBusInterface portal{"org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                              "org.freedesktop.portal.Settings"};
        portal.setTimeout(300);
        const QDBusReply<QVariant> answer =
            portal.isValid() ? portal.call("Read", "org.freedesktop.appearance", "color-scheme") : QDBusMessage{};
        if (!answer.isValid())
            return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
        auto value = answer.value();
        if (value.canConvert<QDBusVariant>())
            value = value.value<QDBusVariant>().variant();
        return value.toUInt() != 2; // 1 dark, 2 light, 0 no wish: a darkroom is dark
    }();
    return systemIsDark;
}

}
