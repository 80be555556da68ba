// SPDX-License-Identifier: Apache-2.0
#include "engine/face/scene.h"
#include "engine/face/volume.h"

#include "engine/base/descriptor.h"
#include "engine/dicom/data_set.h"
#include "engine/dicom/dictionary.h"
#include "engine/pixels/decode.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>

using namespace engine;
using namespace engine::face;

namespace {

std::vector<double> numbersIn(const std::string& value)
{
    std::vector<double> numbers;
    std::istringstream stream{value};
    for (std::string part; std::getline(stream, part, '\\');)
        numbers.push_back(std::strtod(part.c_str(), nullptr));
    numbers.resize(std::max<std::size_t>(6, numbers.size()));
    return numbers;
}

study::Instance instanceOf(const dicom::DataSet& dataSet)
{
    const auto elements = dicom::read(dataSet).elements;
    const auto value = [&](std::uint16_t group, std::uint16_t element) {
        return dicom::valueOf(elements, {group, element});
    };
    study::Instance instance;
    instance.seriesUid = value(0x20, 0x0E);
    instance.modality = value(0x08, 0x60);
    instance.instanceNumber = std::atoi(value(0x20, 0x13).c_str());
    instance.frames = 1;
    instance.rows = std::atoi(value(0x28, 0x10).c_str());
    instance.columns = std::atoi(value(0x28, 0x11).c_str());
    instance.samplesPerPixel = 1;
    const auto position = numbersIn(value(0x20, 0x32)), orientation = numbersIn(value(0x20, 0x37));
    const auto spacing = numbersIn(value(0x28, 0x30));
    auto& geometry = instance.geometry;
    geometry.known = !value(0x20, 0x32).empty();
    std::copy_n(position.begin(), 3, geometry.position.begin());
    std::copy_n(orientation.begin(), 6, geometry.orientation.begin());
    std::copy_n(spacing.begin(), 2, geometry.spacing.begin());
    return instance;
}

/// One of the series of the shared test images.
class Heads : public testing::Test {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(folder))
            GTEST_SKIP() << "no test images";
        ASSERT_TRUE(dicom::prepare());
        pixels::prepare();
        ::unsetenv("DISPLAY");
    }

    Result<VolumePlan> plan(const std::string& series)
    {
        std::vector<std::filesystem::path> paths{std::filesystem::directory_iterator{folder + series}, {}};
        std::sort(paths.begin(), paths.end());
        std::vector<study::Instance> instances;
        for (const auto& path : paths) {
            auto dataSet = dicom::load(openForReading(path.string())->get());
            EXPECT_TRUE(dataSet) << path;
            instances.push_back(instanceOf(*dataSet));
            files.push_back(*std::move(dataSet));
        }
        return planVolume(instances);
    }

    LoadVolume::Answer load(const VolumePlan& plan, Scene& scene)
    {
        std::vector<std::int16_t> samples(plan.volume.bytes() / 2);
        VolumeFilling filling{plan, samples};
        Bytes pixels(4 * static_cast<std::size_t>(plan.volume.size[0]) * static_cast<std::size_t>(plan.volume.size[1]));
        for (std::size_t at = 0; at < plan.instances.size(); ++at) {
            const auto frame = pixels::decodeFrame(files[plan.instances[at]], 1, pixels);
            EXPECT_TRUE(frame);
            EXPECT_TRUE(filling.place(at, *frame, pixels));
        }
        LoadVolume request;
        request.volume = plan.volume;
        const auto start = std::chrono::steady_clock::now();
        const auto answer =
            scene.load(request, {reinterpret_cast<const std::uint8_t*>(samples.data()), samples.size() * 2});
        EXPECT_TRUE(answer) << answer.error().where;
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        std::printf("skin at %.0f, %llu triangles, %.0f ms\n", answer->threshold,
                    static_cast<unsigned long long>(answer->triangles), took.count());
        return *answer;
    }

    const std::string folder = SAFELIGHT_SHARED "/testdata/heads/";
    std::vector<dicom::DataSet> files;
};

}

TEST_F(Heads, aFaceInMrIsDrawnInTheMiddleAndNearlyTheSameOnBothSides)
{
    const auto planned = plan("mr-face-ch2");
    ASSERT_TRUE(planned) << planned.error().where;
    EXPECT_TRUE(planned->remarks.empty());
    auto scene = Scene::open();
    ASSERT_TRUE(scene);
    const auto answer = load(*planned, *scene);
    // An adult's head without the jaw, in mm.
    EXPECT_NEAR(answer.bounds[1] - answer.bounds[0], 180, 25);
    EXPECT_NEAR(answer.bounds[3] - answer.bounds[2], 215, 25);
    constexpr std::size_t side = 512;
    Bytes rgba(4 * side * side);
    ASSERT_TRUE(scene->render({}, rgba));
    std::size_t left = 0, right = 0, mirrored = 0;
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side / 2; ++x) {
            const bool isLeft = rgba[4 * (y * side + x)] > 0x18, isRight = rgba[4 * (y * side + side - 1 - x)] > 0x18;
            left += isLeft ? 1 : 0;
            right += isRight ? 1 : 0;
            mirrored += isLeft == isRight ? 1 : 0;
        }
    }
    EXPECT_GT(left + right, side * side / 5);
    EXPECT_NEAR(static_cast<double>(left) / static_cast<double>(right), 1, 0.05);
    EXPECT_GT(mirrored, side * side / 2 * 95 / 100);
}

TEST_F(Heads, aTiltedCtWithTwoSpacingsIsAVolumeAndSaysSo)
{
    const auto planned = plan("ct-thick-tilt-ge");
    ASSERT_TRUE(planned) << planned.error().where;
    EXPECT_EQ(planned->remarks, (std::vector<std::string>{"uneven-spacing", "tilted"}));
    EXPECT_TRUE(planned->volume.isHounsfield);
    auto scene = Scene::open();
    ASSERT_TRUE(scene);
    EXPECT_EQ(load(*planned, *scene).threshold, -300);
}

TEST_F(Heads, anObliqueMrIsAVolume)
{
    const auto planned = plan("mr-defaced-n2d");
    ASSERT_TRUE(planned) << planned.error().where;
    EXPECT_EQ(planned->instances.size(), 192U);
    auto scene = Scene::open();
    ASSERT_TRUE(scene);
    EXPECT_GT(load(*planned, *scene).triangles, 100000U);
}
