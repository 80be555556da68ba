// SPDX-License-Identifier: Apache-2.0
// How long looking at a head takes, stage by stage, on 512 x 512 x 300 samples made from mricron-data's ch2; one
// thread.
#include "engine/face/anchor.h"
#include "engine/face/looks.h"
#include "engine/face/skin.h"
#include "tests/engine/face/mricron.h"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>

using namespace engine;
using namespace engine::face;

namespace {

struct Took {
    double elapsed = 0, processor = 0; ///< ms

    Took operator+(const Took& other) const { return {elapsed + other.elapsed, processor + other.processor}; }
};

Took timeOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    const auto clock = std::clock();
    work();
    const double processor = 1000.0 * static_cast<double>(std::clock() - clock) / CLOCKS_PER_SEC;
    return {std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(), processor};
}

void tell(const std::string& what, const Took& took)
{
    std::printf("%-34s %8.0f ms   processor %6.0f ms\n", what.c_str(), took.elapsed, took.processor);
}

/// The head as a CT scanner with fine samples would have made it.
mricron::Scan fine(const mricron::Scan& head)
{
    mricron::Scan made;
    made.volume = head.volume;
    made.volume.size = {512, 512, 300};
    made.volume.isHounsfield = true;
    for (std::size_t axis = 0; axis < 3; ++axis)
        made.volume.step[axis] =
            made.volume.step[axis] * (static_cast<double>(head.volume.size[axis]) / made.volume.size[axis]);
    made.samples.reserve(made.volume.bytes() / 2);
    for (int k = 0; k < 300; ++k) {
        for (int j = 0; j < 512; ++j) {
            const auto row = (static_cast<std::size_t>(k * head.volume.size[2] / 300) *
                                  static_cast<std::size_t>(head.volume.size[1]) +
                              static_cast<std::size_t>(j * head.volume.size[1] / 512)) *
                             static_cast<std::size_t>(head.volume.size[0]);
            for (int i = 0; i < 512; ++i) {
                const auto value = head.samples[row + static_cast<std::size_t>(i * head.volume.size[0] / 512)];
                made.samples.push_back(static_cast<std::int16_t>(value > 11 ? value - 60 : -1000));
            }
        }
    }
    return made;
}

void measure(const mricron::Scan& head, const std::string& resources)
{
    const auto model = HeadTemplate::load(resources + "/models/head_template.bin");
    auto detector = FaceDetector::open("");
    if (!model)
        return;
    Grid grid, solid;
    constexpr double threshold = -300;
    const auto prepared = timeOf([&] {
        grid = gridOf(head.volume, head.samples, 1);
        smooth(grid);
        solid = grid;
        makeSolid(solid, threshold);
    });
    tell("grid of 1 mm, smooth and solid", prepared);
    Registration found;
    tell("registration", timeOf([&] { found = registerHead(*model, grid, solid, threshold, {}); }));
    const auto focus = found.toPatient({0, -20, -45});
    auto adviser = CascadeDetector::open("/usr/share/opencv4/haarcascades");
    tell("42 pictures and the detectors", timeOf([&] {
             lookAround(Caster{solid, threshold}, focus, detector, adviser);
         }));
    const Caster caster{solid, threshold};
    Camera camera;
    camera.centre = focus;
    for (const int side : {128, 256, 512}) {
        camera.side = side;
        const auto once = timeOf([&] { shade(caster.look(camera), top30); });
        tell("picture of " + std::to_string(side) + " x " + std::to_string(side), once);
        if (side == 256)
            tell("first picture, from the samples", prepared + once);
    }
    Cut cut = *cutOf("wedge");
    const Affine mirror{{Vector{-1, 0, 0}, Vector{0, -1, 0}, Vector{0, 0, 1}}, {}};
    cut.toTemplate = chained(mirror, inverseOf(found.toPatient));
    cut.floor = floorOf(*model, 10);
    tell("the cut of 300 slices", timeOf([&] {
             const Cutter cutter{cut};
             for (int k = 0; k < head.volume.size[2]; ++k)
                 cutter.partsOf(
                     {head.volume.origin + head.volume.step[2] * k, head.volume.step[0], head.volume.step[1]}, 512,
                     512);
         }));
}

}

int main(int argc, char** argv)
{
    const auto head = mricron::scan("ch2");
    if (argc != 2 || !head) {
        std::fprintf(stderr, "bench_face RESOURCES; needs the package mricron-data\n");
        return 2;
    }
    measure(fine(*head), argv[1]);
    return 0;
}
