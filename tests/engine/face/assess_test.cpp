// SPDX-License-Identifier: Apache-2.0
#include "engine/face/anchor.h"
#include "engine/face/assess.h"
#include "tests/engine/face/mricron.h"
#include "tests/engine/face/phantom.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace engine;
using namespace engine::face;

namespace {

constexpr const char* cascadeFolder = "/usr/share/opencv4/haarcascades";

/// Without dlib's landmark file: by registration alone.
Assessor& assessor()
{
    static auto opened = Assessor::open(SAFELIGHT_RESOURCES, "", CascadeDetector::open(cascadeFolder));
    EXPECT_TRUE(opened) << opened.error().where;
    return *opened;
}

ByteView bytesOf(const std::vector<std::int16_t>& samples)
{
    return {reinterpret_cast<const std::uint8_t*>(samples.data()), samples.size() * 2};
}

Result<AssessFace::Answer> assess(const Volume& volume, const std::vector<std::int16_t>& samples)
{
    AssessFace request;
    request.volume = volume;
    return assessor().assess(request, bytesOf(samples));
}

std::vector<std::int16_t> cutOut(const mricron::Scan& scan, const Cut& cut, std::int16_t fill)
{
    auto samples = scan.samples;
    const Cutter cutter{cut};
    const auto& volume = scan.volume;
    for (int k = 0; k < volume.size[2]; ++k) {
        const FramePlace frame{volume.origin + volume.step[2] * k, volume.step[0], volume.step[1]};
        for (const auto& part : cutter.partsOf(frame, volume.size[0], volume.size[1])) {
            auto* row = samples.data() + (static_cast<std::ptrdiff_t>(k) * volume.size[1] + part.row) * volume.size[0];
            std::fill(row + part.from, row + part.to, fill);
        }
    }
    return samples;
}

}

TEST(AssessFace, seesTheFaceOfAHeadAndThatTheCutTakesItWithoutAVoxelOfBrain)
{
    const auto head = mricron::scan("ch2"), brain = mricron::scan("ch2bet");
    if (!head || !brain)
        GTEST_SKIP() << "mricron-data is not installed";
    const auto before = assess(head->volume, head->samples);
    ASSERT_TRUE(before) << before.error().where;
    EXPECT_TRUE(before->faceClass == "A" || before->faceClass == "B") << before->faceClass;
    EXPECT_TRUE(before->anchor.ok);
    EXPECT_EQ(before->tilt, 0);
    EXPECT_EQ(before->views, 42);
    const bool isAdvised = CascadeDetector::open(cascadeFolder).isFrontThere();
    EXPECT_EQ(before->adviceViews, isAdvised ? 42 : 0);
    EXPECT_EQ(before->found.size(), 5U); // the field ends at the nose

    auto cut = *cutOf("wedge");
    cut.toTemplate = before->anchor.toTemplate;
    cut.floor = before->brainFloor;
    const auto samples = cutOut(*head, cut, static_cast<std::int16_t>(before->background));
    int touched = 0;
    for (std::size_t i = 0; i < samples.size(); ++i)
        touched += samples[i] != head->samples[i] && brain->samples[i] > 0 ? 1 : 0;
    EXPECT_EQ(touched, 0);

    const CheckCut request{head->volume, cut, {}};
    const auto after = assessor().check(request, head->bytes(), bytesOf(samples));
    ASSERT_TRUE(after) << after.error().where;
    EXPECT_TRUE(after->passed) << (after->failures.empty() ? "" : after->failures.front());
    EXPECT_EQ(after->hits, 0);
    EXPECT_LT(after->relief, 0.4);
    EXPECT_EQ(after->outsideChanged, 0U);

    const auto attempt = assessor().attempt({head->volume, cut}, head->bytes());
    ASSERT_TRUE(attempt) << attempt.error().where;
    EXPECT_EQ(Json(*attempt), Json(*after)) << "what a cut would leave is what it leaves";

    const auto unchanged = assessor().check(request, head->bytes(), head->bytes());
    ASSERT_TRUE(unchanged);
    EXPECT_EQ(unchanged->failures, (std::vector<std::string>{"hits", "landmarks", "relief"}));

    auto wrong = samples;
    wrong[(120U * 217U + 100U) * 181U + 90U] += 50; // one voxel of brain
    const auto caught = assessor().check(request, head->bytes(), bytesOf(wrong));
    ASSERT_TRUE(caught);
    EXPECT_FALSE(caught->passed);
    EXPECT_EQ(caught->protectedChanged, 1U);
    EXPECT_EQ(caught->failures, (std::vector<std::string>{"brain", "outside"}));
}

