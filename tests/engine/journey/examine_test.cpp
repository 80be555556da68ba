// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/coordinates.h"
#include "engine/journey/steps.h"
#include "engine/journey/volume_classes.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>

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

using Reasons = std::vector<std::string>;
const std::string root = "1.2.840.10008.5.1.4.1.1.";

Reasons reasonsFor(const std::vector<study::Entry>& series)
{
    const auto findings = examineFace("s1", series).findings;
    return findings.empty() ? Reasons{} : findings.front().reasons;
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

TEST(ExamineFace, asksWhateverTheModalityIsCalled)
{
    EXPECT_EQ(reasonsFor(stack(60, "")), Reasons{"volume"});
    EXPECT_EQ(reasonsFor(stack(60, "US")), Reasons{"volume"});
}

TEST(ExamineFace, asksAboutAFileOfManyFramesWhosePlacesOnlyAWorkerCanRead)
{
    auto series = stack(1, "MR");
    series.front().instance.sopClassUid = root + "4.1";
    series.front().instance.frames = 60;
    EXPECT_EQ(reasonsFor(series), (Reasons{"volume", "multi-frame"}));
    series.front().instance.sopClassUid = root + "7.2"; // a screen capture that lies nowhere
    series.front().instance.geometry.known = false;
    EXPECT_TRUE(reasonsFor(series).empty());
}

TEST(ExamineFace, asksAboutWhatWeCannotPutTogetherButOthersMay)
{
    const auto changed = [](const std::function<void(study::Instance&)>& change) {
        auto series = stack(60, "MR");
        for (auto& entry : series)
            change(entry.instance);
        return reasonsFor(series);
    };
    EXPECT_EQ(changed([](auto& one) { one.geometry.known = false; }), (Reasons{"volume", "no-geometry"}));
    EXPECT_EQ(changed([](auto& one) { one.samplesPerPixel = 3; }), (Reasons{"volume", "colour"}));
    EXPECT_EQ(changed([](auto& one) { one.cannotShow = "sample layout"; }), (Reasons{"volume", "cannot-show"}));
    EXPECT_EQ(changed([](auto& one) { one.geometry.position = {}; }), (Reasons{"volume", "too-few-slices"}));
    EXPECT_TRUE(changed([](auto& one) { one.damage = "damaged: ends"; }).empty()) << "never released";
    EXPECT_EQ(reasonsFor(stack(7, "MR")), Reasons{}) << "too few for anybody";
}

TEST(ExamineFace, asksAboutAVolumeWhateverLiesBesideItInTheSeries)
{
    for (const std::string uid : {"7", "11.1", "1"}) {
        auto series = stack(60, "MR");
        auto other = stack(1, "OT");
        other.front().instance.sopClassUid = root + uid;
        other.front().instance.frames = uid == "11.1" ? 0 : 1;
        other.front().instance.geometry.known = false;
        series.insert(series.begin(), other.front());
        EXPECT_EQ(reasonsFor(series), Reasons{"volume"}) << uid;
    }
}

TEST(Coordinates, areTheSameForOnePersonOnly)
{
    const auto changed = [](const std::function<void(study::Instance&)>& change) {
        auto series = stack(3, "MR");
        for (auto& entry : series) {
            entry.instance.patientId = "77";
            entry.instance.patientName = "PEARSON^EVA";
            change(entry.instance);
        }
        return coordinatesOf(series);
    };
    const auto own = changed([](auto&) {});
    EXPECT_FALSE(own.empty());
    EXPECT_EQ(changed([](auto& one) { one.patientName = "Eva Pearson^^"; }), own);
    EXPECT_NE(changed([](auto& one) { one.patientId = "78"; }), own);
    EXPECT_NE(changed([](auto& one) { one.patientName = "MILLER^EVA"; }), own);
    EXPECT_NE(changed([](auto& one) { one.frameOfReferenceUid = "1.2.8"; }), own);
    EXPECT_EQ(changed([](auto& one) { one.frameOfReferenceUid.clear(); }), "");
    EXPECT_EQ(changed([n = 0](auto& one) mutable { one.frameOfReferenceUid += "." + std::to_string(n++); }), "");
    const auto unknown = [&](const std::string& study) {
        return changed([&](auto& one) {
            one.patientId.clear();
            one.studyUid = study;
        });
    };
    EXPECT_NE(unknown("1.2.5"), unknown("1.2.6")) << "two people without an ID";
    EXPECT_EQ(unknown("1.2.5"), unknown("1.2.5"));
}

TEST(ExamineFace, asksAboutAFewPicturesAlongTheBodyButNotAcrossIt)
{
    auto localizer = stack(3, "MR");
    EXPECT_EQ(examineFace("s1", localizer).reason, "too-few-slices");
    for (auto& entry : localizer)
        entry.instance.geometry.orientation = {0, 1, 0, 0, 0, -1};
    EXPECT_EQ(reasonsFor(localizer), Reasons{"profile"});
    for (auto& entry : localizer)
        entry.instance.geometry.spacing = {0.5, 0.5}; // of a finger
    EXPECT_TRUE(reasonsFor(localizer).empty());
}

TEST(ExamineFace, asksAboutWhatFollowsTheOutlineOfABody)
{
    for (const auto& [uid, rule] : std::map<std::string, std::string>{
             {"481.3", "skin-contour"}, {"66.4", "skin-segment"}, {"481.2", "dose-grid"}}) {
        auto series = stack(1, "");
        series.front().instance.sopClassUid = root + uid;
        series.front().instance.frames = uid == "481.3" ? 0 : 60;
        EXPECT_EQ(reasonsFor(series), Reasons{rule});
    }
}

TEST(ShowsPeople, isTrueOfWhateverMayBeAPictureOfAPerson)
{
    const auto shows = [](const std::string& uid, const std::function<void(study::Instance&)>& change = {}) {
        auto one = stack(1, "OT").front().instance;
        one.sopClassUid = root + uid;
        if (change)
            change(one);
        return showsPeople(one);
    };
    for (const std::string uid :
         {"7", "7.1", "7.2", "7.3", "7.4", "77.1.1", "77.1.4", "77.1.5.1", "77.1", "3.1", "6.1"})
        EXPECT_TRUE(shows(uid)) << uid;
    for (const std::string uid : {"2", "4", "1.1", "77.1.6", "481.2", "66.4"})
        EXPECT_FALSE(shows(uid)) << uid;
    EXPECT_TRUE(shows("2", [](auto& one) { one.samplesPerPixel = 3; })) << "drawn in colours";
    EXPECT_TRUE(shows("4", [](auto& one) { one.geometry.known = false; }));
    EXPECT_TRUE(shows("2", [](auto& one) { one.imageType = "DERIVED\\SECONDARY\\AXIAL\\SSD"; }));
    EXPECT_FALSE(shows("4", [](auto& one) { one.imageType = "ORIGINAL\\PRIMARY\\M\\ND\\DIS3D"; })) << "undistorted";
    EXPECT_FALSE(shows("7", [](auto& one) { one.frames = 0; }));
}

TEST(ExamineFace, leavesPhotographsToTheirOwnReview)
{
    auto series = stack(1, "XC");
    series.front().instance.kind = study::FileKind::Image;
    EXPECT_TRUE(reasonsFor(series).empty());
}

TEST(ExamineFace, asksAboutEveryPictureThatTellsWhoSomebodyIsWithoutAHead)
{
    const auto partOf = [](const std::string& uid, const std::string& modality, const std::string& part) {
        auto series = stack(1, modality);
        series.front().instance.sopClassUid = root + uid;
        series.front().instance.bodyPart = part;
        const auto reasons = reasonsFor(series);
        return reasons.size() == 2 && reasons[0] == "biometric" ? reasons[1] : std::string{};
    };
    EXPECT_EQ(partOf("77.1.5.1", "", ""), "eye");
    EXPECT_EQ(partOf("77.1.5.4", "OPT", ""), "eye");
    EXPECT_EQ(partOf("1.3", "", ""), "teeth");
    EXPECT_EQ(partOf("1.1", "PX", ""), "teeth");
    EXPECT_EQ(partOf("77.1.7", "", ""), "skin");
    EXPECT_EQ(partOf("77.1.4", "", ""), "body");
    EXPECT_EQ(partOf("7", "OT", "FINGERPRINT"), "finger");
    EXPECT_EQ(partOf("7", "OT", "RETINA"), "eye");
    EXPECT_EQ(partOf("1.1", "DX", "CHEST"), "");
}

}
