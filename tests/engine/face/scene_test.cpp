// SPDX-License-Identifier: Apache-2.0
#include "engine/face/scene.h"

#include "tests/engine/face/phantom.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <optional>

using namespace engine;
using namespace engine::face;

namespace {

constexpr int side = 256;

/// One for all tests: opening OpenGL takes a while.
Scene& scene()
{
    static auto opened = [] {
        ::unsetenv("DISPLAY");
        auto result = Scene::open();
        EXPECT_TRUE(result) << result.error().where;
        return *std::move(result);
    }();
    return opened;
}

Result<LoadVolume::Answer> load(const Volume& volume, const std::vector<std::int16_t>& samples,
                                std::optional<double> threshold = {})
{
    LoadVolume request;
    request.volume = volume;
    request.thresholdGiven = threshold.has_value();
    request.threshold = threshold.value_or(0);
    return scene().load(request, {reinterpret_cast<const std::uint8_t*>(samples.data()), samples.size() * 2});
}

Volume axial()
{
    return phantom::around({110, 140, 150}, {Vector{2, 0, 0}, {0, 1.7, 0}, {0, 0, 1.6}});
}

/// The head in the axial scanner, made once.
const std::vector<std::int16_t>& axialHead()
{
    static const auto samples = phantom::scanned(axial(), 20, 1000);
    return samples;
}

/// Which pixels show the head.
struct Shadow {
    std::vector<bool> pixels;

    int area(int fromX, int toX, int fromY, int toY) const
    {
        int count = 0;
        for (int y = fromY; y < toY; ++y) {
            for (int x = fromX; x < toX; ++x)
                count += pixels[static_cast<std::size_t>(y * side + x)] ? 1 : 0;
        }
        return count;
    }
    int left() const { return area(0, side / 2, 0, side); }
    int right() const { return area(side / 2, side, 0, side); }
    int top() const { return area(0, side, 0, side / 2); }
    int bottom() const { return area(0, side, side / 2, side); }
};

Bytes picture(double azimuth, double elevation, bool draft = false)
{
    RenderFace request;
    request.azimuth = azimuth;
    request.elevation = elevation;
    request.width = request.height = side;
    request.draft = draft;
    Bytes rgba(4 * side * side);
    const auto answer = scene().render(request, rgba);
    EXPECT_TRUE(answer);
    return rgba;
}

Shadow shadow(double azimuth, double elevation, bool draft = false)
{
    const auto rgba = picture(azimuth, elevation, draft);
    Shadow result;
    for (std::size_t i = 0; i < rgba.size(); i += 4)
        result.pixels.push_back(rgba[i] > 0x18);
    return result;
}

/// How much of the silhouette differs, as a share of the whole.
double difference(const Shadow& a, const Shadow& b)
{
    int differing = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i)
        differing += a.pixels[i] != b.pixels[i] ? 1 : 0;
    return static_cast<double>(differing) / a.area(0, side, 0, side);
}

/// Five scanners see the same head.
std::vector<Volume> orientations()
{
    const double c = std::cos(0.4), s = std::sin(0.4);
    return {
        axial(), phantom::around({140, 150, 110}, {Vector{0, 1.7, 0}, {0, 0, -1.6}, {2, 0, 0}}), // sagittal
        phantom::around({110, 150, 140}, {Vector{2, 0, 0}, {0, 0, -1.6}, {0, 1.7, 0}}),          // coronal
        phantom::around({110, 140, 150}, {Vector{-2, 0, 0}, {0, 1.7, 0}, {0, 0, -1.6}}),         // feet first
        phantom::around({120, 150, 160}, {Vector{2, 0, 0}, {0, 1.7 * c, 1.7 * s}, {0, -1.6 * s, 1.6 * c}}), // oblique
        // gantry tilt: the slices are shifted against each other
        phantom::around({110, 200, 150}, {Vector{2, 0, 0}, {0, 1.7, 0}, {0, 0.5, 1.6}})};
}

}

TEST(Scene, hasNothingToShowBeforeAVolumeIsLoaded)
{
    ASSERT_FALSE(load({}, {}));
    Bytes rgba(4 * 512 * 512);
    const auto answer = scene().render({}, rgba);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::NotFound);
}

