// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/picture_faces.h"
#include "engine/journey/run.h"
#include "engine/journey/sign.h"
#include "engine/journey/text_findings.h"
#include "tests/engine/face/drawn_face.h"
#include "tests/engine/journey/world.h"

#include <algorithm>
#include <fstream>

namespace engine::journey {

namespace {

constexpr int width = 400, height = 300, size = 200;

void put(std::ofstream& file, std::uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        file.put(static_cast<char>(value >> (8 * i) & 0xFF));
}

/// A picture of 24 bits, from the bottom row up (BITMAPINFOHEADER).
void writeBmp(const std::string& path, const Bytes& grey)
{
    constexpr std::uint32_t header = 54;
    std::ofstream file{path, std::ios::binary};
    file << "BM";
    for (const auto value :
         {header + 3U * width * height, 0U, header, 40U, std::uint32_t{width}, std::uint32_t{height}})
        put(file, value, 4);
    put(file, 1, 2);
    put(file, 24, 2);
    for (int i = 0; i < 6; ++i)
        put(file, 0, 4);
    for (int y = height - 1; y >= 0; --y) {
        for (int x = 0; x < width; ++x)
            put(file, grey[static_cast<std::size_t>(y * width + x)] * 0x010101U, 3);
    }
}

/// A project of one photograph of nobody, looked through.
class PictureFaces : public JourneyTest {
protected:
    void SetUp() override
    {
        JourneyTest::SetUp();
        Bytes grey(std::size_t{width} * height, 90);
        drawn::paste(grey, width, 100, 50, size);
        const auto path = (m_root / "picture.bmp").string();
        writeBmp(path, grey);
        m_project = *Project::create(folder(), {}, {});
        const auto found = discover({path}, m_pool, {});
        ASSERT_TRUE(found);
        ASSERT_TRUE(m_project->record(*found));
        ASSERT_EQ(search(), 1);
        m_item = m_project->collection().entries().front().id;
    }

    /// How many pictures were looked through.
    int search()
    {
        const auto done = run(*m_project, {true, false, false, "quick"}, m_pool, {});
        EXPECT_TRUE(done) << done.error().where;
        return done ? done->textExamined : -1;
    }

    /// As a build that searched in another way has left it.
    void leaveAsBefore(bool isFaceKnown)
    {
        auto before = *m_project->examination(m_item, "text");
        before.faceSearch = 0;
        if (!isFaceKnown) {
            before.facesLooked = 0;
            std::erase_if(before.findings, review::isFaceBox);
        }
        before.layersNotShown = {"overlay:6000"}; // of the search for text, which is not done again
        EXPECT_TRUE(m_project->record(before));
    }

    std::size_t faces() const
    {
        const auto& findings = m_project->examination(m_item, "text")->findings;
        return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), review::isFaceBox));
    }

    pool::Pool m_pool{{SAFELIGHT_PROGRAMS, SAFELIGHT_RESOURCES, "eng", 1, {}}};
    std::unique_ptr<Project> m_project;
    std::string m_item;
};

}

TEST_F(PictureFaces, areSearchedOnceMoreInWhatAnEarlierBuildSearchedForTextAlone)
{
    ASSERT_EQ(faces(), 1U);
    EXPECT_EQ(search(), 0) << "nothing is due";

    leaveAsBefore(false);
    ASSERT_EQ(faces(), 0U);
    EXPECT_FALSE(m_project->isExamined(m_item, "text"));

    EXPECT_EQ(search(), 1);
    EXPECT_EQ(faces(), 1U);
    EXPECT_EQ(m_project->examination(m_item, "text")->facesLooked, 1);
    EXPECT_EQ(m_project->examination(m_item, "text")->layersNotShown.size(), 1U) << "what was read stays";
    EXPECT_TRUE(m_project->isExamined(m_item, "text"));
    EXPECT_EQ(search(), 0);
}

TEST_F(PictureFaces, areAskedAboutOnceAlsoWhereTheirFeaturesLookWritten)
{
    auto before = *m_project->examination(m_item, "text");
    const auto face = std::find_if(before.findings.begin(), before.findings.end(), review::isFaceBox)->box;
    TextFindings unread{m_item};
    unread.takeUnread({face.x + 20, face.y + 30, face.width - 40, face.height - 50, 1, 1}, unreadRegion);
    unread.takeUnread({0, 0, 90, 80, 1, 1}, unreadRegion);
    before.findings = unread.given();
    before.faceSearch = 0;
    ASSERT_TRUE(m_project->record(before));

    EXPECT_EQ(search(), 1);
    const auto& found = m_project->examination(m_item, "text")->findings;
    ASSERT_EQ(found.size(), 2U);
    EXPECT_TRUE(review::isUnreadRegion(found[0]));
    EXPECT_EQ(found[0].box.x, 0) << "beside the face";
    EXPECT_TRUE(review::isFaceBox(found[1]));
}

TEST_F(PictureFaces, tellOfAnUnreadPlaceThatStaysOnceSomebodyHasSaidSo)
{
    auto before = *m_project->examination(m_item, "text");
    TextFindings unread{m_item};
    unread.takeUnread({0, 0, 90, 80, 1, 1}, unreadRegion);
    before.findings.push_back(unread.all().front());
    ASSERT_TRUE(m_project->record(before));
    ASSERT_TRUE(run(*m_project, {true, true, true, "quick"}, m_pool, {}));
    const auto unreadKept = [&] {
        const auto report = reportAsItStands(*m_project, "json", {}, "public");
        EXPECT_TRUE(report);
        return report ? Json::parse(textOf(*report))["boxes"]["unread_kept"].get<int>() : -1;
    };
    EXPECT_EQ(unreadKept(), 0) << "nobody has looked";
    ASSERT_TRUE(
        m_project->perform(review::FindingsDecided{{{unread.all().front().id, {review::FindingVerdict::Keep, {}}}}}));
    ASSERT_TRUE(run(*m_project, {true, true, true, "quick"}, m_pool, {}));
    EXPECT_EQ(unreadKept(), 1);
}

TEST_F(PictureFaces, thatWereDecidedStayDecidedAndGetNoSecondBox)
{
    const auto found = m_project->examination(m_item, "text")->findings;
    const auto face = *std::find_if(found.begin(), found.end(), review::isFaceBox);
    ASSERT_TRUE(m_project->perform(review::FindingsDecided{{{face.id, {review::FindingVerdict::Keep, "no-face"}}}}));
    const auto known = m_project->state().findings.size();

    leaveAsBefore(true);
    auto moved = *m_project->examination(m_item, "text"); // an earlier one saw it a little elsewhere
    for (auto& one : moved.findings)
        one.box.x += review::isFaceBox(one) ? 3 : 0;
    ASSERT_TRUE(m_project->record(moved));

    EXPECT_EQ(search(), 1);
    EXPECT_EQ(faces(), 1U);
    EXPECT_EQ(m_project->state().findings.size(), known);
    EXPECT_EQ(m_project->state().decisions.at(face.id).reason, "no-face");
}

}
