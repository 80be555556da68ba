// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/decode.h"

#include "engine/dicom/dictionary.h"
#include "engine/pixels/codecs.h"
#include "tests/engine/dicom/support.h"

#include <cstdlib>
#include <map>

using namespace engine;
using namespace engine::pixels;
using namespace engine::dicom::test;

namespace {

struct Picture {
    Frame frame;
    Bytes samples;
};

Result<Picture> picture(const std::string& path, int frame = 1)
{
    const auto file = openForReading(path);
    if (!file)
        return file.error();
    const auto dataSet = dicom::load(file->get());
    if (!dataSet)
        return dataSet.error();
    const auto described = describeFrame(*dataSet, frame);
    if (!described)
        return described.error();
    Picture result;
    // A code stream may be deeper than the header says.
    result.samples.resize(4 * described->layout.bytes());
    auto decoded = decodeFrame(*dataSet, frame, result.samples);
    if (!decoded)
        return decoded.error();
    result.frame = std::move(*decoded);
    return result;
}

std::int64_t sampleAt(const Picture& picture, std::size_t index)
{
    const auto& layout = picture.frame.layout;
    const auto bytes = static_cast<std::size_t>(layout.bytesPerSample);
    std::int64_t value = 0;
    std::memcpy(&value, picture.samples.data() + index * bytes, bytes);
    const auto unused = 64 - 8 * static_cast<int>(bytes);
    return layout.isSigned ? static_cast<std::int64_t>(static_cast<std::uint64_t>(value) << unused) >> unused : value;
}

struct Expected {
    std::vector<std::int32_t> samples;
    bool isExact = true;
};

/// What pydicom decodes, by path.
std::map<std::string, Expected> pydicoms(const std::vector<std::string>& paths)
{
    std::string folder = (std::filesystem::temp_directory_path() / "pixelsXXXXXX").string();
    if (!::mkdtemp(folder.data()))
        return {};
    {
        std::ofstream list{folder + "/list"};
        for (const auto& path : paths)
            list << path << '\n';
    }
    std::istringstream lines{outputOf("/usr/bin/python3 " + std::string{SAFELIGHT_TEST_FOLDER} + "/pixel_oracle.py " +
                                      folder + " < " + folder + "/list 2>/dev/null")};
    std::map<std::string, Expected> all;
    for (std::string line; std::getline(lines, line);) {
        const auto first = line.find('\t');
        const auto second = line.find('\t', first + 1);
        const auto bytes = slurp(folder + '/' + line.substr(first + 1, second - first - 1));
        auto& expected = all[line.substr(0, first)];
        expected.samples.resize(bytes.size() / 4);
        std::memcpy(expected.samples.data(), bytes.data(), bytes.size());
        expected.isExact = line.substr(second + 1) == "exact";
    }
    std::filesystem::remove_all(folder);
    return all;
}

/// Largest difference, -1 when the sizes differ.
std::int64_t difference(const Picture& ours, const Expected& expected)
{
    const auto& layout = ours.frame.layout;
    const auto count = layout.bytes() / static_cast<std::size_t>(layout.bytesPerSample);
    if (count != expected.samples.size())
        return -1;
    std::int64_t largest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        // As 32 bits: the oracle's unsigned 32-bit samples have wrapped.
        const auto value = static_cast<std::int32_t>(sampleAt(ours, i));
        largest = std::max<std::int64_t>(largest, std::abs(std::int64_t{value} - expected.samples[i]));
    }
    return largest;
}

class Decoding : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(dicom::prepare());
        static const bool isReady = (prepare(), true);
        ASSERT_TRUE(isReady);
        if (!std::filesystem::exists(pydicomFolder))
            GTEST_SKIP() << "python3-pydicom is not installed";
    }
};

}

TEST_F(Decoding, showsTheFirstFrameOfPydicomsTestFiles)
{
    int decoded = 0;
    for (const auto& path : filesBelow(pydicomFolder + "test_files")) {
        if (const auto result = picture(path))
            ++decoded;
        else
            std::cout << path.substr(pydicomFolder.size()) << ": " << nameOf(result.error().code) << ' '
                      << result.error().where << '\n';
    }
    RecordProperty("decoded", decoded);
    std::cout << decoded << " decoded\n";
    EXPECT_GE(decoded, 79);
}

TEST_F(Decoding, givesTheSamplesThatPydicomGives)
{
    auto paths = filesBelow(pydicomFolder + "test_files");
    for (const auto* folder : {"dicom", "heads", "synthetic", "burnedin"}) {
        for (const auto& path : filesBelow(shared(folder)))
            paths.push_back(path);
    }
    const auto oracle = pydicoms(paths);
    ASSERT_GT(oracle.size(), 60U);
    int compared = 0;
    for (const auto& [path, expected] : oracle) {
        const auto ours = picture(path);
        if (!ours) {
            std::cout << path << ": only pydicom: " << nameOf(ours.error().code) << ' ' << ours.error().where << '\n';
            continue;
        }
        ++compared;
        const auto largest = difference(*ours, expected);
        EXPECT_GE(largest, 0) << path;
        EXPECT_LE(largest, expected.isExact ? 0 : 3) << path << ' ' << ours->frame.photometric;
    }
    RecordProperty("compared", compared);
    std::cout << compared << " compared\n";
    EXPECT_GT(compared, 60);
}