TEST(Scene, findsTheSkinWhereTheFormulaHasIt)
{
    for (const auto& volume : orientations()) {
        const auto answer = load(volume, phantom::scanned(volume, 20, 1000), 515);
        ASSERT_TRUE(answer) << answer.error().where;
        const std::array<double, 6> truth{-70, 93, -106, 90, -100, 100};
        for (std::size_t i = 0; i < 6; ++i)
            EXPECT_NEAR(answer->bounds[i], truth[i], 1.25) << i;
        EXPECT_EQ(answer->threshold, 515);
        EXPECT_GT(answer->triangles, 50000U);
    }
}

TEST(Scene, putsTheThresholdBetweenNoiseAndSkin)
{
    const auto answer = load(axial(), axialHead());
    ASSERT_TRUE(answer);
    EXPECT_GT(answer->threshold, 30);
    EXPECT_LT(answer->threshold, 515);
}

TEST(Scene, showsTheSameHeadHoweverItWasScanned)
{
    std::vector<std::array<Shadow, 3>> heads;
    for (const auto& volume : orientations()) {
        ASSERT_TRUE(load(volume, phantom::scanned(volume, 20, 1000)));
        heads.push_back({shadow(0, 0), shadow(90, 0), shadow(30, 40)});
    }
    for (const auto& head : heads) {
        for (std::size_t view = 0; view < 3; ++view)
            EXPECT_LT(difference(heads.front()[view], head[view]), 0.02) << view;
    }
}

TEST(Scene, showsThePersonsLeftAtTheViewersRight)
{
    ASSERT_TRUE(load(axial(), axialHead()));
    // The picture is centred on the bounds: the ball at the left pushes the head to the viewer's left.
    const auto front = shadow(0, 0);
    EXPECT_GT(front.left(), front.right() * 5 / 4);
    EXPECT_GT(front.area(side * 3 / 4, side, 0, side / 2), front.area(side * 3 / 4, side, side / 2, side));
    const auto back = shadow(180, 0);
    EXPECT_GT(back.right(), back.left() * 5 / 4);
}

TEST(Scene, turnsTowardsThePersonsLeftAndUpwards)
{
    ASSERT_TRUE(load(axial(), axialHead()));
    // Seen from the left the nose is at the viewer's left, and pushes the middle of the head to the right.
    const auto left = shadow(90, 0), right = shadow(-90, 0), above = shadow(0, 90), below = shadow(0, -90);
    EXPECT_GT(left.right(), left.left());
    EXPECT_GT(right.left(), right.right());
    // From above the nose points down in the picture, from below up; the ball stays at the right.
    EXPECT_GT(above.top(), above.bottom());
    EXPECT_GT(below.bottom(), below.top());
    EXPECT_GT(above.left(), above.right());
    EXPECT_GT(below.left(), below.right());
}

TEST(Scene, drawsTheDraftLikeTheStillPicture)
{
    ASSERT_TRUE(load(axial(), axialHead()));
    EXPECT_LT(difference(shadow(20, 10), shadow(20, 10, true)), 0.02);
}

TEST(Scene, drawsTheSamePictureTwice)
{
    ASSERT_TRUE(load(axial(), axialHead()));
    const auto first = picture(33, 12);
    (void)picture(-70, 50, true);
    EXPECT_EQ(picture(33, 12), first);
}

TEST(Scene, fillsTheBackgroundWithTheCanvasColourAndIsOpaque)
{
    ASSERT_TRUE(load(axial(), axialHead()));
    const auto rgba = picture(0, 0);
    EXPECT_EQ((Bytes{rgba.begin(), rgba.begin() + 4}), (Bytes{0x10, 0x10, 0x10, 255}));
    std::uint8_t brightest = 0;
    for (std::size_t i = 0; i < rgba.size(); i += 4) {
        ASSERT_TRUE(rgba[i] == rgba[i + 1] && rgba[i] == rgba[i + 2] && rgba[i + 3] == 255) << i;
        brightest = std::max(brightest, rgba[i]);
    }
    EXPECT_GT(brightest, 180);
    EXPECT_LT(brightest, 255);
}

