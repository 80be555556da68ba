// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/text_findings.h"

#include <gtest/gtest.h>

#include <set>

namespace engine::journey {

namespace {

std::set<review::FindingId> idsOf(const TextFindings& findings)
{
    std::set<review::FindingId> ids;
    for (const auto& one : findings.all())
        ids.insert(one.id);
    return ids;
}

TextFindings unreadAt(const std::vector<pixels::Box>& boxes, const std::string& reason)
{
    TextFindings findings{"i1"};
    for (const auto& box : boxes)
        findings.takeUnread(box, reason);
    return findings;
}

text::FoundText textAt(const pixels::Box& box)
{
    text::FoundText found;
    found.box = box;
    found.reasons = {"unread"};
    return found;
}

}

TEST(TextFindings, tellsWhatNobodyCanReadAndProposesToKeepIt)
{
    TextFindings findings{"i1"};
    findings.takeUnread({10, 20, 200, 150, 1, 1}, unreadRegion);
    ASSERT_EQ(findings.all().size(), 1U);
    const auto& one = findings.all().front();
    EXPECT_TRUE(review::isUnreadRegion(one));
    EXPECT_EQ(one.proposed, review::FindingVerdict::Keep) << "not blanked until somebody says so";
    EXPECT_EQ(one.item, "i1");
    EXPECT_EQ(one.reasons, std::vector<std::string>{unreadRegion});
}

TEST(TextFindings, joinsAnUnreadPlaceWithTheSameInTheNextFrame)
{
    auto findings =
        unreadAt({{10, 20, 200, 150, 1, 1}, {12, 20, 200, 152, 2, 2}, {80, 20, 100, 150, 3, 3}}, unreadRegion);
    ASSERT_EQ(findings.all().size(), 2U);
    EXPECT_EQ(findings.all().front().box, (pixels::Box{10, 20, 202, 152, 1, 2}));
    findings.stayUntil(0, 9);
    EXPECT_EQ(findings.all().front().box.lastFrame, 9);
}

TEST(TextFindings, tellsAnUnreadPlaceOnceThatALaterLookSeesALittleLarger)
{
    // The brightest of some frames, then the median of all, of one letter 180 pixels wide.
    const auto findings = unreadAt({{244, 164, 177, 155, 2, 21}, {237, 159, 190, 164, 1, 30}}, unreadRegion);
    ASSERT_EQ(findings.all().size(), 1U);
    EXPECT_EQ(findings.all().front().box, (pixels::Box{237, 159, 190, 164, 1, 30}));
}

TEST(TextFindings, joinsEdgesOfNeighbouringFramesWhereverTheyLie)
{
    const auto findings =
        unreadAt({{10, 20, 30, 10, 1, 1}, {80, 90, 30, 10, 2, 2}, {80, 90, 30, 10, 4, 4}}, unreadEdges);
    ASSERT_EQ(findings.all().size(), 2U);
    EXPECT_EQ(findings.all().front().box, (pixels::Box{10, 20, 100, 80, 1, 2}));
}

TEST(TextFindings, neverHidesATextInAnUnreadPlaceThere)
{
    const pixels::Box box{10, 20, 200, 150, 1, 1};
    for (const bool isTextFirst : {false, true}) {
        TextFindings findings{"i1"};
        if (isTextFirst)
            findings.take(textAt(box));
        findings.takeUnread(box, unreadRegion);
        if (!isTextFirst)
            findings.take(textAt(box));
        ASSERT_EQ(findings.all().size(), 2U);
        EXPECT_NE(findings.all()[0].id, findings.all()[1].id);
        const auto& text = findings.all()[isTextFirst ? 0 : 1];
        EXPECT_EQ(text.proposed, review::FindingVerdict::Remove);
        EXPECT_FALSE(review::isUnreadRegion(text));
    }
}

TEST(TextFindings, tellsEveryTextThatIsReadAtOnePlace)
{
    const auto read = [](const std::string& text, double confidence, int frame) {
        auto found = textAt({10, 20, 160, 26, frame, frame});
        found.text = text;
        found.confidence = confidence;
        return found;
    };
    TextFindings findings{"i1"};
    findings.take(read("GAIN XQ7 BETA", 0.92, 1));
    findings.take(read("GAIN X07 BETA", 0.95, 2)); // the same, read a little otherwise
    findings.take(read("MARLOW PETRE", 0.91, 3));
    findings.take(read("7:+*", 0.2, 4)); // nobody can read it
    ASSERT_EQ(findings.all().size(), 1U);
    EXPECT_EQ(findings.all().front().text, "GAIN X07 BETA | MARLOW PETRE") << "who keeps one keeps the other";
    findings.take(read("SOUTH HOSPITAL", 0.97, 5));
    EXPECT_EQ(findings.all().front().text, "SOUTH HOSPITAL | GAIN X07 BETA | MARLOW PETRE");
    for (const auto* other : {"FIRST WARD", "KEENE", "LONDON BRIDGE"})
        findings.take(read(other, 0.8, 6));
    EXPECT_EQ(findings.all().front().text, "SOUTH HOSPITAL | GAIN X07 BETA | MARLOW PETRE | FIRST WARD | …");
}

TEST(TextFindings, tellsANameThatStandsBehindTheSameWords)
{
    const auto textOf = [](const std::vector<std::pair<std::string, double>>& readings) {
        TextFindings findings{"i1"};
        int frame = 0;
        for (const auto& [text, confidence] : readings) {
            ++frame;
            auto found = textAt({10, 20, 160, 26, frame, frame});
            found.text = text;
            found.confidence = confidence;
            findings.take(found);
        }
        EXPECT_EQ(findings.all().size(), 1U);
        return findings.all().front().text;
    };
    EXPECT_EQ(textOf({{"ROOM 3 WARD B", 0.95}, {"ROOM 3 WARD B LEE", 0.9}}), "ROOM 3 WARD B | ROOM 3 WARD B LEE");
    EXPECT_EQ(textOf({{"ROOM 3 WARD B LEE", 0.95}, {"ROOM 3 WARD B", 0.9}}), "ROOM 3 WARD B LEE") << "nothing new";
    EXPECT_EQ(textOf({{"DOE", 0.95}, {"ROE", 0.9}}), "DOE | ROE") << "short ones differ by a letter";
    EXPECT_EQ(textOf({{"ROOM 3", 0.95}, {"MARLOW", 0.4}}), "ROOM 3 | …") << "there is more, whatever it is";
    EXPECT_EQ(textOf({{"ROOM 3", 0.95}, {"MARLOW", 0.4}, {"PETRE", 0.9}}), "ROOM 3 | PETRE | …");
}

TEST(TextFindings, joinsNothingOverPagesOfDifferentSizes)
{
    TextFindings findings{"i1"};
    findings.take(textAt({420, 450, 200, 26, 1, 1}));
    findings.takeUnread({10, 20, 200, 150, 1, 1}, unreadRegion);
    findings.takeUnread({300, 400, 200, 30, 1, 1}, unreadEdges);
    findings.part();
    findings.take(textAt({420, 448, 196, 26, 2, 2}));
    findings.takeUnread({10, 20, 200, 150, 2, 2}, unreadRegion);
    findings.takeUnread({30, 100, 200, 30, 2, 2}, unreadEdges);
    ASSERT_EQ(findings.all().size(), 6U) << "a box over both reaches outside the smaller page";
    EXPECT_EQ(idsOf(findings).size(), 6U);
    EXPECT_EQ(findings.all().back().box, (pixels::Box{30, 100, 200, 30, 2, 2}));
}

TEST(TextFindings, neverGivesTwoFindingsOneName)
{
    TextFindings texts{"i1"}, unread{"i1"};
    const pixels::Box box{10, 20, 100, 20, 1, 1};
    for (int frame = 1; frame <= 3; ++frame) { // grows until it is no longer at one place with the first
        auto grown = box;
        grown.width += 8 * (frame - 1);
        grown.firstFrame = grown.lastFrame = frame;
        texts.take(textAt(grown));
        unread.takeUnread(grown, unreadRegion);
    }
    texts.take(textAt({10, 20, 100, 20, 1, 3}));
    unread.takeUnread({10, 20, 100, 20, 1, 3}, unreadRegion);
    for (const auto* findings : {&texts, &unread}) {
        EXPECT_EQ(idsOf(*findings).size(), findings->all().size());
        EXPECT_EQ(findings->all().front().box, (pixels::Box{10, 20, 116, 20, 1, 3}));
    }
}

}
