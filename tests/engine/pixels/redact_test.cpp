// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/redact.h"

#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/frame_fragments.h"
#include "engine/pixels/layers.h"
#include "engine/pixels/overlay_bits.h"
#include "engine/pixels/strip.h"
#include "tests/engine/pixels/opened.h"

#include <algorithm>

using namespace engine;
using namespace engine::pixels;
using test::Opened, test::open;

namespace {

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

TEST_P(Redact, blanksAnEllipseAndAPolygonAndNothingElse)
{
    auto original = open(dicom::test::shared(GetParam()));
    auto edited = open(dicom::test::shared(GetParam()));
    const std::vector<Box> boxes{{3, 5, 24, 12, 1, 1, Shape::Ellipse},
                                 {8, 20, 16, 10, 1, 1, Shape::Polygon, {{8, 20}, {24, 24}, {12, 30}}, {}}};

    const auto redaction = redact(edited.dataSet, boxes, {}, {});

    ASSERT_TRUE(redaction) << redaction.error().where;
    ASSERT_EQ(redaction->boxesUsed.size(), 2U);
    const auto changed = countChangedOutside(original.dataSet, edited.dataSet, redaction->boxesUsed, {});
    ASSERT_TRUE(changed) << changed.error().where;
    EXPECT_EQ(*changed, 0U);
    const bool isOnGrid = redaction->method == "compressed-domain" || GetParam() == std::string{"dicom/us/YBR_422.dcm"};
    EXPECT_EQ(redaction->boxesUsed[0].shape, isOnGrid ? Shape::Blocks : Shape::Ellipse);
    EXPECT_EQ(redaction->boxesUsed[1].shape, isOnGrid ? Shape::Blocks : Shape::Polygon);
}

TEST_P(Redact, isSeenByTheComparison)
{
    auto original = open(dicom::test::shared(GetParam()));
    auto edited = open(dicom::test::shared(GetParam()));
    const int fill = shapeOf(edited.dataSet)->bitsStored == 1 ? 1 : 77;
    ASSERT_TRUE(redact(edited.dataSet, {{3, 5, 9, 4, 1, 1}}, fill, {}));

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
                                         "dicom/us/OBXXXX1A_rle_2frame.dcm", "dicom/rt-sr/seg.dcm",
                                         "dicom/seg-pm-sm/liver_nonbyte_aligned_rle.dcm", "dicom/nema/MR3_JLSN",
                                         "dicom/nema/VL6_J2KI", "dicom/us/US1_J2KR.dcm",
                                         "dicom/transfer-syntax/J2K_pixelrep_mismatch.dcm",
                                         "dicom/transfer-syntax/HTJ2KLossless_08_RGB.dcm"));

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

TEST(RedactBoxes, areRefusedWithAnOutlineThatEnclosesNothing)
{
    auto opened = open(dicom::test::pydicomFolder + "test_files/CT_small.dcm");
    const Box flat{0, 0, 9, 9, 1, 1, Shape::Polygon, {{0, 4}, {9, 4}, {3, 4}}, {}};

    EXPECT_EQ(redact(opened.dataSet, {flat}, {}, {}).error().code, ErrorCode::BadArgument);
}

TEST(RedactBoxes, ofAShapeChangeThePixelsItTouchesAndNoOther)
{
    auto original = open(dicom::test::pydicomFolder + "test_files/CT_small.dcm");
    auto edited = open(dicom::test::pydicomFolder + "test_files/CT_small.dcm");
    const Box ellipse{20, 30, 40, 24, 1, 1, Shape::Ellipse};
    ASSERT_TRUE(redact(edited.dataSet, {ellipse}, -2000, {}));

    const auto bytes = 128U * 128U * 2U;
    const auto before = *dicom::nativeBytes(original.dataSet, 0, bytes),
               after = *dicom::nativeBytes(edited.dataSet, 0, bytes);
    for (int y = 0; y < 128; ++y) {
        for (int x = 0; x < 128; ++x) {
            // The point of the pixel's square that is nearest to the middle.
            const double dx = (std::clamp(40., double(x), x + 1.) - 40) / 20,
                         dy = (std::clamp(42., double(y), y + 1.) - 42) / 12;
            const auto at = static_cast<std::size_t>(2 * (y * 128 + x));
            const bool isChanged = before[at] != after[at] || before[at + 1] != after[at + 1];
            EXPECT_EQ(isChanged, dx * dx + dy * dy < 1 - 1e-9) << x << ' ' << y;
        }
    }
}

