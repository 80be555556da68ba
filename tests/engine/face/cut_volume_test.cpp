// SPDX-License-Identifier: Apache-2.0
#include "engine/face/cut_volume.h"

#include "tests/engine/face/phantom.h"

#include <gtest/gtest.h>

namespace engine::face {

namespace {

constexpr int side = 41;
constexpr std::array<std::uint8_t, 4> black{0, 0, 0, 255};

/// 40 mm each way round the origin, soft tissue; bone in a ball at the patient's left, in front and above.
struct Block {
    Volume volume = phantom::around({21, 21, 21}, {Vector{2, 0, 0}, {0, 2, 0}, {0, 0, 2}});
    Bytes bytes;

    Block()
    {
        volume.isHounsfield = true;
        std::vector<std::int16_t> samples;
        for (int k = 0; k < 21; ++k)
            for (int j = 0; j < 21; ++j)
                for (int i = 0; i < 21; ++i) {
                    const auto at = volume.origin + volume.step[0] * i + volume.step[1] * j + volume.step[2] * k;
                    samples.push_back(length(at - Vector{12, -12, 12}) < 6 ? 400 : 100);
                }
        const auto* first = reinterpret_cast<const std::uint8_t*>(samples.data());
        bytes.assign(first, first + samples.size() * 2);
    }

    std::array<std::uint8_t, 4> colour(DrawPlane::Plane plane, const Vector& centre, int x, int y, const Cut& cut) const
    {
        DrawPlane request{volume, plane, centre, 1, side, side, true, cut};
        Bytes rgba(4 * side * side);
        EXPECT_TRUE(drawPlane(request, bytes, rgba));
        const auto at = 4 * static_cast<std::size_t>(y * side + x);
        return {rgba[at], rgba[at + 1], rgba[at + 2], rgba[at + 3]};
    }
};

TEST(CutVolume, putsAirWhereTheCutTakesAndNowhereElse)
{
    const Block block;
    const auto cut = *cutOf("manual,box=0/0/0/3/3/3");
    const auto after = cutOut(block.volume, cut, block.bytes);
    const auto* values = reinterpret_cast<const std::int16_t*>(after.data());
    const auto* before = reinterpret_cast<const std::int16_t*>(block.bytes.data());
    int taken = 0;
    for (std::size_t i = 0; i < after.size() / 2; ++i) {
        taken += values[i] == -1000 ? 1 : 0;
        EXPECT_TRUE(values[i] == -1000 || values[i] == before[i]);
    }
    EXPECT_EQ(taken, 27);
}

TEST(CutVolume, showsThePatientsLeftAtTheRightAndTheFrontAbove)
{
    const Block block;
    const auto none = *cutOf("manual,ball=0/0/100/1");
    using Plane = DrawPlane::Plane;
    // The ball of bone is white, the rest grey; a plane of 41 pixels of 1 mm has the origin in its middle pixel.
    EXPECT_EQ(block.colour(Plane::Axial, {0, 0, 12}, 20 + 12, 20 - 12, none)[0], 255);
    EXPECT_LT(block.colour(Plane::Axial, {0, 0, 12}, 20 - 12, 20 - 12, none)[0], 200);
    EXPECT_LT(block.colour(Plane::Axial, {0, 0, 12}, 20 + 12, 20 + 12, none)[0], 200);
    EXPECT_EQ(block.colour(Plane::Coronal, {0, -12, 0}, 20 + 12, 20 - 12, none)[0], 255);
    EXPECT_EQ(block.colour(Plane::Sagittal, {12, 0, 0}, 20 - 12, 20 - 12, none)[0], 255) << "in front is at the left";
    EXPECT_EQ(block.colour(Plane::Axial, {0, 0, 100}, 20, 20, none), black) << "outside the volume";
}

TEST(CutVolume, showsInRedWhatTheCutTakes)
{
    const Block block;
    const auto cut = *cutOf("manual,box=0/0/0/5/5/5");
    const auto inside = block.colour(DrawPlane::Plane::Axial, {0, 0, 0}, 20, 20, cut);
    const auto outside = block.colour(DrawPlane::Plane::Axial, {0, 0, 0}, 30, 30, cut);
    EXPECT_GT(inside[0], inside[1] + 40);
    EXPECT_EQ(outside[0], outside[1]);
}

TEST(CutVolume, refusesAPlaneOutOfBounds)
{
    const Block block;
    Bytes rgba(4 * side * side);
    const auto refused = [&](DrawPlane request) { return !drawPlane(request, block.bytes, rgba); };
    const DrawPlane good{block.volume, DrawPlane::Plane::Axial, {}, 1, side, side, false, {}};
    EXPECT_FALSE(refused(good));
    auto bad = good;
    bad.width = side + 1;
    EXPECT_TRUE(refused(bad));
    bad = good;
    bad.mmPerPixel = 0;
    EXPECT_TRUE(refused(bad));
    bad = good;
    bad.volume.size[2] = 22;
    EXPECT_TRUE(refused(bad));
}

}

}
