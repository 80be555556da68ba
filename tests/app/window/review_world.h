// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/journey/project.h"
#include "engine/journey/steps.h"
#include "tests/app/window/player.h"
#include "widgets/review/review_screen.h"
#include "widgets/session/session.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace app::window::test {

using engine::review::Category;
using engine::review::ItemVerdict;
using engine::review::Judgement;

constexpr int volumes = 4;

/// A window on the Review screen of four volumes, a clip and a plate, all of them searched for text and faces already.
class Review : public testing::Test {
protected:
    void SetUp() override
    {
        const auto folder = home.filePath("items");
        const QStringList order{QStringList{"-B", SAFELIGHT_TESTS "/app/window/make_items.py", folder,
                                            QString::number(volumes), "8", "64"} +
                                more};
        if (!QFile::exists("/usr/lib/python3/dist-packages/pydicom") ||
            QProcess::execute("/usr/bin/python3", order) != 0)
            GTEST_SKIP() << "needs python3-pydicom";
        fill(folder);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        window.open(home.filePath("project"));
        ASSERT_TRUE(QTest::qWaitFor([&] { return screen() && window.isQuiet(); }, 60'000));
        pictures = qEnvironmentVariable("SAFELIGHT_PICTURES", QDir::currentPath() + "/review-pictures");
        ASSERT_TRUE(QDir{}.mkpath(pictures));
        window.goTo("review");
        look();
    }

    void fill(const QString& folder)
    {
        auto project = engine::journey::Project::create(home.filePath("project").toStdString(), {}, {});
        ASSERT_TRUE(project);
        const auto found = engine::journey::discover({folder.toStdString()}, pool, {});
        ASSERT_TRUE(found);
        ASSERT_TRUE((*project)->record(*found));
        const auto& collection = (*project)->collection();
        for (const auto& entry : collection.entries())
            ASSERT_TRUE((*project)->record(
                engine::journey::Examined{entry.id, "text", entry.instance.frames, entry.instance.frames, {}, {}}));
        for (const auto* series : collection.nodes(engine::study::Level::Series))
            ASSERT_TRUE((*project)->record(engine::journey::Examined{series->id, "face", 1, 1, {}, {}}));
    }

    widgets::review::ReviewScreen* screen() const { return window.findChild<widgets::review::ReviewScreen*>(); }
    const engine::review::State& state() const { return window.findChild<widgets::session::Session*>()->state(); }

    /// The picture is there and was looked at for half a second: the step is ready.
    void look()
    {
        const bool isThere = QTest::qWaitFor([&] { return isReady(); }, 10'000);
        if (!isThere)
            window.grab().save(pictures + "/failed.png");
        ASSERT_TRUE(isThere) << qPrintable(screen()->bar().said());
    }

    bool isReady() const
    {
        for (const auto* one : screen()->findChildren<QAbstractButton*>())
            if (one->property("primary").toBool())
                return one->isEnabled();
        return false;
    }

    void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }

    /// As if the search had read something on the middle slice of the second volume, and a person had kept it.
    void keepAText(const std::string& reason, const std::string& machine = "phi") const
    {
        auto& session = *window.findChild<widgets::session::Session*>();
        const auto item = session.project().collection().instancesBelow("s2")[4]->id;
        engine::review::Finding finding;
        finding.id = session.project().newFindingId();
        finding.item = item;
        finding.place = "pixel";
        finding.machine = machine;
        finding.box = {4, 4, 36, 8, 1, 1};
        ASSERT_TRUE(session.record(engine::journey::Examined{item, "text", 1, 1, {}, {finding}}));
        ASSERT_TRUE(session.perform(
            engine::review::FindingsDecided{{{finding.id, {engine::review::FindingVerdict::Keep, reason}}}}));
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.isQuiet(); }, 30'000)); // the file is written anew
    }

    widgets::session::Session& session() const { return *window.findChild<widgets::session::Session*>(); }

    Judgement of(const std::string& series) const
    {
        const auto* entry =
            window.findChild<widgets::session::Session*>()->project().collection().instancesBelow(series)[0];
        return state().items.at(entry->id);
    }

    QStringList more; ///< of make_items.py
    QTemporaryDir home;
    QString pictures;
    engine::pool::Pool pool{app::poolSettings(2)};
    MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
};

}
