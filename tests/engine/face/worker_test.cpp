// SPDX-License-Identifier: Apache-2.0
#include "engine/pool/pool.h"
#include "tests/engine/face/phantom.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace engine;
using namespace engine::face;

namespace {

double millisecondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}

TEST(FaceWorker, drawsAHeadAfterItWasShutIn)
{
    ::unsetenv("DISPLAY");
    pool::Settings settings;
    settings.programFolder = SAFELIGHT_PROGRAMS;
    settings.resourceFolder = SAFELIGHT_RESOURCES;
    settings.workers = 1;
    pool::Pool pool{settings};
    auto lease = pool.lease(pool::Kind::Face, {});
    ASSERT_TRUE(lease) << lease.error().where;

    auto output = SharedMemory::create(4 * 512 * 512);
    ASSERT_TRUE(output);
    const auto early = lease->call(RenderFace{}, {{}, &*output}, {});
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, ErrorCode::NotFound);

    LoadVolume request;
    request.volume = phantom::around({110, 140, 150}, {Vector{2, 0, 0}, {0, 1.7, 0}, {0, 0, 1.6}});
    const auto samples = phantom::scanned(request.volume, 20, 1000);
    auto memory = SharedMemory::create(request.volume.bytes());
    ASSERT_TRUE(memory);
    std::memcpy(memory->bytes().data(), samples.data(), memory->size());
    auto start = std::chrono::steady_clock::now();
    const auto loaded = lease->call(request, {{memory->fd()}, nullptr}, {});
    ASSERT_TRUE(loaded) << loaded.error().where;
    std::printf("load %.0f ms, %llu triangles\n", millisecondsSince(start),
                static_cast<unsigned long long>(loaded->triangles));

    for (const bool draft : {true, false}) {
        RenderFace view;
        view.draft = draft;
        start = std::chrono::steady_clock::now();
        const auto drawn = lease->call(view, {{}, &*output}, {});
        ASSERT_TRUE(drawn) << drawn.error().where;
        std::printf("%s %.0f ms\n", draft ? "draft" : "still", millisecondsSince(start));
        EXPECT_EQ(output->bytes()[0], 0x10);
        EXPECT_GT(output->bytes()[4 * (256 * 512 + 230)], 60);
    }
    RenderFace large;
    large.width = 513;
    EXPECT_FALSE(lease->call(large, {{}, &*output}, {}));
}
