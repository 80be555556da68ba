// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/journey/world.h"

#include "engine/journey/maps.h"
#include "engine/journey/overlap.h"

#include <fstream>
#include <sys/stat.h>

namespace engine::journey {

class OneShotTest : public JourneyTest {};

TEST_F(OneShotTest, refusesPlacesInsideOneAnotherAlsoThroughLinks)
{
    const auto in = (m_root / "in").string();
    std::filesystem::create_directories(in + "/deep");
    std::filesystem::create_directory_symlink(in, m_root / "link");
    EXPECT_EQ(checkApart(in + "/out", {in}).error().code, ErrorCode::Overlap);
    EXPECT_EQ(checkApart(in, {in + "/deep"}).error().code, ErrorCode::Overlap);
    EXPECT_EQ(checkApart((m_root / "link" / "out").string(), {in}).error().code, ErrorCode::Overlap);
    EXPECT_EQ(checkApart(in + "/", {in}).error().code, ErrorCode::Overlap);
    EXPECT_TRUE(checkApart(in + "2", {in})) << "a longer name is another folder";
}

TEST_F(OneShotTest, readsBoxesInBothFormsAndLeavesSafeOnes)
{
    const auto boxes = boxesFromJson(R"({"files":[
        {"path":"a.dcm","boxes":[{"x":1,"y":2,"w":3,"h":4,"frames":[2,5],"verdict":"phi"},{"x":9,"y":9,"w":1,"h":1,"verdict":"safe"}]},
        {"sop_uid":"1.2","boxes":[{"x":5,"y":6,"w":7,"h":8}]}]})");
    ASSERT_TRUE(boxes);
    EXPECT_EQ(boxes->at(0).path, "a.dcm");
    EXPECT_EQ(boxes->at(0).boxes, (std::vector<pixels::Box>{{1, 2, 3, 4, 2, 5}}));
    EXPECT_EQ(boxes->at(1).sopUid, "1.2");
    EXPECT_EQ(boxes->at(1).boxes.front().lastFrame, 0) << "all frames";
    EXPECT_FALSE(boxesFromJson(R"({"files":[{"path":"a","boxes":[{"x":1}]}]})"));
    EXPECT_FALSE(boxesFromJson("[]"));
}

TEST_F(OneShotTest, findsTheFileOfABoxByAnySpellingOfItsPathOrByItsUid)
{
    const std::vector<Discovered> found{invented(1), invented(2), invented(3)};
    const std::vector<pixels::Box> box{{1, 2, 3, 4, 1, 1}};
    const auto boxes = boxesFor(
        found, {{"./in/../in/PEARSON_EVA_1.dcm", "", box}, {"elsewhere.dcm", "1.2.3.4.2", box}, {"other.dcm", "", {}}});
    ASSERT_TRUE(boxes);
    EXPECT_EQ(boxes->at(0)->boxes, box);
    EXPECT_EQ(boxes->at(1)->boxes, box);
    EXPECT_FALSE(boxes->at(2)) << "nobody looked at it";
}

TEST_F(OneShotTest, refusesBoxesThatFitNoFileWhileAFileHasNone)
{
    const std::vector<pixels::Box> box{{1, 2, 3, 4, 1, 1}};
    const auto lost = boxesFor({invented(1)}, {{"misspelt.dcm", "", box}});
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, ErrorCode::BadArgument);
    EXPECT_TRUE(boxesFor({invented(1)}, {{"in/PEARSON_EVA_1.dcm", "", box}, {"of_another_run.dcm", "", box}}))
        << "a part of what `text` looked at";
}

TEST_F(OneShotTest, leavesEarlierMapsAsTheyAre)
{
    const auto in = (m_root / "in").string(), maps = (m_root / "maps").string();
    std::filesystem::create_directories(m_root / "maps");
    EXPECT_TRUE(checkPlaces({in}, {}, {}, maps));
    std::ofstream{m_root / "maps" / "uid_map.csv"} << "id_old,id_new";
    EXPECT_EQ(checkPlaces({in}, {}, {}, maps).error().code, ErrorCode::Exists);
}

TEST_F(OneShotTest, makesAKeyOnceAndRefusesOneThatOthersCanRead)
{
    const auto path = (m_root / "key").string();
    const auto first = keyFromFile(path, systemRandom());
    const auto second = keyFromFile(path, systemRandom());
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(std::equal(first->bytes().begin(), first->bytes().end(), second->bytes().begin()));
    ASSERT_EQ(::chmod(path.c_str(), 0644), 0);
    EXPECT_EQ(keyFromFile(path, systemRandom()).error().code, ErrorCode::BadArgument);
}

}
