// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/redact.h"

#include "engine/dicom/dictionary.h"
#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/codecs.h"
#include "engine/pixels/overlay_bits.h"
#include "engine/pixels/store_native.h"
#include "engine/pixels/strip.h"
#include "tests/engine/dicom/support.h"

using namespace engine;
using namespace engine::pixels;

namespace {

/// A file opened for as long as the data set lives.
struct Opened {
    Descriptor file;
    dicom::DataSet dataSet;
};

Opened open(const std::string& path)
{
    static const bool isReady = [] {
        registerCodecs();
        registerEncoders();
        return static_cast<bool>(dicom::prepare());
    }();
    EXPECT_TRUE(isReady);
    auto file = openForReading(path);
    auto dataSet = dicom::load(file->get());
    return {std::move(*file), std::move(*dataSet)};
}

class Redact : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(dicom::test::shared(GetParam())))
            GTEST_SKIP() << GetParam() << " is missing";
    }
};

const std::string transferSyntax = "dicom/transfer-syntax/CTImage.dcm_";

}

TEST_P(Redact, blanksTheBoxAndNothingElse)
{
    auto original = open(dicom::test::shared(GetParam()));
    auto edited = open(dicom::test::shared(GetParam()));

    const auto redaction = redact(edited.dataSet, {{3, 5, 9, 4, 1, 1}}, {}, {});

    ASSERT_TRUE(redaction) << redaction.error().where;
    const auto changed = countChangedOutside(original.dataSet, edited.dataSet, redaction->boxesUsed, {});
    ASSERT_TRUE(changed) << changed.error().where;
    EXPECT_EQ(*changed, 0U);
}

TEST_P(Redact, isSeenByTheComparison)
{
    auto original = open(dicom::test::shared(GetParam()));
    auto edited = open(dicom::test::shared(GetParam()));
    ASSERT_TRUE(redact(edited.dataSet, {{3, 5, 9, 4, 1, 1}}, 77, {}));

    const auto elsewhere = countChangedOutside(original.dataSet, edited.dataSet, {}, {});

    ASSERT_TRUE(elsewhere);
    EXPECT_GT(*elsewhere, 0U);
}

INSTANTIATE_TEST_SUITE_P(Syntaxes, Redact,
                         testing::Values("dicom/basic/CT_small.dcm", "dicom/basic/MR_small_bigendian.dcm",
                                         "dicom/basic/MR_small_RLE.dcm", "dicom/basic/MR_small_jpeg_ls_lossless.dcm",
                                         "dicom/basic/MR_small_jp2klossless.dcm", "dicom/basic/examples_ybr_color.dcm",
                                         "dicom/basic/JPGExtended.dcm", "dicom/us/YBR_422.dcm",
                                         "burnedin/JPGLosslessP14SV1_1s_1f_8b.dcm", "burnedin/YBR_FULL-RLE.dcm",
                                         "dicom/us/OBXXXX1A_rle_2frame.dcm"));

TEST(RedactBoxes, areRefusedOutsideTheImage)
{
    for (const Box& box : {Box{120, 0, 9, 1, 1, 1}, Box{0, 0, 1, 1, 1, 2}, Box{-1, 0, 5, 5, 1, 1},
                           Box{0, 0, 0, 4, 1, 1}, Box{1, 1, 2147483647, 1, 1, 1}}) {
        auto opened = open(dicom::test::pydicomFolder + "test_files/CT_small.dcm");
        const auto result = redact(opened.dataSet, {box}, {}, {});
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::OutsideImage);
    }
}

TEST(RedactBoxes, areWidenedToTheGridOfJpeg)
{
    const auto path = dicom::test::shared("dicom/basic/examples_ybr_color.dcm");
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << path << " is missing";
    auto opened = open(path);

    const auto redaction = redact(opened.dataSet, {{9, 9, 3, 3, 2, 2}}, {}, {});

    ASSERT_TRUE(redaction);
    EXPECT_EQ(redaction->method, "compressed-domain");
    EXPECT_LE(redaction->boxesUsed[0].x, 8);
    EXPECT_GE(redaction->boxesUsed[0].width, 8);
    EXPECT_EQ(opened.dataSet.transferSyntaxUid(), "1.2.840.10008.1.2.4.50");
}

TEST(RedactBoxes, refuseAFillThatDoesNotFit)
{
    auto opened = open(dicom::test::pydicomFolder + "test_files/CT_small.dcm");

    EXPECT_EQ(redact(opened.dataSet, {{0, 0, 4, 4, 1, 1}}, 40000, {}).error().code, ErrorCode::BadArgument);
}

TEST(RedactBoxes, useTheFillThatIsGiven)
{
    auto opened = open(dicom::test::pydicomFolder + "test_files/CT_small.dcm");
    ASSERT_TRUE(redact(opened.dataSet, {{0, 0, 2, 1, 1, 1}}, -5, {}));

    EXPECT_EQ(*dicom::nativeBytes(opened.dataSet, 0, 4), (Bytes{0xFB, 0xFF, 0xFB, 0xFF}));
}

TEST(Strip, takesPlantedMetadataOutOfJpegAndLeavesThePicture)
{
    const auto path = dicom::test::shared("synthetic/P004/ST0/SE1/US010001.dcm");
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << path << " is missing";
    auto original = open(path);
    auto stripped = open(path);

    const auto result = stripMetadata(stripped.dataSet);

    ASSERT_TRUE(result);
    EXPECT_FALSE(result->removed.empty());
    EXPECT_TRUE(stripMetadata(stripped.dataSet)->removed.empty());
    EXPECT_EQ(*countChangedOutside(original.dataSet, stripped.dataSet, {}, {}), 0U);
}

TEST(OverlayBits, areClearedFromThePixelWords)
{
    auto opened = open(dicom::test::pydicomFolder + "test_files/MR_small.dcm");
    const auto before = *dicom::nativeBytes(opened.dataSet, 0, 64);
    EXPECT_FALSE(*clearOverlayBits(opened.dataSet));
    ASSERT_TRUE(dicom::applyEdits(opened.dataSet, {{{{{0x6000, 0x0102}, {}, -1}}, dicom::Edit::Kind::Set, "US", "12"},
                                                   {{{{0x0028, 0x0101}, {}, -1}}, dicom::Edit::Kind::Set, "US", "8"},
                                                   {{{{0x0028, 0x0102}, {}, -1}}, dicom::Edit::Kind::Set, "US", "7"},
                                                   {{{{0x0028, 0x0103}, {}, -1}}, dicom::Edit::Kind::Set, "US", "0"}}));

    ASSERT_TRUE(*clearOverlayBits(opened.dataSet));

    const auto after = *dicom::nativeBytes(opened.dataSet, 0, 64);
    for (std::size_t i = 0; i < after.size(); i += 2) {
        EXPECT_EQ(after[i], before[i]);
        EXPECT_EQ(after[i + 1], 0);
    }
}
