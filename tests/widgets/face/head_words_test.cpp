// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/head_words.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <gtest/gtest.h>

namespace {

using engine::journey::HeadRecord;

/// Every match of the first group in the sources of the engine.
QStringList codesOf(const QString& file, const QString& pattern)
{
    QFile source{QStringLiteral(SAFELIGHT_RESOURCES "/../engine/") + file};
    if (!source.open(QIODevice::ReadOnly))
        return {};
    QStringList codes;
    auto found = QRegularExpression{pattern}.globalMatch(QString::fromUtf8(source.readAll()));
    while (found.hasNext())
        codes += found.next().captured(1);
    return codes;
}

TEST(HeadWords, sayInWordsWhatTheEngineSaysInCodes)
{
    const auto remarks = codesOf("face/volume.cpp", R"re(remarks\.emplace_back\("([a-z-]+)")re") +
                         codesOf("face/assess.cpp", R"re(reasons\.emplace_back\("([a-z-]+)")re");
    ASSERT_GE(remarks.size(), 8);
    for (const auto& code : remarks) {
        HeadRecord head;
        head.remarks = {code.toStdString()};
        EXPECT_FALSE(widgets::face::ofHead(head).split('\n').contains(code)) << code.toStdString();
    }
}

TEST(HeadWords, sayInWordsWhyASeriesIsNoHead)
{
    const auto codes = codesOf("face/volume.cpp", R"re((?:return|Unsupported,|:) "([a-z-]+)")re") +
                       codesOf("face/assess.cpp", R"re(Unsupported, "([a-z-]+)")re") +
                       codesOf("journey/volume_classes.cpp", R"re(", "([a-z-]+)")re");
    ASSERT_GE(codes.size(), 30);
    for (const auto& code : codes) {
        HeadRecord head;
        head.failure = code.toStdString();
        EXPECT_TRUE(code == "volume" || !widgets::face::ofHead(head).endsWith(": " + code)) << code.toStdString();
    }
}

}
