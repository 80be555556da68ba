// SPDX-License-Identifier: Apache-2.0
// The real worker, shut in, on every file there is.
#include "engine/pixels/requests.h"
#include "engine/pool/pool.h"
#include "engine/study/requests.h"
#include "tests/engine/dicom/support.h"

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>

using namespace engine;
using namespace engine::dicom::test;

namespace {

std::vector<std::string> everyFile()
{
    auto paths = filesBelow(pydicomFolder + "test_files");
    for (const auto& path : filesBelow(shared("")))
        paths.push_back(path);
    return paths;
}

struct Outcome {
    Result<study::Instance> instance = Error{};
    Result<pixels::Frame> frame = Error{};
};

Outcome examine(pool::Pool& pool, const std::string& path)
{
    Outcome outcome;
    const auto file = openForReading(path);
    if (!file)
        return outcome;
    outcome.instance = pool.call(pool::Kind::Files, study::Describe{}, {{file->get()}, nullptr}, {});
    if (!outcome.instance || outcome.instance->frames == 0)
        return outcome;
    // Room for any depth, and for grey that becomes colours.
    const auto& instance = *outcome.instance;
    const auto pixels =
        static_cast<std::size_t>(std::max(instance.rows, 1)) * static_cast<std::size_t>(std::max(instance.columns, 1));
    auto memory = SharedMemory::create(std::min<std::size_t>(pixels * 12, 2'000'000'000));
    if (memory)
        outcome.frame = pool.call(pool::Kind::Files, pixels::DecodeFrame{1}, {{file->get()}, &*memory}, {});
    if (outcome.frame && !check(*outcome.frame, memory->size()))
        outcome.frame = Error{ErrorCode::Internal, "layout"};
    return outcome;
}

/// Sequences one in another, as an attacker writes them.
std::string nested(int depth)
{
    std::string bytes(128, '\0');
    const std::string uid{"1.2.840.10008.1.2.1\0", 20};
    bytes += "DICM";
    bytes += std::string{"\x02\0\x10\0UI\x14\0", 8} + uid;
    const std::string level{"\x08\0\x40\x11SQ\0\0\xFF\xFF\xFF\xFF\xFE\xFF\0\xE0\xFF\xFF\xFF\xFF", 20};
    for (int i = 0; i < depth; ++i)
        bytes += level;
    return bytes;
}

bool isLost(const Error& error)
{
    return error.code == ErrorCode::WorkerLost || error.code == ErrorCode::WorkerRefused ||
           error.code == ErrorCode::TimedOut || error.code == ErrorCode::OutOfMemory ||
           error.code == ErrorCode::Internal;
}

}

TEST(Corpus, isDescribedAndDecodedByTheLockedWorkerWithoutLosingIt)
{
    const auto paths = everyFile();
    if (paths.empty())
        GTEST_SKIP() << "no test data";
    pool::Settings settings;
    settings.programFolder = SAFELIGHT_PROGRAMS;
    settings.resourceFolder = SAFELIGHT_RESOURCES;
    pool::Pool pool{settings};
    ASSERT_TRUE(pool.isolation(pool::Kind::Files));
    std::vector<Outcome> outcomes(paths.size());
    const auto start = std::chrono::steady_clock::now();
    pool.each(paths.size(), [&](std::size_t i) { outcomes[i] = examine(pool, paths[i]); }, {});
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;

    std::map<study::FileKind, int> kinds;
    int damaged = 0, withPixels = 0, shown = 0, cannotShow = 0;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const auto& [instance, frame] = outcomes[i];
        ASSERT_TRUE(instance) << paths[i] << ' ' << nameOf(instance.error().code);
        ++kinds[instance->kind];
        damaged += !instance->damage.empty();
        if (instance->frames == 0)
            continue;
        ++withPixels;
        shown += static_cast<bool>(frame);
        cannotShow += !instance->cannotShow.empty();
        if (!frame) {
            EXPECT_FALSE(isLost(frame.error())) << paths[i] << ' ' << nameOf(frame.error().code);
            std::cout << paths[i] << ": " << nameOf(frame.error().code) << ' ' << frame.error().where << '\n';
        }
        // What says that it can be shown may still turn out broken; what says that it cannot must not be shown.
        EXPECT_FALSE(frame && !instance->cannotShow.empty()) << paths[i];
    }
    std::cout << paths.size() << " files in " << seconds.count() << " s:";
    for (const auto& [kind, count] : kinds)
        std::cout << ' ' << Json(kind).get<std::string>() << ' ' << count;
    std::cout << "; damaged " << damaged << ", with pixels " << withPixels << ", shown " << shown << ", cannot show "
              << cannotShow << '\n';
    EXPECT_GT(shown, 79);
}

TEST(Corpus, aFileNestedAHundredThousandDeepIsListedAsUnreadable)
{
    pool::Settings settings;
    settings.programFolder = SAFELIGHT_PROGRAMS;
    settings.resourceFolder = SAFELIGHT_RESOURCES;
    pool::Pool pool{settings};
    for (const int depth : {100, 10'000, 100'000, 1'000'000}) {
        const auto file = memoryFile(nested(depth));
        const auto instance = pool.call(pool::Kind::Files, study::Describe{}, {{file.get()}, nullptr}, {});
        ASSERT_TRUE(instance) << depth << ' ' << nameOf(instance.error().code);
        EXPECT_EQ(instance->damage, "damaged: nested too deeply");
    }
}
