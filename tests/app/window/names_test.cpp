// SPDX-License-Identifier: Apache-2.0
#include "app/places.h"
#include "app/window/main_window.h"
#include "engine/journey/project.h"
#include "widgets/frame/keys.h"
#include "widgets/frame/screen.h"

#include <QAccessible>
#include <QAction>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace {

using app::window::MainWindow;

const QStringList places{"start",   "collection", "rules",    "text", "faces",  "review",
                         "signoff", "journal",    "settings", "plan", "result", "risk"};

class OpenWindow : public testing::Test {
protected:
    OpenWindow()
    {
        const auto folder = home.filePath("project");
        EXPECT_TRUE(engine::journey::Project::create(folder.toStdString(), {}, {}));
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
        window.open(folder);
        EXPECT_TRUE(QTest::qWaitFor([&] { return !screens().isEmpty() && window.isQuiet(); }, 10'000));
    }

    QList<widgets::frame::Screen*> screens() const { return window.findChildren<widgets::frame::Screen*>(); }

    QTemporaryDir home;
    engine::pool::Pool pool{app::poolSettings(1)};
    MainWindow window{pool, SAFELIGHT_RESOURCES, {}};
};

/// What a person can reach with keys, mouse or a screen reader.
bool isControl(QAccessible::Role role)
{
    static const std::set<QAccessible::Role> roles{
        QAccessible::Button,   QAccessible::CheckBox, QAccessible::RadioButton, QAccessible::EditableText,
        QAccessible::ComboBox, QAccessible::List,     QAccessible::Table,       QAccessible::Graphic,
        QAccessible::MenuItem, QAccessible::MenuBar,  QAccessible::ButtonMenu,  QAccessible::Link};
    return roles.contains(role);
}

void findUnnamed(QAccessibleInterface* one, const QString& above, QStringList& unnamed)
{
    if (!one || one->state().invisible)
        return;
    const auto name = one->text(QAccessible::Name);
    const auto path = above + "/" + QString::number(one->role()) + " " + name;
    if (isControl(one->role()) && name.isEmpty())
        unnamed += path;
    if (one->role() == QAccessible::Table || one->role() == QAccessible::List)
        return; // their cells carry the model's words
    for (int i = 0; i < one->childCount(); ++i)
        findUnnamed(one->child(i), path, unnamed);
}

TEST_F(OpenWindow, namesEveryControlForScreenReaders)
{
    for (const auto& place : places) {
        window.goTo(place);
        QTest::qWait(50);
        QStringList unnamed;
        findUnnamed(QAccessible::queryAccessibleInterface(&window), place, unnamed);
        EXPECT_TRUE(unnamed.isEmpty()) << qPrintable(unnamed.join('\n'));
    }
}

TEST_F(OpenWindow, givesEveryDeedWordsAndATipAndUsesNoKeyTwiceOnAScreen)
{
    std::map<QString, QString> meaning; // key -> deed, over all screens
    for (const auto* screen : screens()) {
        auto actions = screen->deeds();
        for (auto* action : window.actions())
            actions += action;
        std::set<QString> keys;
        for (const auto* action : actions) {
            const auto key = action->shortcut().toString();
            EXPECT_FALSE(action->text().isEmpty()) << qPrintable(action->objectName());
            EXPECT_FALSE(action->toolTip().isEmpty()) << qPrintable(action->objectName());
            if (key.isEmpty())
                continue;
            EXPECT_TRUE(keys.insert(key).second) << qPrintable(screen->name() + ": " + key);
            EXPECT_EQ(meaning.try_emplace(key, action->objectName()).first->second, action->objectName())
                << qPrintable(key);
        }
    }
}

TEST_F(OpenWindow, showsAtMostOneAmberStepAtATime)
{
    for (const auto& place : places) {
        window.goTo(place);
        int amber = 0;
        for (const auto* one : window.findChildren<QWidget*>())
            amber += one->isVisible() && one->property("primary").toBool();
        EXPECT_LE(amber, 1) << qPrintable(place);
    }
}

TEST_F(OpenWindow, keepsItsTitleFreeOfWhatTheProjectHolds)
{
    EXPECT_EQ(window.windowTitle(), "Safelight");
}

}
