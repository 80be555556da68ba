// SPDX-License-Identifier: Apache-2.0
#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/release/verify.h"
#include "tests/app/window/player.h"

#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <gtest/gtest.h>

namespace {

using app::window::MainWindow;
using app::window::test::Player;

class Photographs : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(QDir{}.mkpath(pictures));
        QProcess maker;
        maker.start("/usr/bin/python3",
                    {"-B", SAFELIGHT_TESTS "/app/make_photographs.py", home.filePath("wards"), QString::number(count)});
        if (!maker.waitForFinished(60'000) || maker.exitCode() != 0)
            GTEST_SKIP() << "the photographs need python3-pil";
        window.resize(1440, 900);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    }

    void TearDown() override
    {
        window.close();
        QTest::qWait(100);
    }

    void playAndVerify()
    {
        QFile script{SAFELIGHT_TESTS "/app/photographs.keys"};
        ASSERT_TRUE(script.open(QIODevice::ReadOnly));
        ASSERT_EQ(player.play(QString::fromUtf8(script.readAll()).split(QLatin1Char('\n'))).toStdString(), "");
        const QDir documents{QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)};
        const auto releases = documents.entryList({"*-release"}, QDir::Dirs, QDir::Time); // the newest first
        ASSERT_FALSE(releases.isEmpty());
        const auto release = documents.filePath(releases.front());
        const auto verified = engine::release::verify({release.toStdString(), {}, {}, false}, {});
        ASSERT_TRUE(verified);
        EXPECT_EQ(verified->status, "released");
        int images = 0;
        for (QDirIterator all{release + "/images", QDir::Files, QDirIterator::Subdirectories}; all.hasNext();
             all.next())
            ++images;
        EXPECT_EQ(images, count);
    }

    static constexpr int count = 50;
    const QString pictures = qEnvironmentVariable("SAFELIGHT_PICTURES", QDir::currentPath() + "/journey-pictures");
    QTemporaryDir home;
    engine::pool::Pool pool{app::poolSettings(0)};
    MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
    Player player{window, pictures};
};

TEST_F(Photographs, droppedOnTheWindowAreRedactedSignedAndVerified)
{
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(home.filePath("wards"))});
    const auto middle = window.rect().center();
    QDragEnterEvent enter{middle, Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(&window, &enter);
    QDropEvent drop{middle, Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(&window, &drop);

    playAndVerify();
}

TEST_F(Photographs, goTheSameWayWithoutAMouse)
{
    QTest::keyClick(&window, Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(
        QTest::qWaitFor([] { return qobject_cast<QFileDialog*>(QApplication::activeModalWidget()) != nullptr; }));
    auto* dialog = QApplication::activeModalWidget();
    QTest::qWait(300); // its folder is read meanwhile
    QTest::keyClicks(QApplication::focusWidget(), home.filePath("wards"));
    QTest::qWait(300);
    ASSERT_EQ(dialog->findChild<QLineEdit*>("fileNameEdit")->text(), home.filePath("wards"));
    QTest::keyClick(dialog->findChild<QLineEdit*>("fileNameEdit"), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return QApplication::activeModalWidget() != dialog; }));
    window.activateWindow(); // as a window manager does; offscreen there is none
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));

    playAndVerify();
}

}
