// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/shape.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

using namespace engine;
using namespace engine::pixels;

namespace {

using Pixels = std::set<std::pair<int, int>>;

/// All pixels, each told once.
Pixels pixelsOf(const Box& box)
{
    Pixels pixels;
    for (const auto& part : rectanglesOf(box)) {
        EXPECT_EQ(part.shape, Shape::Rectangle);
        EXPECT_EQ(part.firstFrame, box.firstFrame);
        EXPECT_EQ(part.lastFrame, box.lastFrame);
        for (int y = part.y; y < part.y + part.height; ++y) {
            for (int x = part.x; x < part.x + part.width; ++x)
                EXPECT_TRUE(pixels.insert({x, y}).second) << x << ' ' << y;
        }
    }
    return pixels;
}

/// Whether any of a fine grid of points inside the pixel lies in the shape.
template <class IsIn>
Pixels sampled(const Box& box, const IsIn& isIn)
{
    constexpr int steps = 64;
    Pixels pixels;
    for (int y = box.y; y < box.y + box.height; ++y) {
        for (int x = box.x; x < box.x + box.width; ++x) {
            for (int i = 0; i < steps * steps; ++i) {
                if (isIn(x + (i % steps + .5) / steps, y + (i / steps + .5) / steps)) {
                    pixels.insert({x, y});
                    break;
                }
            }
        }
    }
    return pixels;
}

bool isEnclosed(const std::vector<Corner>& outline, double x, double y)
{
    bool is = false;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const auto& a = outline[i];
        const auto& b = outline[(i + 1) % outline.size()];
        if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) * (b.x - a.x) / double(b.y - a.y))
            is = !is;
    }
    return is;
}

/// Everything sampled is covered, and what is covered beyond that only just touches the shape.
void expectCovers(const Box& box, const Pixels& sample)
{
    const auto covered = pixelsOf(box);
    for (const auto& pixel : covered)
        EXPECT_TRUE(pixel.first >= box.x && pixel.first < box.x + box.width && pixel.second >= box.y &&
                    pixel.second < box.y + box.height);
    for (const auto& pixel : sample)
        EXPECT_TRUE(covered.contains(pixel)) << pixel.first << ' ' << pixel.second;
    EXPECT_LE(covered.size(), sample.size() + 2 + sample.size() / 50);
}

Box polygon(const std::vector<Corner>& outline)
{
    Box box{1000, 1000, 0, 0, 1, 1, Shape::Polygon, outline, {}};
    int right = 0, bottom = 0;
    for (const auto& corner : outline) {
        box.x = std::min(box.x, corner.x);
        box.y = std::min(box.y, corner.y);
        right = std::max(right, corner.x);
        bottom = std::max(bottom, corner.y);
    }
    box.width = right - box.x;
    box.height = bottom - box.y;
    return box;
}

TEST(Shape, coversEveryPixelThatAnEllipseTouches)
{
    for (const auto& [width, height] : {std::pair{20, 10}, {7, 31}, {1, 5}, {2, 2}, {33, 33}}) {
        const Box box{3, 4, width, height, 1, 2, Shape::Ellipse};
        ASSERT_TRUE(isSound(box));
        expectCovers(box, sampled(box, [&](double x, double y) {
                         const double a = width / 2., b = height / 2.;
                         return std::pow((x - 3 - a) / a, 2) + std::pow((y - 4 - b) / b, 2) < 1;
                     }));
    }
}

TEST(Shape, coversEveryPixelThatAPolygonTouches)
{
    const std::vector<std::vector<Corner>> outlines{
        {{2, 2}, {30, 5}, {12, 25}},                                               // a triangle
        {{0, 0}, {20, 0}, {20, 20}, {10, 3}, {0, 20}},                             // hollow below
        {{0, 0}, {30, 20}, {30, 0}, {0, 20}},                                      // crossing lines
        {{5, 5}, {40, 6}, {5, 7}},                                                 // a needle
        {{0, 0}, {24, 0}, {24, 24}, {0, 24}, {0, 8}, {16, 8}, {16, 16}, {0, 16}}}; // rectangular, with a bay
    for (const auto& outline : outlines) {
        const auto box = polygon(outline);
        ASSERT_TRUE(isSound(box));
        expectCovers(box, sampled(box, [&](double x, double y) { return isEnclosed(outline, x, y); }));
    }
}

TEST(Shape, isRefusedWithoutAreaOrOutsideItsRectangle)
{
    EXPECT_FALSE(isSound({0, 0, 0, 5}));
    EXPECT_FALSE(isSound({0, 0, 5, 5, 2, 1}));
    EXPECT_FALSE(isSound({0, 0, 70000, 5}));
    EXPECT_FALSE(isSound({0, 0, 5, 5, 1, 1, Shape::Polygon, {{0, 0}, {5, 5}}, {}}));
    EXPECT_FALSE(isSound({0, 0, 5, 5, 1, 1, Shape::Polygon, {{0, 0}, {5, 5}, {6, 0}}, {}}));
    EXPECT_FALSE(isSound({0, 0, 5, 5, 1, 1, Shape::Polygon, {{0, 2}, {5, 2}, {3, 2}}, {}}));
    EXPECT_FALSE(isSound({0, 0, 5, 5, 1, 1, Shape::Polygon, {{0, 0}, {0, 5}, {5, 5}, {0, 5}}, {}})) << "there and back";
    EXPECT_FALSE(isSound({0, 0, 5, 5, 1, 1, Shape::Blocks, {}, {}}));
    EXPECT_FALSE(isSound({0, 0, 5, 5, 1, 1, Shape::Blocks, {}, {{4, 0, 2, 1}}}));
}

TEST(Shape, movesAndGrowsWithItsCorners)
{
    const auto box = polygon({{2, 2}, {12, 2}, {7, 12}});

    const auto moved = placed(box, {4, 1, 20, 5});

    EXPECT_EQ(moved.outline, (std::vector<Corner>{{4, 1}, {24, 1}, {14, 6}}));
    EXPECT_TRUE(isSound(moved));
}

TEST(Shape, comesBackFromItsTextAndARectangleSaysNoMoreThanItDid)
{
    const auto box = polygon({{2, 2}, {12, 2}, {7, 12}});
    EXPECT_EQ(*fromText<Box>(toText(box)), box);
    EXPECT_EQ(toText(Box{1, 2, 3, 4, 5, 6}), R"({"firstFrame":5,"height":4,"lastFrame":6,"width":3,"x":1,"y":2})");
    EXPECT_EQ(*fromText<Box>(R"({"firstFrame":5,"height":4,"lastFrame":6,"width":3,"x":1,"y":2})"),
              (Box{1, 2, 3, 4, 5, 6}));
}

TEST(Patches, areJoinedWithoutOverlap)
{
    const auto patches = joined({{0, 0, 8, 8}, {8, 0, 8, 8}, {0, 8, 8, 8}, {4, 0, 4, 16}});

    EXPECT_EQ(patches, (std::vector<Patch>{{0, 0, 16, 8}, {0, 8, 8, 8}}));
}

}
