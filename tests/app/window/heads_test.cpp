// SPDX-License-Identifier: Apache-2.0
#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/journey/run.h"
#include "engine/journey/steps.h"
#include "tests/app/window/player.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace {

using app::window::MainWindow;
using app::window::test::Player;
using engine::journey::Project;
using engine::review::FindingVerdict;

/// A project with one head, assessed; every second slice, which is enough to find it.
void makeProject(const std::string& folder, engine::pool::Pool& pool)
{
    auto project = Project::create(folder, {}, {});
    ASSERT_TRUE(project);
    std::vector<std::string> files;
    const QDir head{SAFELIGHT_SHARED "/testdata/heads/mr-face-ch2"};
    const auto slices = head.entryInfoList({"*.dcm"}, QDir::Files, QDir::Name);
    for (int i = 0; i < slices.size(); i += 2)
        files.push_back(slices[i].filePath().toStdString());
    const auto found = engine::journey::discover(files, pool, {});
    ASSERT_TRUE(found);
    ASSERT_TRUE((*project)->record(*found));
    for (const auto& entry : (*project)->collection().entries())
        ASSERT_TRUE((*project)->record(engine::journey::Examined{entry.id, "text", 1, 1, {}, {}}));
    const auto done = engine::journey::run(**project, {false, true, false, {}}, pool, {});
    ASSERT_TRUE(done);
    ASSERT_EQ(done->headsExamined, 1);
}

TEST(Heads, areCutAcceptedAndTakenBackByKeys)
{
    if (!QDir{SAFELIGHT_SHARED "/testdata/heads/mr-face-ch2"}.exists())
        GTEST_SKIP() << "the shared test data are not here";
    const QString pictures = qEnvironmentVariable("SAFELIGHT_PICTURES", QDir::currentPath() + "/journey-pictures");
    ASSERT_TRUE(QDir{}.mkpath(pictures));
    QTemporaryDir home;
    engine::pool::Pool pool{app::poolSettings(0)};
    const auto folder = home.filePath("project");
    makeProject(folder.toStdString(), pool);
    MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
    window.resize(1440, 900);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    window.open(folder);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.isQuiet(); }, 60'000));
    window.goTo("faces");
    QFile script{SAFELIGHT_TESTS "/app/heads.keys"};
    ASSERT_TRUE(script.open(QIODevice::ReadOnly));
    Player player{window, pictures};
    EXPECT_EQ(player.play(QString::fromUtf8(script.readAll()).split(QLatin1Char('\n'))).toStdString(), "");
    window.close();
    QTest::qWait(100);
}

}
