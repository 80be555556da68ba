// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/steps.h"

#include <gtest/gtest.h>

namespace engine::journey {

namespace {

/// An axial stack of a scanner's field of view, `count` slices 2 mm apart.
std::vector<study::Entry> stack(int count, const std::string& modality)
{
    std::vector<study::Entry> entries;
    for (int i = 0; i < count; ++i) {
        study::Entry entry;
        entry.id = "i" + std::to_string(i + 1);
        auto& instance = entry.instance;
        instance.modality = modality;
        instance.seriesUid = "1.2.3";
        instance.frameOfReferenceUid = "1.2.9";
        instance.frames = 1;
        instance.rows = instance.columns = 128;
        instance.samplesPerPixel = 1;
        instance.bitsStored = 12;
        instance.photometric = "MONOCHROME2";
        instance.instanceNumber = i + 1;
        instance.geometry = {true, {-128, -128, 2. * i}, {1, 0, 0, 0, 1, 0}, {2, 2}, 2};
        entries.push_back(entry);
    }
    return entries;
}

}

TEST(ExamineFace, asksAPersonAboutEveryVolumeWhateverItsHeaderSays)
{
    auto series = stack(60, "CT");
    for (auto& entry : series)
        entry.instance.bodyPart = "ABDOMEN";
    const auto examined = examineFace("s1", series);
    ASSERT_EQ(examined.findings.size(), 1U);
    EXPECT_EQ(examined.findings.front().kind, review::FindingKind::Face);
    EXPECT_EQ(examined.findings.front().proposed, review::FindingVerdict::Remove);
    EXPECT_EQ(examined.findings.front().id, examineFace("s1", series).findings.front().id) << "the id is stable";
}

TEST(ExamineFace, saysWhyASeriesMakesNoVolume)
{
    EXPECT_EQ(examineFace("s1", stack(3, "CT")).reason, "too-few-slices");
    EXPECT_EQ(examineFace("s1", stack(60, "US")).reason, "modality");
}

}
