// SPDX-License-Identifier: Apache-2.0
#include "engine/face/caster.h"
#include "tests/engine/face/phantom.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

using namespace engine;
using namespace engine::face;

namespace {

constexpr std::int16_t air = 20, tissue = 1000;
constexpr double threshold = (air + tissue) / 2;

Grid headIn(const Volume& volume)
{
    return gridOf(volume, phantom::scanned(volume, air, tissue), 1);
}

Volume axial()
{
    return phantom::around({201, 231, 231}, {Vector{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
}

/// Where a line enters the phantom, by its formula, in mm from the eye.
double depthByFormula(const Vector& eye, const Vector& way)
{
    for (double along = 400; along < 900; along += 0.05) {
        if (phantom::isInside(eye + way * along))
            return along;
    }
    return -1;
}

/// Pixels of the left and of the right half of the picture that show something.
std::array<int, 2> halves(const Sight& sight)
{
    std::array<int, 2> counts{};
    const int side = sight.camera.side;
    for (int i = 0; i < side * side; ++i) {
        if (sight.depth[static_cast<std::size_t>(i)] != Sight::nothing)
            ++counts[i % side < side / 2 ? 0 : 1];
    }
    return counts;
}

}

TEST(Caster, seesThePhantomAtItsAnalyticDepthWithinAVoxel)
{
    const auto grid = headIn(axial());
    Camera camera;
    camera.side = 128;
    const auto sight = Caster{grid, threshold}.look(camera);
    const Vector eye{0, -camera.away, 0};
    const auto byFormula = [&](int x, int y) {
        const double pixel = camera.width / camera.side;
        const Vector way{(x - 63.5) * pixel, camera.away, (63.5 - y) * pixel};
        return depthByFormula(eye, way * (1 / length(way)));
    };
    int compared = 0;
    for (int i = 0; compared < 100 && i < 128 * 128; i += 17) {
        const int x = i % 128, y = i / 128;
        const double depth = byFormula(x, y);
        // Where a line of sight grazes the skin, half a voxel across is many along.
        const bool isSteep = std::abs(byFormula(x + 1, y) - depth) > 2 || std::abs(byFormula(x, y + 1) - depth) > 2;
        if (depth < 0 || isSteep)
            continue;
        EXPECT_NEAR(static_cast<double>(sight.depth[static_cast<std::size_t>(i)]), depth, 1.0) << "pixel " << i;
        ++compared;
    }
    EXPECT_EQ(compared, 100);
}

TEST(Caster, showsThePersonsLeftAtTheRightHoweverTheSlicesLie)
{
    const double c = std::cos(0.4), s = std::sin(0.4);
    const std::vector<std::pair<const char*, Volume>> scanners{
        {"axial", phantom::around({100, 116, 116}, {Vector{2, 0, 0}, {0, 2, 0}, {0, 0, 2}})},
        {"feet first", phantom::around({100, 116, 116}, {Vector{2, 0, 0}, {0, 2, 0}, {0, 0, -2}})},
        {"prone", phantom::around({100, 116, 116}, {Vector{-2, 0, 0}, {0, -2, 0}, {0, 0, 2}})},
        {"sagittal", phantom::around({116, 116, 100}, {Vector{0, 2, 0}, {0, 0, -2}, {2, 0, 0}})},
        {"coronal", phantom::around({100, 116, 116}, {Vector{2, 0, 0}, {0, 0, -2}, {0, 2, 0}})},
        {"oblique", phantom::around({110, 130, 130}, {Vector{2 * c, 2 * s, 0}, {-2 * s, 2 * c, 0}, {0, 0, 2}})},
        {"tilted", phantom::around({100, 116, 116}, {Vector{2, 0, 0}, {0, 2 * c, 2 * s}, {0, 0, 2}})}};
    for (const auto& [name, volume] : scanners) {
        const auto grid = headIn(volume);
        const Caster caster{grid, threshold};
        Camera camera;
        camera.side = 96;
        const auto [left, right] = halves(caster.look(camera));
        EXPECT_GT(right, left + 40) << name; // the ball at the person's left
        camera.yaw = 180;
        const auto [leftBehind, rightBehind] = halves(caster.look(camera));
        EXPECT_GT(leftBehind, rightBehind + 40) << name;
    }
}

TEST(Caster, looksFromAboveAndFromThePersonsLeft)
{
    const auto grid = headIn(axial());
    const Caster caster{grid, threshold};
    Camera camera;
    camera.side = 65;
    camera.pitch = 90;
    EXPECT_NEAR(caster.look(camera).positionAt(32, 32)[2], phantom::radii[2], 1.5);
    camera.pitch = 0;
    camera.yaw = 90;
    camera.centre = phantom::mark;
    EXPECT_NEAR(caster.look(camera).positionAt(32, 32)[0], phantom::mark[0] + phantom::markRadius, 1.5);
}

TEST(Caster, showsNothingAsBlackAndASurfaceNeverSo)
{
    const auto grid = headIn(axial());
    Camera camera;
    camera.side = 64;
    const auto sight = Caster{grid, threshold}.look(camera);
    for (const auto& light : {headlight, top30, top50}) {
        const auto grey = shade(sight, light);
        for (std::size_t i = 0; i < grey.size(); ++i)
            ASSERT_EQ(grey[i] == 0, sight.depth[i] == Sight::nothing);
    }
}

TEST(Caster, findsTheBrightestSampleBehindTheSkin)
{
    auto volume = phantom::around({100, 116, 116}, {Vector{2, 0, 0}, {0, 2, 0}, {0, 0, 2}});
    auto samples = phantom::scanned(volume, air, tissue);
    samples[(58U * 116U + 58U) * 100U + 50U] = 4000;
    const auto grid = gridOf(volume, samples, 1);
    Camera camera;
    camera.side = 65;
    const auto grey = Caster{grid, threshold}.brightest(camera);
    const auto brightest = static_cast<int>(std::max_element(grey.begin(), grey.end()) - grey.begin());
    EXPECT_NEAR(brightest % 65, 32, 1);
    EXPECT_NEAR(brightest / 65, 32, 1);
}
