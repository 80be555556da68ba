// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/dissection.h"
#include "engine/photo/raster.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace engine;
using namespace engine::photo;

namespace {

namespace fs = std::filesystem;

Bytes read(const fs::path& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<fs::path> photographs()
{
    std::vector<fs::path> found;
    const fs::path folder{SAFELIGHT_SHARED "/testdata/photos"};
    if (!fs::exists(folder))
        return found;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file() && formatOf(read(entry.path())) != Format::None)
            found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::string> notKept(const Notes& notes)
{
    std::vector<std::string> names;
    for (const auto& note : notes) {
        if (note.fate != Fate::Kept)
            names.push_back(note.place + ' ' + note.name);
    }
    return names;
}

}

TEST(Dissection, cleansEveryPhotographOnceAndFindsNothingMoreTheSecondTime)
{
    const auto paths = photographs();
    if (paths.empty())
        GTEST_SKIP() << "no shared test data";
    for (const auto& path : paths) {
        const auto file = read(path);
        const auto taken = dissect(file);
        ASSERT_TRUE(taken) << path << taken.error().where;

        const auto clean = taken->cleaned();
        const auto again = dissect(clean);

        ASSERT_TRUE(again) << path << again.error().where;
        EXPECT_EQ(notKept(again->notes), std::vector<std::string>{}) << path;
        EXPECT_TRUE(again->hasSamePicture(*taken)) << path;
        EXPECT_EQ(again->cleaned(), clean) << path;
        EXPECT_EQ(again->orientation, taken->orientation) << path;
    }
}

TEST(Dissection, losesNoSampleOfAnyPhotograph)
{
    for (const auto& path : photographs()) {
        const auto file = read(path);
        const auto taken = dissect(file);
        ASSERT_TRUE(taken) << path;
        const auto clean = taken->cleaned();
        const auto before = rasterOf(file, 1, Look::Plain), after = rasterOf(clean, 1, Look::Plain);
        ASSERT_EQ(static_cast<bool>(before), static_cast<bool>(after)) << path;
        if (before) {
            EXPECT_EQ(before->bytes, after->bytes) << path;
        }
    }
}

TEST(Dissection, tellsAPhotographThatEndsEarlyWhereverItEnds)
{
    for (const auto& path : photographs()) {
        auto file = read(path);
        const auto whole = dissect(file);
        ASSERT_TRUE(whole) << path;
        const auto clean = whole->cleaned();
        for (const std::size_t part : {20U, 50U, 90U}) {
            const auto cut = ByteView{clean}.first(clean.size() * part / 100);
            EXPECT_FALSE(dissect(cut)) << path << ", " << part << " percent";
        }
    }
}

TEST(Dissection, survivesEveryByteChanged)
{
    for (const auto& path : photographs()) {
        auto file = read(path);
        const auto step = std::max<std::size_t>(1, file.size() / 400);
        for (std::size_t at = 0; at < file.size(); at += step) {
            const auto old = std::exchange(file[at], static_cast<std::uint8_t>(file[at] ^ 0xFFU));
            const auto taken = dissect(file); // may say anything, and has to come back
            if (taken) {
                EXPECT_LE(taken->cleaned().size(), file.size() + 4096);
            }
            file[at] = old;
        }
    }
}

TEST(Redaction, blanksTheBoxAndNothingElseInEveryFormat)
{
    for (const auto& path : photographs()) {
        const auto file = read(path);
        const auto taken = dissect(file);
        ASSERT_TRUE(taken) << path;
        const auto& page = taken->pages.front();
        if (page.columns < 8 || page.rows < 8 || !taken->cannotShow.empty())
            continue;
        const auto clean = taken->cleaned();
        if (!rasterOf(clean, 1, Look::Shown)) // cut short by its makers: tests of metadata
            continue;
        const pixels::Box box{page.columns / 4, page.rows / 4, page.columns / 3, page.rows / 3, 1, 1};

        const pixels::Box ellipse{0, 0, page.columns / 2, page.rows / 2, 1, 1, pixels::Shape::Ellipse};

        const auto redacted = redact(clean, {box, ellipse}, 90);

        ASSERT_TRUE(redacted) << path << ' ' << redacted.error().where;
        const auto changed = countChangedOutside(file, redacted->bytes, redacted->boxesUsed, {});
        ASSERT_TRUE(changed) << path << ' ' << changed.error().where;
        EXPECT_EQ(*changed, 0U) << path;
        const auto outside = countChangedOutside(file, redacted->bytes, {}, {});
        ASSERT_TRUE(outside);
        EXPECT_GT(*outside, 0U) << path << ": the comparison would see a change";
        const auto again = dissect(redacted->bytes);
        ASSERT_TRUE(again) << path;
        EXPECT_EQ(notKept(again->notes), std::vector<std::string>{}) << path;
    }
}

TEST(Redaction, refusesABoxOutsideThePicture)
{
    const auto paths = photographs();
    if (paths.empty())
        GTEST_SKIP() << "no shared test data";
    const auto file = read(paths.front());
    const auto page = dissect(file)->pages.front();

    const auto redacted = redact(file, {{page.columns - 2, 0, 4, 1, 1, 1}}, {});

    ASSERT_FALSE(redacted);
    EXPECT_EQ(redacted.error().code, ErrorCode::OutsideImage);
}