TEST(Scene, findsTheSkinOfACtAtMinus300AndNotTheBone)
{
    auto volume = axial();
    volume.isHounsfield = true;
    const auto answer = load(volume, phantom::scanned(volume, -1000, 40));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->threshold, -300);
    EXPECT_NEAR(answer->bounds[3], 90, 2);
}

TEST(Scene, hidesTheCavitiesInsideAndTheDustOutside)
{
    const auto volume = axial();
    auto samples = axialHead();
    ASSERT_TRUE(load(volume, samples));
    const auto solid = load(volume, samples)->triangles;
    const auto set = [&](int i, int j, int k, std::int16_t value) {
        samples[static_cast<std::size_t>((k * volume.size[1] + j) * volume.size[0] + i)] = value;
    };
    for (int k = 60; k < 90; ++k) {
        for (int j = 50; j < 90; ++j) {
            for (int i = 45; i < 65; ++i)
                set(i, j, k, 20);
        }
    }
    for (int i = 2; i < 6; ++i) {
        for (int j = 2; j < 6; ++j)
            set(i, j, 70, 1000);
    }
    EXPECT_EQ(load(volume, samples)->triangles, solid);
}

TEST(Scene, refusesWhatIsNoVolumeAndForgetsTheLastOne)
{
    const auto volume = axial();
    const auto& samples = axialHead();
    const auto codeOf = [&](const Volume& faulty, const std::vector<std::int16_t>& content) {
        EXPECT_TRUE(load(volume, samples));
        const auto answer = load(faulty, content);
        Bytes rgba(4 * 512 * 512);
        EXPECT_FALSE(scene().render({}, rgba));
        return answer ? "" : answer.error().where;
    };
    auto nan = volume, flat = volume, huge = volume, tiny = volume;
    nan.step[1][0] = std::nan("");
    flat.step[2] = flat.step[0];
    huge.size = {65535, 65535, 65535};
    tiny.size = {1, 140, 150};
    for (const auto& faulty : {nan, flat, huge, tiny})
        EXPECT_EQ(codeOf(faulty, samples), "volume");
    EXPECT_EQ(codeOf(volume, {samples.begin(), samples.end() - 1}), "volume");
    EXPECT_EQ(codeOf(volume, std::vector<std::int16_t>(samples.size(), 7)), "constant");
}

TEST(Scene, showsWhatACutLeavesInTheSamePlace)
{
    const auto volume = axial();
    const auto loaded = load(volume, axialHead());
    ASSERT_TRUE(loaded);
    const ByteView bytes{reinterpret_cast<const std::uint8_t*>(axialHead().data()), axialHead().size() * 2};
    const auto cut = *cutOf("manual,ball=0/-92/-10/20"); // the nose of the phantom
    const auto draw = [&](bool isAfter) {
        Bytes rgba(4 * side * side);
        RenderFace request;
        request.azimuth = 90;
        request.width = request.height = side;
        request.isAfter = isAfter;
        return scene().render(request, rgba) ? rgba : Bytes{};
    };
    EXPECT_TRUE(draw(true).empty()) << "nothing was cut yet";
    ASSERT_TRUE(scene().cut({volume, loaded->threshold, cut}, bytes));
    const auto before = draw(false), after = draw(true);
    int gone = 0, come = 0;
    for (std::size_t i = 0; i < before.size(); i += 4) {
        gone += before[i] > 40 && after[i] < 40 ? 1 : 0;
        come += before[i] < 40 && after[i] > 40 ? 1 : 0;
    }
    EXPECT_GT(gone, 100) << "the nose";
    EXPECT_LT(come, 20) << "the rest has not moved";
    EXPECT_TRUE(load(volume, axialHead()));
    EXPECT_TRUE(draw(true).empty()) << "another head has no cut";
}

