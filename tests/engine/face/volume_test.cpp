// SPDX-License-Identifier: Apache-2.0
#include "engine/face/volume.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace engine;
using namespace engine::face;

namespace {

study::Instance slice(double z)
{
    study::Instance i;
    i.seriesUid = "1.2.3";
    i.modality = "CT";
    i.frames = 1;
    i.rows = 4;
    i.columns = 3;
    i.samplesPerPixel = 1;
    i.bitsStored = 16;
    i.geometry = {true, {-10, -20, z}, {1, 0, 0, 0, 1, 0}, {0.5, 0.25}, 99};
    return i;
}

std::vector<study::Instance> stack(int count, double gap = 2)
{
    std::vector<study::Instance> slices;
    for (int k = 0; k < count; ++k)
        slices.push_back(slice(100 + gap * k));
    return slices;
}

bool remarks(const VolumePlan& plan, const char* code)
{
    return std::find(plan.remarks.begin(), plan.remarks.end(), code) != plan.remarks.end();
}

std::string reasonOf(const std::vector<study::Instance>& instances)
{
    const auto plan = planVolume(instances);
    EXPECT_FALSE(plan);
    return plan ? "" : plan.error().where;
}

pixels::Frame frame(int bytes, bool isSigned, int bits)
{
    return {{3, 4, 1, bytes, isSigned, bits}, {}, "MONOCHROME2"};
}

template <class Sample>
Bytes filled(Sample value)
{
    Bytes bytes(12 * sizeof value);
    for (std::size_t i = 0; i < 12; ++i)
        std::memcpy(bytes.data() + i * sizeof value, &value, sizeof value);
    return bytes;
}

/// Fills all slices with one value each and gives the first sample of every slice.
std::vector<int> firstSamples(const VolumePlan& plan, const std::function<Done(VolumeFilling&, std::size_t)>& place)
{
    std::vector<std::int16_t> samples(plan.volume.bytes() / 2);
    VolumeFilling filling{plan, samples};
    for (std::size_t i = 0; i < plan.instances.size(); ++i)
        EXPECT_TRUE(place(filling, i));
    std::vector<int> first;
    for (std::size_t i = 0; i < samples.size(); i += 12)
        first.push_back(samples[i]);
    return first;
}

}

TEST(PlanVolume, sortsAlongTheNormalAndTakesTheStepFromThePositions)
{
    auto slices = stack(10);
    std::swap(slices[0], slices[7]);
    const auto plan = planVolume(slices);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->instances, (std::vector<std::size_t>{7, 1, 2, 3, 4, 5, 6, 0, 8, 9}));
    EXPECT_EQ(plan->volume.size, (std::array<int, 3>{3, 4, 10}));
    EXPECT_EQ(plan->volume.origin, (std::array<double, 3>{-10, -20, 100}));
    // Pixel Spacing: between rows, then between columns.
    EXPECT_EQ(plan->volume.step[0], (std::array<double, 3>{0.25, 0, 0}));
    EXPECT_EQ(plan->volume.step[1], (std::array<double, 3>{0, 0.5, 0}));
    EXPECT_EQ(plan->volume.step[2], (std::array<double, 3>{0, 0, 2}));
    EXPECT_TRUE(plan->volume.isHounsfield);
    EXPECT_TRUE(plan->remarks.empty());
}

TEST(PlanVolume, keepsTheShearOfATiltedGantry)
{
    auto slices = stack(10);
    for (std::size_t k = 0; k < slices.size(); ++k)
        slices[k].geometry.position[1] = -20 + 0.5 * static_cast<double>(k);
    const auto plan = planVolume(slices);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->volume.step[2], (std::array<double, 3>{0, 0.5, 2}));
    EXPECT_TRUE(remarks(*plan, "tilted"));
}

TEST(PlanVolume, leavesOutALocalizerAndOtherStrangers)
{
    auto slices = stack(10);
    slices.insert(slices.begin(), slice(0));
    slices[0].geometry.orientation = {0, 1, 0, 0, 0, -1};
    slices.push_back(slice(0));
    slices.back().columns = 512;
    slices.push_back(slice(0));
    slices.back().frames = 12;
    const auto plan = planVolume(slices);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->instances.size(), 10U);
    std::map<std::size_t, std::string> leftOut;
    for (const auto& image : plan->leftOut)
        leftOut[image.instance] = image.reason;
    EXPECT_EQ(leftOut,
              (std::map<std::size_t, std::string>{{0, "other-orientation"}, {11, "other-size"}, {12, "multi-frame"}}));
}

