// SPDX-License-Identifier: Apache-2.0
#include "widgets/frame/action_bar.h"
#include "widgets/session/project_screen.h"
#include "widgets/session/thumbs.h"

#include <QAction>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <atomic>

namespace {

using engine::journey::Project;
using namespace widgets;

/// Counts what its keys do.
class Counting : public session::ProjectScreen {
public:
    explicit Counting(const session::Desk& desk) : ProjectScreen{QStringLiteral("counting"), {}, desk}
    {
        m_deed = add(frame::Deed::Pass, {QStringLiteral("Count"), {}}, [this] { ++count; });
        setFocusPolicy(Qt::StrongFocus);
    }
    void trigger() { m_deed->trigger(); }

    int count = 0, moved = 0;

protected:
    void refresh() override {}
    void goBy(int items) override { moved += items; }

private:
    QAction* m_deed;
};

TEST(LentSession, saysWhyNoKeyDoesAnythingUntilTheProjectIsBack)
{
    QTemporaryDir home;
    auto project = Project::create(home.filePath("project").toStdString(), {}, {});
    ASSERT_TRUE(project);
    engine::pool::Pool pool{{SAFELIGHT_PROGRAMS, SAFELIGHT_RESOURCES, "eng", 1, {}}};
    jobs::Jobs jobs;
    session::Session session{std::move(*project)};
    session::Thumbs thumbs{jobs, pool};
    Counting screen{{session, jobs, pool, thumbs}};
    std::atomic<bool> mayEnd = false;
    session.lend<int>(
        jobs, QStringLiteral("Adding to the project"),
        [&](Project&, const engine::Progress&) {
            while (!mayEnd)
                QThread::msleep(1);
            return 0;
        },
        [](int) {});

    screen.trigger();
    EXPECT_EQ(screen.count, 0);
    EXPECT_TRUE(screen.bar().said().startsWith("Adding to the project")) << screen.bar().said().toStdString();
    screen.bar().hush();
    QTest::keyClick(&screen, Qt::Key_Right);
    EXPECT_EQ(screen.moved, 0);
    EXPECT_TRUE(screen.bar().said().startsWith("Adding to the project")) << screen.bar().said().toStdString();

    mayEnd = true;
    ASSERT_TRUE(QTest::qWaitFor([&] { return !session.isLent(); }));
    screen.trigger();
    QTest::keyClick(&screen, Qt::Key_Right);
    EXPECT_EQ(screen.count, 1);
    EXPECT_EQ(screen.moved, 1);
    EXPECT_TRUE(screen.bar().said().isEmpty() || !screen.bar().said().startsWith("Adding"));
}

}
