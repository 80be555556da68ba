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
        EXPECT_FALSE(widgets::face::ofHead(head, {}).split('\n').contains(code, Qt::CaseInsensitive))
            << code.toStdString();
    }
}

TEST(HeadWords, tellWhatACutTookFromWhatWasThereAndTheSecondDetectorAsAdvice)
{
    engine::face::AssessFace::Answer before;
    before.hits = 29;
    before.found = {"nose-tip", "mouth", "brow-left"};
    before.adviceHits = 33;
    engine::face::CheckCut::Answer checked;
    checked.views = 42;
    checked.found = {"brow-left"};
    EXPECT_EQ(widgets::face::rowsOf(before, checked).size(), 6) << "the second detector is not installed";
    checked.adviceHits = 2;
    checked.adviceViews = 42;

    const auto rows = widgets::face::rowsOf(before, checked);

    ASSERT_EQ(rows.size(), 7);
    EXPECT_EQ(rows[0].right, QString::fromUtf8("29 → 0 of 42"));
    EXPECT_EQ(rows[1].right, QString::fromUtf8("3 → 1"));
    EXPECT_EQ(rows[6].right, QString::fromUtf8("33 → 2 of 42"));
    EXPECT_EQ(rows[6].mark, widgets::look::Mark::None) << "advice neither holds nor fails";
    checked.adviceHits = 42;
    EXPECT_EQ(widgets::face::rowsOf(before, checked)[6].tone, rows[6].tone);
}

TEST(HeadWords, sayOfAPictureThatTellsWhoSomebodyIsWhatItShows)
{
    HeadRecord head;
    head.failure = "photograph";
    engine::review::Finding finding;
    finding.reasons = {"biometric", "eye"};
    EXPECT_TRUE(widgets::face::ofRule(head, finding).contains("eye"));
    EXPECT_TRUE(widgets::face::ofHead(head, finding).contains("eye"));
    EXPECT_FALSE(widgets::face::ofRule(head, {}).contains("eye"));
}

TEST(HeadWords, sayInWordsWhyASeriesIsNoHead)
{
    const auto codes = codesOf("face/volume.cpp", R"re((?:return|Unsupported,|:) "([a-z-]+)")re") +
                       codesOf("face/assess.cpp", R"re(Unsupported, "([a-z-]+)")re") +
                       codesOf("face/skin.cpp", R"re(Unsupported, "([a-z-]+)")re") +
                       codesOf("journey/volume_classes.cpp", R"re(", "([a-z-]+)")re");
    ASSERT_GE(codes.size(), 30);
    for (const auto& code : codes) {
        HeadRecord head;
        head.failure = code.toStdString();
        EXPECT_TRUE(code == "volume" || !widgets::face::ofHead(head, {}).endsWith(": " + code)) << code.toStdString();
    }
}

}
