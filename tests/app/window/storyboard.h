// SPDX-License-Identifier: Apache-2.0
#pragma once

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
#include <QMimeData>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace app::window::test {

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
            if (HasFatalFailure())
                return;
            presses += line.startsWith("key ") || line.startsWith("click ") ? 1 : 0;
            ASSERT_EQ(player.play({line}).toStdString(), "");
        }
    }

    /// What is pressed to look at images is not counted here.
    void onImages(const QStringList& lines)
    {
        if (HasFatalFailure())
            return;
        ASSERT_EQ(player.play(lines).toStdString(), "");
    }

    widgets::review::ReviewScreen* review() const { return window.findChild<widgets::review::ReviewScreen*>(); }
    widgets::session::Session& session() const { return *window.findChild<widgets::session::Session*>(); }
    const engine::journey::Project& project() const { return session().project(); }

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

    /// What a reader pressed, an item: `clean` where it was passed, `leaks` where something else was said of it.
    struct Strokes {
        std::vector<int> clean, leaks;
        static int most(const std::vector<int>& of) { return of.empty() ? 0 : *std::max_element(of.begin(), of.end()); }
    };

    /// Judges until everything is. `seen` is told what the project calls the item and says which keys a person presses
    /// who has looked at it, none: Space, as often as there is more to look at.
    Strokes readAll(const std::function<QStringList(const std::string& item)>& seen = {})
    {
        Strokes strokes;
        int pressed = 0;
        while (review()->share() < 1 && pressed < 20 && !HasFatalFailure()) {
            look();
            const auto before = review()->share();
            const auto keys = seen ? seen(session().position()) : QStringList{};
            for (const auto& key : keys.isEmpty() ? QStringList{QStringLiteral("Space")} : keys) {
                EXPECT_EQ(player.play({"key " + key}).toStdString(), "");
                ++pressed;
            }
            if (review()->share() <= before)
                continue;
            (keys.isEmpty() ? strokes.clean : strokes.leaks).push_back(pressed);
            pressed = 0;
        }
        EXPECT_LT(pressed, 20) << "nothing moves: " << qPrintable(review()->bar().said());
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

}
