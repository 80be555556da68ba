// SPDX-License-Identifier: Apache-2.0
#include "widgets/collection/check_words.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <gtest/gtest.h>

namespace {

/// The kinds of doubts that the sources of the engine name.
QSet<QString> kindsOfDoubts()
{
    const QRegularExpression named{
        R"re((?:doubts\.(?:push_back|emplace_back)\([^;]*?|doubt\(kept, |\.doubt = )"([a-z]+(?:-[a-z]+)+)")re"};
    QSet<QString> kinds;
    for (const auto* folder : {"profile", "journey"}) {
        const QDir sources{QStringLiteral(SAFELIGHT_RESOURCES "/../engine/") + folder};
        for (const auto& name : sources.entryList({"*.cpp"})) {
            QFile source{sources.filePath(name)};
            if (!source.open(QIODevice::ReadOnly))
                continue;
            auto found = named.globalMatch(QString::fromUtf8(source.readAll()));
            while (found.hasNext())
                kinds += found.next().captured(1);
        }
    }
    return kinds;
}

TEST(CheckWords, sayInWordsWhatTheRulesSettled)
{
    const auto kinds = kindsOfDoubts();
    ASSERT_GE(kinds.size(), 8);
    for (const auto& kind : kinds) {
        if (kind == QLatin1String("uncertain-text"))
            continue; // a finding of its own
        EXPECT_NE(widgets::collection::ofDoubt(kind.toStdString()), kind) << kind.toStdString();
        EXPECT_FALSE(widgets::collection::whatToDoAboutDoubt(kind.toStdString()).isEmpty()) << kind.toStdString();
    }
}

}
