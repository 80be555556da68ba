// SPDX-License-Identifier: Apache-2.0
#include "engine/face/anchor.h"
#include "engine/face/assess.h"
#include "engine/face/sampled.h"
#include "engine/face/skin.h"
#include "tests/engine/face/head_phantom.h"
#include "tests/engine/face/mricron.h"
#include "tests/engine/face/phantom.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>

using namespace engine;
using namespace engine::face;

namespace {

constexpr int poses = 100; ///< of each head

Assessor& assessor()
{
    static auto opened = Assessor::open(SAFELIGHT_RESOURCES, "", CascadeDetector::open({}));
    EXPECT_TRUE(opened);
    return *opened;
}

const HeadTemplate& model()
{
    static const auto loaded = HeadTemplate::load(SAFELIGHT_RESOURCES "/models/head_template.bin");
    return *loaded;
}

Volume axial(double slice)
{
    const int slices = static_cast<int>(300 / slice);
    return phantom::around({110, 125, slices}, {Vector{2.2, 0, 0}, {0, 2.2, 0}, {0, 0, slice}});
}

/// Where the head is, as `AssessFace` finds it without landmarks.
Anchor anchorOf(const Volume& volume, const std::vector<std::int16_t>& samples)
{
    auto grid = gridOf(volume, samples, 1);
    if (volume.isHounsfield) {
        for (auto& sample : grid.samples)
            sample = std::clamp<std::int16_t>(sample, -1000, 300);
    }
    smooth(grid);
    auto solid = grid;
    const auto threshold = *skinThreshold(volume, samples);
    EXPECT_TRUE(makeSolid(solid, threshold));
    Anchoring anchoring;
    anchoring.add(registerHead(model(), grid, solid, threshold, {}));
    std::vector<std::string> reasons;
    return anchoring.decide(reasons);
}

/// Samples of brain that the default cut, ears included, would take, plain or as flat as it is ever proposed.
int brainTaken(const Volume& volume, const std::vector<bool>& brain, const Anchor& anchor)
{
    auto plain = *cutOf("wedge-ears"), flat = *cutOf("wedge-ears,tilt=-8");
    for (auto* cut : {&plain, &flat}) {
        cut->toTemplate = anchor.toTemplate;
        cut->floor = floorOf(model(), 10);
    }
    const Cutter cutters[]{Cutter{plain}, Cutter{flat}};
    int taken = 0;
    std::size_t index = 0;
    for (int k = 0; k < volume.size[2]; ++k) {
        for (int j = 0; j < volume.size[1]; ++j) {
            const auto first = volume.origin + volume.step[1] * j + volume.step[2] * k;
            for (int i = 0; i < volume.size[0]; ++i, ++index)
                taken += brain[index] &&
                         (cutters[0].takes(first + volume.step[0] * i) || cutters[1].takes(first + volume.step[0] * i));
        }
    }
    return taken;
}

/// ch2 and its brain, by place. None without mricron-data.
const phantom::HeadSource* source()
{
    static const auto made = []() -> std::optional<phantom::HeadSource> {
        const auto head = mricron::scan("ch2"), brain = mricron::scan("ch2bet");
        if (!head || !brain)
            return {};
        const auto lookUp = [](const mricron::Scan& scan) {
            const auto grid = std::make_shared<Grid>(gridOf(scan.volume, scan.samples, 1));
            return [grid](const Vector& place) { return static_cast<double>(Sampled{*grid}(mirrored(place))) / 255; };
        };
        return phantom::HeadSource{lookUp(*head), lookUp(*brain)};
    }();
    return made ? &*made : nullptr;
}

/// Other contrasts of the same head: as it is, turned round, flattened.
phantom::HeadSource inContrast(int contrast)
{
    auto changed = *source();
    changed.head = [contrast, head = changed.head](const Vector& place) {
        const double value = head(place);
        return contrast == 1 && value > 0.05 ? 1.05 - value : contrast == 2 ? std::sqrt(value) : value;
    };
    return changed;
}

class FaceFamily : public testing::Test {
protected:
    void SetUp() override
    {
        if (!source())
            GTEST_SKIP() << "mricron-data is not installed";
    }
};

/// What happened over many poses.
struct Tally {
    int anchored = 0, rejected = 0, touched = 0;