TEST(PlanVolume, usesOneOfSeveralImagesAtAPlace)
{
    auto slices = stack(10);
    auto again = stack(10);
    for (auto& i : slices)
        i.instanceNumber = 2;
    for (auto& i : again)
        i.instanceNumber = 1;
    slices.insert(slices.end(), again.begin(), again.end());
    const auto plan = planVolume(slices);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->instances.front(), 10U);
    EXPECT_EQ(plan->instances.size(), 10U);
    EXPECT_EQ(plan->leftOut.size(), 10U);
    EXPECT_TRUE(remarks(*plan, "several-volumes"));
}

TEST(PlanVolume, givesEveryImageAtAPlaceToAPhase)
{
    auto slices = stack(10);
    for (int phase = 2; phase <= 3; ++phase) {
        auto again = stack(10);
        for (auto& i : again) {
            i.instanceNumber = phase;
            i.geometry.position[2] += 0.003 * phase; // as rounding leaves it
        }
        again.resize(phase == 2 ? 10 : 4);
        slices.insert(slices.end(), again.begin(), again.end());
    }
    const auto plan = planVolume(slices);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->instances, (std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    ASSERT_EQ(plan->phases.size(), 2U);
    EXPECT_EQ(phaseOf(*plan, 0).instances, (std::vector<std::size_t>{10, 11, 12, 13, 14, 15, 16, 17, 18, 19}));
    EXPECT_EQ(phaseOf(*plan, 1).instances, (std::vector<std::size_t>{20, 21, 22, 23, 4, 5, 6, 7, 8, 9}));
}

TEST(PlanVolume, doesNotJoinWhatLiesFarApart)
{
    auto slices = stack(10);
    auto other = stack(12);
    for (auto& i : other)
        i.geometry.position[2] += 300;
    slices.insert(slices.end(), other.begin(), other.end());
    const auto plan = planVolume(slices);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->instances.size(), 12U);
    EXPECT_EQ(plan->volume.origin[2], 400);
    ASSERT_EQ(plan->leftOut.size(), 10U);
    EXPECT_EQ(plan->leftOut.front().reason, "other-place");
    EXPECT_TRUE(remarks(*plan, "several-volumes"));
}

TEST(PlanVolume, saysWhyASeriesIsNoVolume)
{
    EXPECT_EQ(reasonOf({}), "no-images");
    EXPECT_EQ(reasonOf(stack(7)), "too-few-slices");
    const auto changed = [](auto change) {
        auto slices = stack(10);
        for (auto& i : slices)
            change(i);
        return slices;
    };
    EXPECT_EQ(reasonOf(changed([](auto& i) { i.frames = 20; })), "multi-frame");
    EXPECT_EQ(reasonOf(changed([](auto& i) { i.geometry.known = false; })), "no-geometry");
    EXPECT_EQ(reasonOf(changed([](auto& i) { i.geometry.spacing = {0, 0}; })), "no-geometry");
    EXPECT_EQ(reasonOf(changed([](auto& i) { i.geometry.orientation = {1, 0, 0, 1, 0, 0}; })), "no-geometry");
    EXPECT_EQ(reasonOf(changed([](auto& i) { i.geometry.orientation[0] = std::nan(""); })), "no-geometry");
    EXPECT_EQ(reasonOf(changed([](auto& i) { i.samplesPerPixel = 3; })), "colour");
    EXPECT_EQ(reasonOf(changed([](auto& i) { i.damage = "damaged: ends"; })), "damaged");
    EXPECT_EQ(reasonOf(changed([](auto& i) { i.geometry.position[2] = 5; })), "too-few-slices");
    EXPECT_EQ(reasonOf(changed([](auto& i) {
                  i.rows = i.columns = 40000;
                  i.geometry.spacing = {0.05, 0.05};
              })),
              "too-large");
    for (const double nowhere : {1e12, -6e4, std::nan(""), HUGE_VAL})
        EXPECT_EQ(reasonOf(changed([&](auto& i) { i.geometry.position[1] = nowhere; })), "no-geometry") << nowhere;
    EXPECT_EQ(reasonOf(changed([](auto& i) { i.geometry.spacing = {2000, 2000}; })), "no-geometry");
    EXPECT_EQ(reasonOf(stack(10, 600)), "no-geometry") << "longer than any body";
    auto bent = stack(10);
    bent[5].geometry.position[0] = 30;
    EXPECT_EQ(reasonOf(bent), "not-on-a-line");
}

TEST(PlanVolume, leavesOutASliceThatLiesNowhere)
{
    auto far = stack(10);
    far[9].geometry.position[2] = 1e9;
    const auto plan = planVolume(far);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->instances.size(), 9U);
    ASSERT_EQ(plan->leftOut.size(), 1U);
    EXPECT_EQ(plan->leftOut[0].reason, "no-geometry");
}

