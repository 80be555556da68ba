// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/head_words.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <gtest/gtest.h>

#include <algorithm>

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

TEST(HeadWords, countSlicesByTheirFramesAndFilesWhereThereIsNoPicture)
{
    engine::study::Entry enhanced, single, contours;
    enhanced.instance.frames = 30;
    single.instance.frames = 1;
    for (auto* one : {&enhanced, &single})
        one->instance.columns = 512, one->instance.rows = 384;
    EXPECT_EQ(widgets::face::ofExtent({&enhanced, &single}, false), "31 slice(s) · 512×384");
    EXPECT_EQ(widgets::face::ofExtent({&enhanced}, true), "1 picture file(s) · 512×384");
    EXPECT_EQ(widgets::face::ofExtent({&contours}, false), "1 file(s)");
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

TEST(HeadWords, tellAFailureThatAPersonTookOnFromOneThatNobodyDid)
{
    using widgets::look::Mark;
    engine::face::CheckCut::Answer checked;
    checked.failures = {"hits", "regions", "share"};
    checked.regions = {{"tumour", 0.4}};
    const auto markOf = [&](const QString& id, const std::set<std::string>& takenOn) {
        const auto rows = widgets::face::rowsOf({}, checked, takenOn);
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.id.startsWith(id); });
        return row == rows.end() ? Mark::None : row->mark;
    };
    for (const auto* id : {"hits", "region ", "share"})
        EXPECT_EQ(markOf(id, {}), Mark::Identity) << id;
    EXPECT_EQ(markOf("hits", {"hits", "regions"}), Mark::Skip);
    EXPECT_EQ(markOf("region ", {"hits", "regions"}), Mark::Skip);
    EXPECT_EQ(markOf("share", {"hits", "regions"}), Mark::Identity);
    EXPECT_EQ(markOf("brain", {"hits", "regions"}), Mark::Clean);
    for (const auto& row : widgets::face::rowsOf({}, checked, {"hits", "regions", "share"}))
        EXPECT_NE(row.tone, widgets::look::Role::Red) << row.title.toStdString();

    const auto words =
        widgets::face::ofTakenOn({{}, {"hits"}, "more cannot be cut away"}, QStringLiteral("Rita Reader"));
    EXPECT_TRUE(words.startsWith("Rita Reader")) << words.toStdString();
    EXPECT_TRUE(words.contains("the detector still sees a face") && words.contains("more cannot be cut away"));
    EXPECT_TRUE(widgets::face::ofTakenOn({}, {}).isEmpty());
}

TEST(HeadWords, sayForWhomThatLeavesWhichIsKept)
{
    engine::review::Finding head, eye;
    eye.reasons = {"biometric", "eye"};
    const auto said = [](const engine::review::Finding& finding, const char* reason, bool isForbidden = false) {
        return widgets::face::ofKept(finding, reason, isForbidden);
    };
    EXPECT_TRUE(said(head, "face-kept").startsWith("For named people only"));
    EXPECT_TRUE(said(eye, "face-kept; the person agreed").startsWith("For named people only"));
    EXPECT_TRUE(said(eye, "face-kept; the person agreed").contains("the person agreed"));
    EXPECT_TRUE(said(head, "no-face").startsWith("Goes into the release"));
    EXPECT_TRUE(said(eye, "no-face; a phantom").startsWith("Goes into the release"));
    EXPECT_TRUE(said(eye, "no-face; a phantom").contains("a phantom"));
    EXPECT_TRUE(said(head, "face-kept", true).contains("policy"));
    EXPECT_FALSE(said(head, "no-face", true).contains("policy"));
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