    void add(const phantom::Scanned& scanned)
    {
        const auto anchor = anchorOf(scanned.volume, scanned.samples);
        ++(anchor.ok ? anchored : rejected);
        touched += anchor.ok && brainTaken(scanned.volume, scanned.brain, anchor) > 0 ? 1 : 0;
    }
    void tell(const char* head) const
    {
        std::printf("%s: %d poses anchored, %d undecided, brain touched in %d\n", head, anchored, rejected, touched);
    }
};

/// Assessed, cut and checked: what every intact head must come to.
void expectHonest(const char* name, const phantom::Scanned& scanned)
{
    AssessFace request;
    request.volume = scanned.volume;
    const auto before = assessor().assess(request, scanned.bytes());
    ASSERT_TRUE(before) << name << ' ' << before.error().where;
    EXPECT_NE(before->faceClass, "C") << name;
    std::printf("%-16s class %s, %zu of %zu landmarks, %d hits, cost %.3f%s\n", name, before->faceClass.c_str(),
                before->found.size(), before->inField.size(), before->hits, before->anchor.cost,
                before->anchor.ok ? "" : ", no anchor");
    if (!before->anchor.ok)
        return;
    auto cut = *cutOf("wedge");
    cut.tilt = before->tilt;
    cut.toTemplate = before->anchor.toTemplate;
    cut.floor = before->brainFloor;
    EXPECT_EQ(brainTaken(scanned.volume, scanned.brain, before->anchor), 0) << name;
    phantom::Scanned after = scanned;
    after.samples = phantom::cutOut(scanned.volume, scanned.samples, cut, before->background);
    const auto checked = assessor().check({scanned.volume, cut, {}}, scanned.bytes(), after.bytes());
    ASSERT_TRUE(checked) << name;
    EXPECT_EQ(checked->hits, 0) << name;
    EXPECT_EQ(checked->protectedChanged + checked->outsideChanged, 0U) << name;
}

}

TEST_F(FaceFamily, neverTouchesTheBrainInAHundredPosesOfTheBareTemplate)
{
    std::mt19937 random{7};
    Tally tally;
    auto bare = phantom::HeadShape{};
    bare.face = 0.01; // nothing below the seam but a stump
    for (int i = 0; i < poses; ++i)
        tally.add(phantom::scan(bare, inContrast(i % 3), phantom::randomPose(random), axial(2)));
    tally.tell("ch2");
    EXPECT_EQ(tally.touched, 0);
    EXPECT_GE(tally.anchored, poses * 9 / 10);
}

TEST_F(FaceFamily, neverTouchesTheBrainInAHundredPosesOfAWholeHead)
{
    for (const bool isHounsfield : {false, true}) {
        phantom::HeadShape shape;
        shape.isHounsfield = isHounsfield;
        std::mt19937 random{11};
        Tally tally;
        for (int i = 0; i < poses; ++i)
            tally.add(
                phantom::scan(shape, inContrast(isHounsfield ? 0 : i % 3), phantom::randomPose(random), axial(2)));
        tally.tell(isHounsfield ? "CT with a face" : "MR with a face");
        EXPECT_EQ(tally.touched, 0);
    }
}

TEST_F(FaceFamily, noIntactHeadCountsAsHavingNoFaceHoweverItWasScanned)
{
    const double c = std::cos(0.3), s = std::sin(0.3);
    const std::vector<std::pair<const char*, Volume>> scanners{
        {"1 mm", axial(1)},
        {"3 mm", axial(3)},
        {"5 mm", axial(5)},
        {"10 mm", axial(10)},
        {"tilted", phantom::around({110, 125, 110}, {Vector{2.2, 0, 0}, {0, 2.2 * c, 2.2 * s}, {0, 0, 2.7}})},
        {"oblique",
         phantom::around({125, 125, 140}, {Vector{2.2 * c, 2.2 * s, 0}, {-2.2 * s, 2.2 * c, 0}, {0, 0, 2.2}})},
        {"sagittal", phantom::around({125, 140, 100}, {Vector{0, 2.2, 0}, {0, 0, -2.2}, {2.2, 0, 0}})},
        {"coronal", phantom::around({110, 140, 120}, {Vector{2.2, 0, 0}, {0, 0, -2.2}, {0, 2.2, 0}})},
        {"feet first", phantom::around({110, 125, 140}, {Vector{-2.2, 0, 0}, {0, 2.2, 0}, {0, 0, -2.2}})},
        {"feet first, prone", phantom::around({110, 125, 140}, {Vector{2.2, 0, 0}, {0, -2.2, 0}, {0, 0, -2.2}})}};
    for (const auto& [name, volume] : scanners)
        expectHonest(name, phantom::scan({}, *source(), {}, volume));
}

TEST_F(FaceFamily, noIntactHeadCountsAsHavingNoFaceWhateverItsShape)
{
    phantom::HeadShape noVertex, tiltedJaw, child, bigNose, ct;
    noVertex.top = 30;
    tiltedJaw.jawTilt = 15;
    child.face = 0.75;
    bigNose.nose = 1.7;
    ct.isHounsfield = true;
    phantom::Pose small;
    small.scales = {0.88, 0.88, 0.88};
    expectHonest("no vertex", phantom::scan(noVertex, *source(), {}, axial(2)));
    expectHonest("tilted jaw", phantom::scan(tiltedJaw, *source(), {}, axial(2)));
    expectHonest("child", phantom::scan(child, *source(), small, axial(2)));
    expectHonest("big nose", phantom::scan(bigNose, *source(), {}, axial(2)));
    expectHonest("CT", phantom::scan(ct, *source(), {}, axial(2)));
}