TEST(VolumeFilling, fillsAMissingSliceFromItsNeighboursAndSaysSo)
{
    auto slices = stack(11);
    slices.erase(slices.begin() + 5);
    const auto plan = planVolume(slices);
    ASSERT_TRUE(plan);
    EXPECT_TRUE(remarks(*plan, "missing-slices"));
    EXPECT_EQ(plan->volume.size[2], 11);
    const auto first = firstSamples(*plan, [](VolumeFilling& filling, std::size_t at) {
        const auto value = static_cast<std::int16_t>(at < 5 ? at * 100 : (at + 1) * 100);
        return filling.place(at, frame(2, true, 16), filled(value));
    });
    EXPECT_EQ(first, (std::vector<int>{0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000}));
}

TEST(VolumeFilling, resamplesUnevenSpacingLinearly)
{
    auto slices = stack(8);
    const double places[] = {0, 2, 4, 6, 8, 13, 18, 23};
    for (std::size_t k = 0; k < 8; ++k)
        slices[k].geometry.position[2] = places[k];
    const auto plan = planVolume(slices);
    ASSERT_TRUE(plan);
    EXPECT_TRUE(remarks(*plan, "uneven-spacing"));
    EXPECT_FALSE(remarks(*plan, "missing-slices"));
    const auto first = firstSamples(*plan, [&](VolumeFilling& filling, std::size_t at) {
        return filling.place(at, frame(2, true, 16), filled(static_cast<std::int16_t>(100 * places[at])));
    });
    for (std::size_t k = 0; k < first.size(); ++k)
        EXPECT_NEAR(first[k], 100 * plan->volume.step[2][2] * static_cast<double>(k), 2);
}

TEST(VolumeFilling, givesCtInHounsfieldUnitsAndClamps)
{
    const auto plan = planVolume(stack(8));
    ASSERT_TRUE(plan);
    auto ct = frame(2, false, 16);
    ct.presentation = {2, -1024, true, {}};
    const auto first = firstSamples(*plan, [&](VolumeFilling& filling, std::size_t at) {
        return filling.place(at, ct, filled(static_cast<std::uint16_t>(at == 7 ? 65535 : at * 100)));
    });
    // MONOCHROME1 says how a CT looks, not what it measured.
    EXPECT_EQ(first, (std::vector<int>{-1024, -824, -624, -424, -224, -24, 176, 32767}));
}

TEST(VolumeFilling, keepsTheProportionsOfOtherModalities)
{
    auto slices = stack(8);
    for (auto& i : slices)
        i.modality = "PT";
    const auto plan = planVolume(slices);
    ASSERT_TRUE(plan);
    // Each slice of a PET has a slope of its own; in units of the first one, halved to fit into 16 bits.
    const auto first = firstSamples(*plan, [&](VolumeFilling& filling, std::size_t at) {
        auto pet = frame(2, false, 16);
        pet.presentation.slope = 0.001 * static_cast<double>(at + 1);
        return filling.place(at, pet, filled(std::uint16_t{1000}));
    });
    EXPECT_EQ(first, (std::vector<int>{500, 1000, 1500, 2000, 2500, 3000, 3500, 4000}));
}

TEST(VolumeFilling, turnsMonochrome1RoundSoThatAirIsLow)
{
    auto slices = stack(8);
    for (auto& i : slices)
        i.modality = "MR";
    const auto plan = planVolume(slices);
    ASSERT_TRUE(plan);
    auto inverted = frame(1, false, 8);
    inverted.presentation.inverted = true;
    const auto first = firstSamples(*plan, [&](VolumeFilling& filling, std::size_t at) {
        return filling.place(at, inverted, filled(static_cast<std::uint8_t>(255 - at)));
    });
    EXPECT_EQ(first, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7}));
}

TEST(VolumeFilling, refusesAFrameThatDoesNotFit)
{
    const auto plan = planVolume(stack(8));
    ASSERT_TRUE(plan);
    std::vector<std::int16_t> samples(plan->volume.bytes() / 2);
    VolumeFilling filling{*plan, samples};
    const auto good = filled(std::int16_t{0});
    EXPECT_FALSE(filling.place(8, frame(2, true, 16), good));
    EXPECT_FALSE(filling.place(0, frame(4, true, 32), good));
    auto wide = frame(1, false, 8);
    wide.layout.columns = 4;
    EXPECT_FALSE(filling.place(0, wide, good));
    auto broken = frame(2, true, 16);
    broken.presentation.slope = std::nan("");
    EXPECT_EQ(filling.place(0, broken, good).error().code, ErrorCode::Damaged);
}
