// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/release/small_release.h"

#include <functional>
#include <random>

namespace engine::release {

namespace {

std::vector<std::string> filesOf(const std::string& folder)
{
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file())
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}

TEST_F(SmallRelease, noticesTenThousandFlippedBits)
{
    approve(Key::generate(systemRandom()));
    const auto files = filesOf(folder());
    std::vector<Bytes> contents;
    std::size_t all = 0;
    for (const auto& file : files)
        all += contents.emplace_back(*readFile(file, 1U << 20U)).size();
    std::mt19937_64 chance{20'261'122};
    for (int flip = 0; flip < 10'000; ++flip) {
        std::size_t at = chance() % all, file = 0;
        while (at >= contents[file].size())
            at -= contents[file++].size();
        auto bad = contents[file];
        bad[at] ^= static_cast<std::uint8_t>(1U << (chance() % 8));
        ASSERT_TRUE(writeFile(files[file], bad));
        const auto answer = check();
        EXPECT_TRUE(answer.isFault()) << files[file] << " byte " << at;
        EXPECT_NE(answer.status, "released");
        ASSERT_TRUE(writeFile(files[file], contents[file]));
    }
    EXPECT_FALSE(check().isFault());
}

TEST_F(SmallRelease, noticesEveryStructuralEditOfEveryFile)
{
    const auto seed = Key::generate(systemRandom());
    const std::vector<std::pair<std::string, std::function<void(const std::string&)>>> edits{
        {"removed", [](const auto& path) { fs::remove(path); }},
        {"emptied", [](const auto& path) { fs::resize_file(path, 0); }},
        {"shortened", [](const auto& path) { fs::resize_file(path, fs::file_size(path) - 1); }},
        {"lengthened", [](const auto& path) { fs::resize_file(path, fs::file_size(path) + 1); }},
        {"renamed", [](const auto& path) { fs::rename(path, path + ".old"); }},
        {"copied beside itself", [](const auto& path) { fs::copy_file(path, path + "~"); }},
        {"moved up", [](const auto& path) { fs::rename(path, fs::path{path}.parent_path().parent_path() / "x"); }},
        {"turned into a link",
         [](const auto& path) {
             fs::rename(path, path + ".real");
             fs::create_symlink(path + ".real", path);
         }},
        {"turned into a folder",
         [](const auto& path) {
             fs::remove(path);
             fs::create_directory(path);
         }},
    };
    approve(seed);
    const auto count = filesOf(folder()).size();
    for (const auto& [name, edit] : edits) {
        for (std::size_t i = 0; i < count; ++i) {
            makeRelease();
            approve(seed);
            const auto path = filesOf(folder())[i];
            // What is gone with a second signature alone is noticed by whoever asks for that person.
            const bool isSecond = path.ends_with("signature-2.json");
            edit(path);
            fs::remove(fs::path{folder()}.parent_path() / "x");
            EXPECT_TRUE(check(isSecond ? fingerprintOf(publicKeyOf(seed)) : std::string{}).isFault())
                << path << ' ' << name;
        }
    }
}

TEST_F(SmallRelease, noticesEveryPairOfFilesThatWereSwapped)
{
    const auto files = filesOf(folder());
    for (std::size_t i = 0; i < files.size(); ++i) {
        for (std::size_t j = i + 1; j < files.size(); ++j) {
            makeRelease();
            fs::rename(files[i], folder() + "/x");
            fs::rename(files[j], files[i]);
            fs::rename(folder() + "/x", files[j]);
            EXPECT_TRUE(check().isFault()) << files[i] << ' ' << files[j];
        }
    }
}

}
