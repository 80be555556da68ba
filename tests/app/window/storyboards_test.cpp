// SPDX-License-Identifier: Apache-2.0
// The storyboards of a small collection and of a curator's sample, from the drop to a verified release, with what a
// person presses counted.
#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/release/verify.h"
#include "tests/app/window/player.h"
#include "widgets/review/review_screen.h"
#include "widgets/session/session.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <cstdio>

namespace {

using app::window::MainWindow;
using app::window::test::Player;
using engine::review::ItemVerdict;

/// A window, and what was pressed in it, by the place where it was.
class Storyboard : public testing::Test {
protected:
    void SetUp() override
    {
        pictures = qEnvironmentVariable("SAFELIGHT_PICTURES", QDir::currentPath() + "/storyboard-pictures");
        ASSERT_TRUE(QDir{}.mkpath(pictures));
        window.show();
        window.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    }

    void drop(const QString& folder)
    {
        QMimeData dropped;
        dropped.setUrls({QUrl::fromLocalFile(folder)});
        QDragEnterEvent enters{{}, Qt::CopyAction, &dropped, Qt::LeftButton, {}};
        QApplication::sendEvent(&window, &enters);
        ASSERT_TRUE(enters.isAccepted());
        QDropEvent drops{QPointF{200, 200}, Qt::CopyAction, &dropped, Qt::LeftButton, {}};
        QApplication::sendEvent(&window, &drops);
    }

    /// Keys and clicks count; words that are typed do not, nor does waiting.
    void play(const QStringList& lines)
    {
        for (const auto& line : lines) {
            presses += line.startsWith("key ") || line.startsWith("click ") ? 1 : 0;
            ASSERT_EQ(player.play({line}).toStdString(), "");
        }
    }

    widgets::review::ReviewScreen* review() const { return window.findChild<widgets::review::ReviewScreen*>(); }
    const engine::journey::Project& project() const
    {
        return window.findChild<widgets::session::Session*>()->project();
    }

    /// The amber step of Review is alive: what is there was looked at.
    void look() const
    {
        ASSERT_TRUE(QTest::qWaitFor(
            [&] {
                for (const auto* one : review()->findChildren<QAbstractButton*>())
                    if (one->property("primary").toBool())
                        return one->isEnabled();
                return false;
            },
            30'000))
            << qPrintable(review()->bar().said());
    }

    /// Space until everything is judged; how many strokes each item took.
    std::vector<int> passAll()
    {
        std::vector<int> strokes{0};
        while (review()->share() < 1 && strokes.back() < 20 && !HasFatalFailure()) {
            look();
            const auto before = review()->share();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
            ++strokes.back();
            if (review()->share() > before)
                strokes.push_back(0);
        }
        strokes.pop_back();
        return strokes;
    }

    void expectVerified(const QString& folder)
    {
        const auto verified = engine::release::verify({folder.toStdString(), {}, {}, false}, {});
        ASSERT_TRUE(verified) << qPrintable(folder);
        EXPECT_EQ(verified->status, "released");
        EXPECT_EQ(verified->fault, "");
        EXPECT_GT(verified->filesChecked, 0U);
    }

    QString make(int volumes)
    {
        const auto folder = home.filePath("items");
        const QStringList order{
            "-B", SAFELIGHT_TESTS "/app/window/make_items.py", folder, QString::number(volumes), "4", "64"};
        return QProcess::execute("/usr/bin/python3", order) == 0 ? folder : QString{};
    }

    /// The tail of both: who signs, and the certificate. By keys alone.
    const QStringList toSign{"until \"What you sign\" 20",
                             "until \"all 7 hold\" 120",
                             "type Ines Albrecht",
                             "key Tab",
                             "type Data steward",
                             "key Tab",
                             "key Tab",
                             "type correct horse battery",
                             "key Ctrl+Return",
                             "until \"Certificate\" 180",
                             "until \"The signature holds\" 120"};

    QTemporaryDir home;
    QString pictures;
    int presses = 0;
    engine::pool::Pool pool{app::poolSettings(0)};
    MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
    Player player{window, QDir::currentPath()};
};

TEST_F(Storyboard, ofASmallCollectionTakesTwelveClicksFromTheDropToTheRelease)
{
    constexpr int patients = 20;
    const auto folder = make(patients - 2); // and one each with a clip and a radiograph
    if (folder.isEmpty())
        GTEST_SKIP() << "needs python3-pydicom";
    drop(folder);
    play({"until \"Start checks\" 60", "click Start checks", "until \"Go to Rules\" 20", "click Go to Rules",
          "until \"PS3.15 2026d\" 20", "until \"Looking for text\" 120", "quiet \"Looking for text\" 600",
          "quiet \"Writing files\" 300"});
    EXPECT_EQ(project().collection().nodes(engine::study::Level::Patient).size(), std::size_t(patients));
    play({"click Go to Text", "rest 1000", "picture storyboard-b-text"});
    ASSERT_EQ(player // what was found is looked at image by image
                  .play({"repeat \"Go to \" 60", "    key Shift+A", "    rest 700", "    key Space"})
                  .toStdString(),
              "");
    play({"key Ctrl+5"});
    play({"quiet \"Writing files\" 300"});
    const auto strokes = passAll();
    window.grab().save(pictures + "/storyboard-b-review.png");
    ASSERT_EQ(strokes.size(), std::size_t(patients));
    EXPECT_EQ(std::count(strokes.begin(), strokes.end(), 1), patients - 2) << "a volume takes one stroke";
    EXPECT_EQ(*std::max_element(strokes.begin(), strokes.end()), 2) << "two pages of a clip; a plate, then the whole";
    play({"click Go to Sign-off"});
    play(toSign);
    std::printf("%d clicks and keys outside the review of images\n", presses);
    EXPECT_LE(presses, 12);
    window.grab().save(pictures + "/storyboard-b-signed.png");
}

}