TEST(RedactBoxes, ofAShapeAreWidenedToTheBlocksThatItTouches)
{
    const auto path = dicom::test::shared("dicom/basic/examples_ybr_color.dcm");
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << path << " is missing";
    auto opened = open(path);

    // Two corners of its rectangle lie in blocks that the triangle does not reach.
    const Box triangle{0, 0, 96, 96, 1, 1, Shape::Polygon, {{0, 0}, {96, 0}, {0, 96}}, {}};
    const auto redaction = redact(opened.dataSet, {triangle}, {}, {});

    ASSERT_TRUE(redaction);
    EXPECT_EQ(redaction->method, "compressed-domain");
    std::int64_t area = 0;
    for (const auto& patch : redaction->boxesUsed[0].patches)
        area += std::int64_t{patch.width} * patch.height;
    EXPECT_GT(area, 96 * 96 / 2);
    EXPECT_LT(area, 96 * 96 * 3 / 4);
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

class RedactOneFrame : public Redact {};

TEST_P(RedactOneFrame, keepsTheVeryBytesOfTheOthers)
{
    auto original = open(dicom::test::shared(GetParam()));
    auto edited = open(dicom::test::shared(GetParam()));
    const auto frames = shapeOf(original.dataSet)->frames;

    ASSERT_TRUE(redact(edited.dataSet, {{100, 90, 60, 40, 2, 2}}, 77, {}));

    EXPECT_EQ(edited.dataSet.transferSyntaxUid(), original.dataSet.transferSyntaxUid());
    const auto before = *fragmentsByFrame(original.dataSet, frames), after = *fragmentsByFrame(edited.dataSet, frames);
    for (std::size_t i = 0; i < before.size(); ++i) {
        const bool isSame = *codeStream(original.dataSet, before[i]) == *codeStream(edited.dataSet, after[i]);
        EXPECT_EQ(isSame, i != 1) << "frame " << i + 1;
    }
}

INSTANTIATE_TEST_SUITE_P(Syntaxes, RedactOneFrame,
                         testing::Values("dicom/enhanced/CT0012.not_fragmented_no_bot_jpeg_ls.80.dcm",
                                         "dicom/us/OBXXXX1A_rle_2frame.dcm", "dicom/basic/examples_ybr_color.dcm",
                                         "dicom/us/IM00001.fragmented_no_bot_jpeg_baseline.50.dcm"));

TEST(RedactBoxes, clearOverlayPlanesUnderThemAndNothingBeside)
{
    const auto path = dicom::test::shared("dicom/basic/examples_overlay.dcm");
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << path << " is missing";
    auto original = open(path);
    auto edited = open(path);
    const Box box{30, 40, 200, 100, 1, 1};

    ASSERT_TRUE(redact(edited.dataSet, {box}, {}, {}));

    const auto bitsOf = [](const dicom::DataSet& dataSet) {
        Bytes samples(largestFrame / 100);
        const auto frame = decodeLayer(dataSet, "overlay:6000", 1, samples);
        EXPECT_TRUE(frame);
        samples.resize(frame->layout.bytes());
        return std::pair{samples, frame->layout.columns};
    };
    const auto [before, columns] = bitsOf(original.dataSet);
    const auto after = bitsOf(edited.dataSet).first;
    int cleared = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const int x = static_cast<int>(i) % columns, y = static_cast<int>(i) / columns;
        const bool isInBox = x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
        EXPECT_EQ(after[i], isInBox ? 0 : before[i]);
        cleared += isInBox && before[i] != 0 ? 1 : 0;
    }
    EXPECT_GT(cleared, 0);
}

TEST(RedactBoxes, keepPairedColoursAndWidenToWholePairs)
{
    const auto path = dicom::test::shared("dicom/us/YBR_422.dcm");
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << path << " is missing";
    auto opened = open(path);

    const auto redaction = redact(opened.dataSet, {{3, 5, 4, 4, 1, 1}}, {}, {});

    ASSERT_TRUE(redaction);
    EXPECT_EQ(redaction->boxesUsed[0], (Box{2, 5, 6, 4, 1, 1}));
    EXPECT_EQ(shapeOf(opened.dataSet)->photometric, "YBR_FULL_422");
}

TEST(RedactBoxes, stateTheLossyPastOfWhatLeavesALossySyntax)
{
    const auto path = dicom::test::shared("dicom/nema/MR3_JLSN");
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << path << " is missing";
    auto opened = open(path);

    const auto redaction = redact(opened.dataSet, {{3, 5, 4, 4, 1, 1}}, {}, {});

    ASSERT_TRUE(redaction);
    EXPECT_TRUE(redaction->wasLossy);
    EXPECT_EQ(opened.dataSet.transferSyntaxUid(), "1.2.840.10008.1.2.4.80");
    const auto tree = dicom::read(opened.dataSet);
    EXPECT_EQ(dicom::valueOf(tree.elements, {0x0028, 0x2110}), "01");
    EXPECT_EQ(dicom::valueOf(tree.elements, {0x0028, 0x2114}), "ISO_14495_1");
}

TEST(RedactBoxes, rebuildAnExtendedOffsetTable)
{
    const auto path = dicom::test::shared("dicom/us/OBXXXX1A_rle_2frame.dcm");
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << path << " is missing";
    auto opened = open(path);
    const dicom::Edit planted{{{{0x7FE0, 0x0001}, {}, -1}}, dicom::Edit::Kind::Set, "OV", ""};
    ASSERT_TRUE(dicom::applyEdits(opened.dataSet, {planted}));

    ASSERT_TRUE(redact(opened.dataSet, {{3, 5, 4, 4, 1, 1}}, {}, {}));

    EXPECT_TRUE(dicom::offsetTable(opened.dataSet).empty());
    const auto starts = *fragmentsByFrame(opened.dataSet, 2);
    EXPECT_EQ(starts[1].first, 1U);
    const auto elements = dicom::read(opened.dataSet).elements;
    EXPECT_TRUE(std::any_of(elements.begin(), elements.end(), [](const auto& one) {
        return one.tag == dicom::Tag{0x7FE0, 0x0002};
    }));
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
