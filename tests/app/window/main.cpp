// SPDX-License-Identifier: Apache-2.0
#include "engine/base/start.h"
#include "widgets/look/style.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include <gtest/gtest.h>

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    if (!engine::startProcess())
        return 1;
    const QTemporaryDir home; // nothing of the person who runs the test is read or written
    for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DOCUMENTS_DIR"})
        qputenv(name, home.path().toLocal8Bit());
    qputenv("OMP_THREAD_LIMIT", "1");
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen"); // also while the build asks for the list of tests
    QCoreApplication::setApplicationName("safelight");
    QCoreApplication::setOrganizationName("safelight");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QApplication application{argc, argv};
    QLocale::setDefault(QLocale{QLocale::English, QLocale::UnitedKingdom});
    widgets::look::loadFonts();
    QApplication::setFont(widgets::look::font(widgets::look::Type::Body));
    return RUN_ALL_TESTS();
}