TEST(AssessFace, laysTheUsualCutFlatterWhereThePlainOneWouldLeaveTheShapeOfTheFace)
{
    auto head = mricron::scan("ch2"), brain = mricron::scan("ch2bet");
    if (!head || !brain)
        GTEST_SKIP() << "mricron-data is not installed";
    for (auto* scan : {&*head, &*brain}) { // the field ends below the eyes
        constexpr int less = 15;
        const auto area = static_cast<std::ptrdiff_t>(scan->volume.size[0]) * scan->volume.size[1];
        scan->volume.size[2] -= less;
        scan->volume.origin[2] += less;
        scan->samples.erase(scan->samples.begin(), scan->samples.begin() + less * area);
    }
    const auto seen = assess(head->volume, head->samples);
    ASSERT_TRUE(seen && seen->anchor.ok);
    EXPECT_EQ(seen->tilt, -8);
    auto cut = *cutOf("wedge");
    cut.toTemplate = seen->anchor.toTemplate;
    cut.floor = seen->brainFloor;
    const auto plain = assessor().attempt({head->volume, cut}, head->bytes());
    cut.tilt = seen->tilt;
    const auto usual = assessor().attempt({head->volume, cut}, head->bytes());
    ASSERT_TRUE(plain && usual);
    EXPECT_EQ(plain->failures, std::vector<std::string>{"relief"});
    EXPECT_TRUE(usual->passed) << usual->relief;

    const auto samples = cutOut(*head, cut, static_cast<std::int16_t>(seen->background));
    int touched = 0;
    for (std::size_t i = 0; i < samples.size(); ++i)
        touched += samples[i] != head->samples[i] && brain->samples[i] > 0 ? 1 : 0;
    EXPECT_EQ(touched, 0);
}

TEST(AssessFace, countsNothingOutsideTheCutWhereASliceHoldsSomethingOfTwo)
{
    const auto head = mricron::scan("ch2");
    if (!head)
        GTEST_SKIP() << "mricron-data is not installed";
    const auto& volume = head->volume;
    const auto area = static_cast<std::size_t>(volume.size[0]) * static_cast<std::size_t>(volume.size[1]);
    const auto blend = [&](std::vector<std::int16_t> samples, int slice) {
        auto* at = samples.data() + static_cast<std::size_t>(slice) * area;
        for (std::size_t i = 0; i < area; ++i, ++at)
            *at = static_cast<std::int16_t>((at[-static_cast<std::ptrdiff_t>(area)] + at[area]) / 2);
        return samples;
    };
    std::vector<double> places;
    for (int k = 0; k < volume.size[2]; ++k) {
        if (k != 25)
            places.push_back(k);
    }
    const auto whole = blend(head->samples, 25);
    const auto before = assess(volume, whole);
    ASSERT_TRUE(before && before->anchor.ok);
    auto cut = *cutOf("wedge,tilt=15"); // a steep plane: it takes more of one slice than of the next
    cut.toTemplate = before->anchor.toTemplate;
    cut.floor = before->brainFloor;
    const auto after = blend(cutOut(*head, cut, static_cast<std::int16_t>(before->background)), 25);

    const auto checked = assessor().check({volume, cut, places}, bytesOf(whole), bytesOf(after));
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->outsideChanged, 0U);
    EXPECT_EQ(checked->protectedChanged, 0U);
    const auto blind = assessor().check({volume, cut, {}}, bytesOf(whole), bytesOf(after));
    ASSERT_TRUE(blind);
    EXPECT_GT(blind->outsideChanged, 0U);
    auto wrong = after;
    wrong[25 * area + area / 2] += 50;
    const auto caught = assessor().check({volume, cut, places}, bytesOf(whole), bytesOf(wrong));
    ASSERT_TRUE(caught);
    EXPECT_EQ(caught->outsideChanged, 1U);
}

