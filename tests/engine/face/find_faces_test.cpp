// SPDX-License-Identifier: Apache-2.0
#include "engine/face/find_faces.h"

#include "engine/face/cascade_detector.h"
#include "engine/face/sampled.h"
#include "engine/face/skin.h"
#include "tests/engine/face/drawn_face.h"
#include "tests/engine/face/head_phantom.h"
#include "tests/engine/face/mricron.h"
#include "tests/engine/face/phantom.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>

using namespace engine;
using namespace engine::face;

namespace {

constexpr const char* cascadeFolder = "/usr/share/opencv4/haarcascades";
constexpr int side = 400;

/// The phantom's head, whose face nobody owns, as a camera would see it. None without mricron-data.
const Grid* head()
{
    static const auto made = []() -> std::optional<Grid> {
        const auto whole = mricron::scan("ch2");
        if (!whole)
            return {};
        const auto grid = std::make_shared<Grid>(gridOf(whole->volume, whole->samples, 1));
        const auto lookUp = [grid](const Vector& place) {
            return static_cast<double>(Sampled{*grid}(Vector{-place[0], -place[1], place[2]})) / 255;
        };
        const auto scanned = phantom::scan(
            {}, {lookUp, lookUp}, {}, phantom::around({110, 125, 150}, {Vector{2.2, 0, 0}, {0, 2.2, 0}, {0, 0, 2}}));
        auto solid = gridOf(scanned.volume, scanned.samples, 1);
        smooth(solid);
        makeSolid(solid, *skinThreshold(scanned.volume, scanned.samples));
        return solid;
    }();
    return made ? &*made : nullptr;
}

Bytes seenFrom(double yaw)
{
    Camera camera;
    camera.centre = {0, -10, -70};
    camera.yaw = yaw;
    camera.side = side;
    camera.width = 330;
    auto grey = shade(Caster{*head(), 200}.look(camera), top30);
    for (auto& value : grey)
        value = std::max<std::uint8_t>(value, 30);
    return grey;
}

pixels::Frame frame()
{
    pixels::Frame made;
    made.layout = {side, side, 1, 1, false, 8};
    made.photometric = "MONOCHROME2";
    return made;
}

std::vector<FindFaces::Face> find(const Bytes& grey, const std::string& cascades)
{
    auto front = FaceDetector::open({});
    auto others = CascadeDetector::open(cascades);
    const auto answer = findFaces({frame()}, grey, {front, others});
    EXPECT_TRUE(answer);
    return answer ? answer->faces : std::vector<FindFaces::Face>{};
}

/// One of them lies over the middle of the face, which is in the middle of the picture.
bool isOverTheFace(const std::vector<FindFaces::Face>& faces)
{
    return std::any_of(faces.begin(), faces.end(), [](const auto& face) {
        const auto& box = face.box;
        return box.x < side / 2 && box.x + box.width > side / 2 && box.y < side / 2 && box.y + box.height > side / 2;
    });
}

class FindFacesIn : public testing::Test {
protected:
    void SetUp() override
    {
        if (!head())
            GTEST_SKIP() << "mricron-data is not installed";
    }
};

}

TEST_F(FindFacesIn, pictureFromInFrontUprightAndUpsideDown)
{
    const auto upright = seenFrom(0);
    EXPECT_TRUE(isOverTheFace(find(upright, {})));
    EXPECT_TRUE(isOverTheFace(find({upright.rbegin(), upright.rend()}, {})));
}

TEST_F(FindFacesIn, whatAWindowHidesAndInNegative)
{
    const auto upright = seenFrom(0);
    auto deep = frame();
    deep.layout.bytesPerSample = 2;
    deep.layout.bitsStored = 12;
    deep.photometric = "MONOCHROME1";
    deep.presentation.inverted = true;
    deep.presentation.windows = {{4000, 2, {}}}; // black but for a few
    Bytes words;
    for (const int value : upright) {
        const int dark = 4095 - 8 * value;
        words.push_back(static_cast<std::uint8_t>(dark & 0xFF));
        words.push_back(static_cast<std::uint8_t>(dark >> 8));
    }
    auto front = FaceDetector::open({});
    auto others = CascadeDetector::open({});
    const auto answer = findFaces({deep}, words, {front, others});
    ASSERT_TRUE(answer);
    EXPECT_TRUE(isOverTheFace(answer->faces));
}

TEST(FindFaces, smallOnesInALargePictureStandingAndLying)
{
    constexpr int width = 2600, height = 1400, size = 140; // brow to chin a thirtieth of the longer side
    auto large = frame();
    large.layout.columns = width;
    large.layout.rows = height;
    Bytes grey(std::size_t{width} * height, 90);
    drawn::paste(grey, width, 1900, 300, size);
    auto front = FaceDetector::open({});
    auto others = CascadeDetector::open({});
    const auto isSeen = [&](int x, int y) {
        const auto answer = findFaces({large}, grey, {front, others});
        return answer && std::any_of(answer->faces.begin(), answer->faces.end(), [&](const auto& face) {
                   const auto& box = face.box;
                   return box.x < x && x < box.x + box.width && box.y < y && y < box.y + box.height &&
                          box.width < 2 * size && box.height < 2 * size;
               });
    };
    EXPECT_TRUE(isSeen(1900 + size / 2, 300 + size / 2));
    Bytes lying(grey.size());
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            lying[static_cast<std::size_t>(x) * height + static_cast<std::size_t>(height - 1 - y)] =
                grey[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)];
    }
    grey = lying;
    std::swap(large.layout.columns, large.layout.rows);
    EXPECT_TRUE(isSeen(height - 300 - size / 2, 1900 + size / 2));
}

TEST_F(FindFacesIn, pictureOfNothing)
{
    Bytes grey(side * side, 90);
    for (std::size_t i = 0; i < grey.size(); ++i)
        grey[i] = static_cast<std::uint8_t>(grey[i] + i * 7919 % 13); // and its noise
    EXPECT_TRUE(find(grey, cascadeFolder).empty());
}

TEST(CascadeDetector, seesNothingWhereItsFilesAreMissing)
{
    auto missing = CascadeDetector::open("/nowhere");
    EXPECT_FALSE(missing.isThere() || missing.isFrontThere());
    EXPECT_FALSE(missing.seesFace(Bytes(side * side, 90), side));
    EXPECT_TRUE(missing.findAll(Bytes(side * side, 90), side, side).empty());
}
