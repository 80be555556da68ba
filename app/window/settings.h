// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/settings/settings_screen.h"
#include "widgets/start/start_screen.h"

class QSettings;

namespace app::window {

/// The person's choices and the projects opened before, in the user's configuration. No patient's value: folders and
/// their names are the person's own.
widgets::settings::Choices readChoices(const QSettings& store);
void writeChoices(QSettings& store, const widgets::settings::Choices& choices);

/// What the second reader of burned-in text can read here (app/places.h).
QStringList installedReaders();

/// Newest first; projects that are gone are left out.
QList<widgets::start::Recent> readRecent(const QSettings& store);
void addRecent(QSettings& store, const QString& folder);

/// Scales the interface by the choice; before the application object is made.
void applySize(int percent);
/// Dark when the desktop says so (org.freedesktop.appearance), else by the lightness of the start-up palette.
bool isDark(widgets::settings::ThemeChoice choice);

}