TEST(Anchoring, doesNotTrustAGivenPlaceThatLandmarksContradict)
{
    const auto decided = [](double shift) {
        Anchoring anchoring;
        anchoring.give({});
        LandmarkFit fit;
        fit.toPatient = {{Vector{-1, 0, 0}, Vector{0, -1, 0}, Vector{0, 0, 1}}, {0, shift, 0}};
        fit.scale = 1;
        fit.worst = 3;
        anchoring.add(fit);
        std::vector<std::string> reasons;
        const auto anchor = anchoring.decide(reasons);
        EXPECT_EQ(anchor.ok, reasons.empty());
        EXPECT_NEAR(anchor.apart, shift, 1e-6);
        return anchor.ok ? anchor.method : reasons.front();
    };
    EXPECT_EQ(decided(0), "given");
    EXPECT_EQ(decided(11), "given");
    EXPECT_EQ(decided(13), "anchors-disagree");
}

TEST(AssessFace, seesNoFaceInABrain)
{
    const auto brain = mricron::scan("ch2bet");
    if (!brain)
        GTEST_SKIP() << "mricron-data is not installed";
    const auto answer = assess(brain->volume, brain->samples);
    ASSERT_TRUE(answer) << answer.error().where;
    EXPECT_EQ(answer->faceClass, "C");
    EXPECT_TRUE(answer->found.empty());

    auto cut = *cutOf("wedge");
    cut.toTemplate = answer->anchor.toTemplate;
    cut.floor = answer->brainFloor;
    const auto after = assessor().check({brain->volume, cut, {}}, brain->bytes(), brain->bytes());
    ASSERT_TRUE(after);
    EXPECT_TRUE(after->passed); // there was nothing to lose
}

TEST(AssessFace, takesAdviceThatDecidesNothing)
{
    const auto head = mricron::scan("ch2");
    if (!head || !CascadeDetector::open(cascadeFolder).isFrontThere())
        GTEST_SKIP() << "mricron-data or opencv-data is not installed";
    auto alone = Assessor::open(SAFELIGHT_RESOURCES, "", CascadeDetector::open({}));
    ASSERT_TRUE(alone);
    for (const auto* name : {"ch2", "ch2bet"}) {
        const auto scan = mricron::scan(name);
        AssessFace request;
        request.volume = scan->volume;
        const auto advised = assessor().assess(request, scan->bytes()), own = alone->assess(request, scan->bytes());
        ASSERT_TRUE(advised && own);
        EXPECT_EQ(own->adviceHits + own->adviceViews, 0) << name;
        EXPECT_EQ(advised->adviceHits > 0, std::string{name} == "ch2");
        auto rest = Json(*advised);
        rest["adviceHits"] = rest["adviceViews"] = 0;
        EXPECT_EQ(rest, Json(*own)) << name;
    }
}

TEST(AssessFace, isUndecidedAboutWhatIsNoHead)
{
    const auto box = phantom::around({60, 60, 20}, {Vector{4, 0, 0}, {0, 4, 0}, {0, 0, 5}});
    std::vector<std::int16_t> samples(box.bytes() / 2, -1000);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto x = i % 60, y = i / 60 % 60;
        if (x > 5 && x < 54 && y > 20 && y < 50)
            samples[i] = 40; // a slab
    }
    auto volume = box;
    volume.isHounsfield = true;
    const auto answer = assess(volume, samples);
    ASSERT_TRUE(answer) << answer.error().where;
    EXPECT_EQ(answer->faceClass, "U");
    EXPECT_FALSE(answer->anchor.ok);
    EXPECT_EQ(answer->anchor.method, "none");
}

TEST(AssessFace, refusesWhatIsNoVolumeAndWhatShowsNothing)
{
    auto volume = phantom::around({20, 20, 20}, {Vector{4, 0, 0}, {0, 4, 0}, {0, 0, 5}});
    std::vector<std::int16_t> samples(volume.bytes() / 2, 7);
    const auto constant = assess(volume, samples);
    ASSERT_FALSE(constant);
    EXPECT_EQ(constant.error().where, "constant");
    samples.pop_back();
    const auto tooShort = assess(volume, samples);
    ASSERT_FALSE(tooShort);
    EXPECT_EQ(tooShort.error().code, ErrorCode::BadArgument);
    volume.step[2] = volume.step[1];
    samples.push_back(0);
    const auto flat = assess(volume, samples);
    ASSERT_FALSE(flat);
    EXPECT_EQ(flat.error().code, ErrorCode::BadArgument);
    EXPECT_FALSE(assessor().check({volume, {}, {}}, bytesOf(samples), bytesOf(samples)));
}

TEST(AssessFace, needsItsTemplate)
{
    EXPECT_FALSE(Assessor::open("/nowhere", "", CascadeDetector::open({})));
}
