// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/journey/project.h"
#include "tests/app/window/player.h"

#include <QAction>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace app::window::test {

/// An image without a file behind it: number 7 is alone in series "1.2.3.7".
inline engine::journey::Discovered invented(int number, const std::string& modality)
{
    const auto name = std::to_string(number);
    engine::journey::Discovered found;
    found.source = {"/in/" + name + ".dcm", -1, "in/" + name + ".dcm", "digest" + name};
    auto& instance = found.instance;
    instance.kind = engine::study::FileKind::Dicom;
    instance.sopInstanceUid = "1.2.3.4." + name;
    instance.patientId = "P" + std::to_string(number % 20);
    instance.studyUid = "1.2." + std::to_string(number % 20);
    instance.seriesUid = "1.2.3." + name;
    instance.instanceNumber = number;
    instance.modality = modality;
    instance.sopClassUid = modality == "US" ? "1.2.840.10008.5.1.4.1.1.6.1" : "1.2.840.10008.5.1.4.1.1.2";
    instance.manufacturer = "ACME";
    instance.model = modality == "US" ? "Sono 3" : "Scan 9";
    instance.frames = 1;
    instance.rows = instance.columns = 100;
    return found;
}

/// Candidates as `run` would have written them, without their files.
inline void writeCandidates(engine::journey::Project& project)
{
    for (const auto& item : project.staleCandidates()) {
        const auto order = project.orderFor(item);
        ASSERT_TRUE(order);
        const auto& instance = project.collection().entry(item)->instance;
        engine::journey::Candidate candidate{order->item, order->stamp, {}, {}};
        candidate.written.pseudonym = "SL-" + instance.patientId;
        candidate.written.studyUid = "2.25.1" + instance.studyUid;
        candidate.written.seriesUid = "2.25.2" + instance.seriesUid;
        candidate.written.sopInstanceUid = "2.25.3" + instance.sopInstanceUid;
        ASSERT_TRUE(project.record(candidate));
    }
}

/// As if the checks had found nothing: Review and Sign-off are open then.
inline void examine(engine::journey::Project& project)
{
    for (const auto& entry : project.collection().entries())
        ASSERT_TRUE(project.record(engine::journey::Examined{entry.id, "text", 1, 1, {}, {}}));
}

/// A window on a project of images that are not there: series of one CT or ultrasound image each.
class WindowOnInvented : public testing::Test {
protected:
    std::string folder() const { return home.filePath("project").toStdString(); }

    std::unique_ptr<engine::journey::Project> projectOf(int scans, int sonos)
    {
        auto made = engine::journey::Project::create(folder(), {}, {engine::systemRandom(), [this] { return time(); }});
        EXPECT_TRUE(made);
        std::vector<engine::journey::Discovered> found;
        for (int i = 1; i <= scans + sonos; ++i)
            found.push_back(invented(i, i <= scans ? "CT" : "US"));
        EXPECT_TRUE((*made)->record(found));
        return std::move(*made);
    }

    /// Each look at the clock is six seconds after the one before.
    std::string time()
    {
        const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
        m_seconds += 6;
        return "2026-01-02T10:" + two(m_seconds / 60 % 60) + ':' + two(m_seconds % 60) + "+01:00";
    }

    void open(std::unique_ptr<engine::journey::Project> made)
    {
        made.reset();
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        window.open(QString::fromStdString(folder()));
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.findChild<widgets::frame::Rail*>()->isVisible(); }, 10'000));
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.isQuiet(); }, 20'000));
    }

    void play(const QStringList& lines)
    {
        ASSERT_EQ(player.play(lines).toStdString(), "");
        QTest::qWait(150); // what gathers changes waits for 120 ms
        ASSERT_TRUE(QTest::qWaitFor([&] { return window.isQuiet(); }, 20'000));
    }

    /// What is on disk, once the window let go of it.
    std::unique_ptr<engine::journey::Project> closed()
    {
        window.findChild<QAction*>("close")->trigger();
        QTest::qWait(50);
        auto opened = engine::journey::Project::open(folder(), {}, {});
        EXPECT_TRUE(opened);
        return std::move(*opened);
    }

    QTemporaryDir home;
    engine::pool::Pool pool{app::poolSettings(1)};
    MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
    Player player{window, QDir::currentPath()};

private:
    int m_seconds = 0;
};

}
