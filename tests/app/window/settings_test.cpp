// SPDX-License-Identifier: Apache-2.0
#include "app/window/settings.h"

#include <QCheckBox>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using app::window::readChoices;
using app::window::writeChoices;
using widgets::settings::Choices;
using widgets::settings::SettingsScreen;

namespace {

QCheckBox* boxOf(const SettingsScreen& screen, const QString& language)
{
    const auto boxes = screen.findChildren<QCheckBox*>();
    const auto found =
        std::find_if(boxes.begin(), boxes.end(), [&](const QCheckBox* one) { return one->text() == language; });
    return found == boxes.end() ? nullptr : *found;
}

}

TEST(Settings, keepTheLanguagesOfTheSecondReader)
{
    const QTemporaryDir folder;
    QSettings store{folder.filePath("settings.ini"), QSettings::IniFormat};
    EXPECT_EQ(readChoices(store).readerLanguages, QStringList{"eng"});

    SettingsScreen screen{readChoices(store), {"deu", "eng", "rus"}};
    QObject::connect(&screen, &SettingsScreen::changed, [&](const Choices& choices) { writeChoices(store, choices); });
    ASSERT_TRUE(boxOf(screen, "eng") && boxOf(screen, "deu"));
    EXPECT_TRUE(boxOf(screen, "eng")->isChecked());
    EXPECT_FALSE(boxOf(screen, "deu")->isChecked());
    boxOf(screen, "deu")->click();
    EXPECT_EQ(readChoices(store).readerLanguages, (QStringList{"deu", "eng"}));
    boxOf(screen, "eng")->click();
    boxOf(screen, "deu")->click();
    EXPECT_TRUE(readChoices(store).readerLanguages.isEmpty()) << "which is English at the next start";
    EXPECT_EQ(readChoices(store).sizePercent, 100) << "nothing else changed";
}

TEST(Settings, offerTheLanguagesThatAreInstalled)
{
    EXPECT_TRUE(app::window::installedReaders().contains("eng"));
    EXPECT_FALSE(app::window::installedReaders().contains("osd")) << "no language";
}
