// SPDX-License-Identifier: Apache-2.0
#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/release/verify.h"
#include "tests/app/window/player.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <cstdio>

namespace {

using app::window::MainWindow;
using app::window::test::Player;

QStringList linesOf(const QString& file)
{
    QFile script{file};
    EXPECT_TRUE(script.open(QIODevice::ReadOnly)) << qPrintable(file);
    return QString::fromUtf8(script.readAll()).split(QLatin1Char('\n'));
}

TEST(Window, goesTheWholeJourneyByKeysFromTheSampleToAVerifiedRelease)
{
    if (!QFile::exists("/usr/share/mricron/templates/ch2.nii.gz") || !QFile::exists("/usr/bin/python3"))
        GTEST_SKIP() << "the sample needs mricron-data and python3-pydicom";
    const QString pictures = qEnvironmentVariable("SAFELIGHT_PICTURES", QDir::currentPath() + "/journey-pictures");
    ASSERT_TRUE(QDir{}.mkpath(pictures));
    engine::pool::Pool pool{app::poolSettings(0)};
    MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    Player player{window, pictures};

    const auto failure = player.play(linesOf(SAFELIGHT_TESTS "/app/journey.keys"));

    ASSERT_EQ(failure.toStdString(), "");
    const auto release = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/sample-project-release";
    const auto verified = engine::release::verify({release.toStdString(), {}, {}, false}, {});
    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->status, "released");
    EXPECT_EQ(verified->fault, "");
    EXPECT_GT(verified->filesChecked, 0U);
    std::printf("longest time away from events: %lld ms\n", static_cast<long long>(player.longestAway()));
    RecordProperty("longestAwayMs", static_cast<int>(player.longestAway()));
    EXPECT_LT(player.longestAway(), 2000) << "something waits for a file or a worker where events are handled";
}

}
