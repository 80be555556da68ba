// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/decode.h"

#include "engine/dicom/dictionary.h"
#include "engine/pixels/codecs.h"
#include "tests/engine/dicom/support.h"

#include <cstdlib>
#include <cmath>
#include <map>
#include <set>

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

TEST_F(Decoding, goesThroughEveryRowOfTheCodecTable)
{
    const auto paths = filesBelow(shared("dicom"));
    if (paths.empty())
        GTEST_SKIP() << "no shared test data";
    std::set<std::string> met;
    for (const auto& path : paths) {
        const auto file = openForReading(path);
        const auto dataSet = dicom::load(file->get());
        if (dataSet && picture(path))
            met.insert(dataSet->transferSyntaxUid());
    }
    for (const auto& codec : codecs()) {
        // No file of 4.202 is to be had; it differs from 4.201 in the order of its packets only.
        const bool isMet = met.count(std::string{codec.transferSyntaxUid}) != 0;
        EXPECT_TRUE(isMet || codec.transferSyntaxUid == "1.2.840.10008.1.2.4.202") << codec.name;
    }
}

TEST_F(Decoding, refusesAGiantBeforeAnythingIsAllocated)
{
    const auto file = openForReading(pydicomFolder + "test_files/CT_small.dcm");
    auto dataSet = std::move(*dicom::load(file->get()));
    const auto edit = [](dicom::Tag tag, const char* value) {
        return dicom::Edit{{{tag, "", -1}}, dicom::Edit::Kind::Set, "", value};
    };
    ASSERT_TRUE(dicom::applyEdits(dataSet, {edit({0x0028, 0x0010}, "65535"), edit({0x0028, 0x0011}, "65535")}));
    EXPECT_EQ(describeFrame(dataSet, 1).error().code, ErrorCode::TooLarge);
    EXPECT_EQ(whyNotShown(dataSet), "too-large: (0028,0010)");

    // Within the limit, but the file does not hold it.
    ASSERT_TRUE(dicom::applyEdits(dataSet, {edit({0x0028, 0x0010}, "10000"), edit({0x0028, 0x0011}, "10000")}));
    Bytes samples(200'000'000);
    EXPECT_EQ(decodeFrame(dataSet, 1, samples).error().code, ErrorCode::Damaged);
}

TEST_F(Decoding, refusesFramesThatAreNotThereAndRoomThatIsTooSmall)
{
    const auto path = pydicomFolder + "test_files/SC_rgb_rle_2frame.dcm";
    EXPECT_TRUE(picture(path, 2));
    EXPECT_EQ(picture(path, 3).error().code, ErrorCode::BadArgument);
    EXPECT_EQ(picture(path, 0).error().code, ErrorCode::BadArgument);

    const auto file = openForReading(path);
    const auto dataSet = dicom::load(file->get());
    Bytes samples(29'999);
    EXPECT_EQ(decodeFrame(*dataSet, 1, samples).error().code, ErrorCode::BadArgument);
}

TEST_F(Decoding, givesEveryFrameOfAMultiFrameFileItsOwnPicture)
{
    const auto compressed = shared("dicom/enhanced/emri_small_RLE.dcm");
    const auto native = shared("dicom/enhanced/emri_small.dcm");
    const auto lossless = shared("dicom/enhanced/emri_small_jpeg_ls_lossless.dcm");
    const auto big = shared("dicom/enhanced/emri_small_big_endian.dcm");
    if (!std::filesystem::exists(native))
        GTEST_SKIP() << "no shared test data";
    std::set<Bytes> pictures;
    for (int frame = 1; frame <= 10; ++frame) {
        auto expected = *picture(native, frame);
        expected.samples.resize(expected.frame.layout.bytes());
        for (const auto& path : {compressed, lossless, big}) {
            auto other = *picture(path, frame);
            other.samples.resize(other.frame.layout.bytes());
            EXPECT_EQ(other.samples, expected.samples) << path << ' ' << frame;
        }
        pictures.insert(expected.samples);
    }
    EXPECT_EQ(pictures.size(), 10U);
}

TEST_F(Decoding, showsFloatsInStepsThatTheRescaleTakesBack)
{
    const auto path = shared("dicom/seg-pm-sm/parametric_map_float.dcm");
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << "no shared test data";
    const auto ours = *picture(path);
    const auto range = outputOf("/usr/bin/python3 -c \"import pydicom; p = pydicom.dcmread('" + path +
                                "').pixel_array; p = p[0] if p.ndim == 3 else p; print(p.min(), p.max())\"");
    double low = 0, high = 0;
    ASSERT_EQ(std::sscanf(range.c_str(), "%lf %lf", &low, &high), 2);
    const auto& rescale = ours.frame.presentation;
    EXPECT_NEAR(rescale.intercept, low, 1e-6 * std::abs(low) + 1e-9);
    EXPECT_NEAR(rescale.intercept + 65'535 * rescale.slope, high, 1e-6 * std::abs(high) + 1e-9);
}