namespace {

Bytes pictureAs(RenderFace::Preset preset, RenderFace::Light light = RenderFace::Light::Headlight, bool draft = false)
{
    RenderFace request;
    request.width = request.height = side;
    request.preset = preset;
    request.light = light;
    request.draft = draft;
    Bytes rgba(4 * side * side);
    return scene().render(request, rgba) ? rgba : Bytes{};
}

/// The mean grey of the upper or the lower half of the ellipsoid, beside the nose.
double meanOf(const Bytes& rgba, int fromY, int toY)
{
    double sum = 0;
    for (int y = fromY; y < toY; ++y)
        sum += rgba[static_cast<std::size_t>(y * side + side / 2 - 40) * 4];
    return sum / (toY - fromY);
}

}

TEST(Scene, isLitFromAboveWhereThatIsAsked)
{
    ASSERT_TRUE(load(axial(), axialHead()));
    using Light = RenderFace::Light;
    std::vector<double> upperOverLower;
    for (const auto light : {Light::Headlight, Light::Top30, Light::Top50}) {
        const auto picture = pictureAs(RenderFace::Preset::Skin, light);
        upperOverLower.push_back(meanOf(picture, 70, 100) / meanOf(picture, 156, 186));
    }
    EXPECT_NEAR(upperOverLower[0], 1, 0.1);
    EXPECT_GT(upperOverLower[1], 1.15);
    EXPECT_GT(upperOverLower[2], upperOverLower[1] * 1.1);
}

TEST(Scene, drawsOnlyTheEdgesAsContour)
{
    ASSERT_TRUE(load(axial(), axialHead()));
    const auto skin = shadow(0, 0);
    const auto picture = pictureAs(RenderFace::Preset::Contour);
    int lines = 0, inside = 0, beside = 0;
    for (std::size_t i = 0; i < skin.pixels.size(); ++i) {
        const bool isLine = picture[4 * i] > 0x80;
        lines += isLine ? 1 : 0;
        inside += !isLine && picture[4 * i] > 0x20 ? 1 : 0;
        beside += isLine && !skin.pixels[i] ? 1 : 0;
    }
    EXPECT_GT(lines, 300);
    EXPECT_GT(inside, 3 * lines);
    EXPECT_LT(beside, lines / 10) << "edge on, the skin is as dark as the canvas";
}

TEST(Scene, showsWhatIsBrightestInsideInTheSamePlaceAsTheSkin)
{
    auto samples = axialHead();
    const auto volume = axial();
    const Vector stone{-30, 20, 30}; // inside, at the person's right and above the middle
    std::size_t index = 0;
    for (int k = 0; k < volume.size[2]; ++k) {
        for (int j = 0; j < volume.size[1]; ++j) {
            for (int i = 0; i < volume.size[0]; ++i, ++index) {
                const auto p = volume.origin + volume.step[0] * i + volume.step[1] * j + volume.step[2] * k;
                if (length(p - stone) < 6)
                    samples[index] = 3000;
            }
        }
    }
    const auto loaded = load(volume, samples);
    ASSERT_TRUE(loaded);
    for (const bool draft : {false, true}) {
        const auto picture = pictureAs(RenderFace::Preset::Brightest, RenderFace::Light::Headlight, draft);
        std::array<double, 2> sum{};
        int bright = 0;
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                if (picture[static_cast<std::size_t>(y * side + x) * 4] < 200)
                    continue;
                ++bright;
                sum[0] += x;
                sum[1] += y;
            }
        }
        ASSERT_GT(bright, 10);
        PointAt where;
        where.view.width = where.view.height = side;
        where.x = sum[0] / bright;
        where.y = sum[1] / bright;
        const auto before = scene().pointAt(where); // the skin before the stone
        ASSERT_TRUE(before && before->isSkin);
        EXPECT_NEAR(before->position[0], stone[0], draft ? 3 : 1.5);
        EXPECT_NEAR(before->position[2], stone[2], draft ? 3 : 1.5);
    }
}

