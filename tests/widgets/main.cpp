// SPDX-License-Identifier: Apache-2.0
#include "engine/base/start.h"
#include "widgets/look/style.h"

#include <QApplication>

#include <gtest/gtest.h>

int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    if (!engine::startProcess())
        return 1;
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen"); // also while the build asks for the list of tests
    QApplication application{argc, argv};
    widgets::look::loadFonts();
    QApplication::setStyle(new widgets::look::Style{widgets::look::darkTheme()});
    QApplication::setFont(widgets::look::font(widgets::look::Type::Body));
    return RUN_ALL_TESTS();
}