TEST(Scene, showsBoneInCtAlone)
{
    ASSERT_TRUE(load(axial(), axialHead()));
    EXPECT_TRUE(pictureAs(RenderFace::Preset::Bone).empty());
    auto volume = axial();
    volume.isHounsfield = true;
    auto samples = phantom::scanned(volume, -1000, 40);
    std::size_t index = 0;
    for (int k = 0; k < volume.size[2]; ++k) {
        for (int j = 0; j < volume.size[1]; ++j) {
            for (int i = 0; i < volume.size[0]; ++i, ++index) {
                const auto p = volume.origin + volume.step[0] * i + volume.step[1] * j + volume.step[2] * k;
                if (length(p) < 50)
                    samples[index] = 700;
            }
        }
    }
    ASSERT_TRUE(load(volume, samples));
    const auto bone = pictureAs(RenderFace::Preset::Bone), skin = pictureAs(RenderFace::Preset::Skin);
    const auto area = [](const Bytes& rgba) {
        int count = 0;
        for (std::size_t i = 0; i < rgba.size(); i += 4)
            count += rgba[i] > 0x18 ? 1 : 0;
        return count;
    };
    EXPECT_NEAR(double(area(bone)) / area(skin), 50. * 50 / (70 * 100), 0.08);
}

TEST(Scene, saysWhereAPixelLiesInThePatientHoweverItIsTurned)
{
    for (const auto& volume : orientations()) {
        ASSERT_TRUE(load(volume, phantom::scanned(volume, 20, 1000), 515));
        int asked = 0;
        for (const auto& [azimuth, elevation] : {std::pair{0., 0.}, {90., 0.}, {-40., 30.}, {180., -20.}}) {
            for (int i = 0; i < 25; ++i) {
                PointAt request;
                request.view.azimuth = azimuth;
                request.view.elevation = elevation;
                request.view.width = request.view.height = side;
                request.x = side / 2. - 50 + i % 5 * 20;
                request.y = side / 2. - 50 + i / 5 * 20;
                const auto found = scene().pointAt(request);
                ASSERT_TRUE(found);
                if (!found->isSkin)
                    continue;
                ++asked;
                const auto& p = found->position;
                const double ellipsoid =
                    std::sqrt(std::pow(p[0] / 70, 2) + std::pow(p[1] / 90, 2) + std::pow(p[2] / 100, 2));
                const double off =
                    std::min({std::abs(ellipsoid - 1) * 85, std::abs(length(p - phantom::nose) - phantom::noseRadius),
                              std::abs(length(p - phantom::mark) - phantom::markRadius)});
                EXPECT_LT(off, 2) << azimuth << ' ' << elevation;
            }
        }
        EXPECT_GE(asked, 90);
    }
    PointAt beside;
    beside.view.width = beside.view.height = side;
    EXPECT_FALSE(scene().pointAt(beside)->isSkin);
    beside.x = side + 1;
    EXPECT_FALSE(scene().pointAt(beside));
}

TEST(Scene, tellsThePersonsLeftFromTheRightByItsPlaces)
{
    ASSERT_TRUE(load(axial(), axialHead()));
    PointAt request;
    request.view.width = request.view.height = side;
    double leftmost = 0;
    for (int x = 0; x < side; ++x) {
        request.x = x;
        request.y = side / 2. - 45; // at the height of the mark
        const auto found = scene().pointAt(request);
        leftmost = found && found->isSkin ? std::max(leftmost, found->position[0]) : leftmost;
    }
    EXPECT_GT(leftmost, 80) << "the mark is at the person's left, which is +x";
}

TEST(Scene, refusesAViewThatIsOutOfBounds)
{
    ASSERT_TRUE(load(axial(), axialHead()));
    Bytes rgba(4 * 512 * 512);
    const auto isRefused = [&](const RenderFace& request) {
        const auto answer = scene().render(request, rgba);
        return !answer && answer.error().code == ErrorCode::BadArgument;
    };
    EXPECT_FALSE(isRefused({}));
    EXPECT_TRUE(isRefused({std::nan(""), 0, 1, 512, 512, false, false}));
    EXPECT_TRUE(isRefused({0, 91, 1, 512, 512, false, false}));
    EXPECT_TRUE(isRefused({0, 0, 0, 512, 512, false, false}));
    EXPECT_TRUE(isRefused({0, 0, 1, 0, 512, false, false}));
    EXPECT_TRUE(isRefused({0, 0, 1, -512, -512, false, false}));
    EXPECT_TRUE(isRefused({0, 0, 1, 513, 512, false, false}));
}
