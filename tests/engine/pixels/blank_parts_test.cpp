// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/blank_parts.h"

#include "engine/dicom/pixel_fragments.h"
#include "tests/engine/pixels/opened.h"

using namespace engine;
using namespace engine::pixels;
using test::Opened, test::open;

namespace {

const std::string ct = "dicom/basic/CT_small.dcm";

/// Two rows of a cut, as a slanted plane leaves them.
std::vector<FrameParts> slanted(int fill)
{
    return {{1, fill, {{10, 3, 40}, {11, 5, 42}}, {}}};
}

std::string valueOf(const dicom::DataSet& dataSet, std::uint16_t element)
{
    return dicom::valueOf(dicom::read(dataSet).elements, {0x0028, element});
}

class BlankParts : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(dicom::test::shared(GetParam())))
            GTEST_SKIP() << GetParam() << " is missing";
    }
};

}

TEST_P(BlankParts, changesThePartsAndNothingElseAndTheComparisonSeesWhatIsNotSo)
{
    auto original = open(dicom::test::shared(GetParam()));
    auto edited = open(dicom::test::shared(GetParam()));

    const auto blanked = blankParts(edited.dataSet, slanted(100), {});

    ASSERT_TRUE(blanked) << blanked.error().where;
    EXPECT_FALSE(blanked->method.empty());
    const auto changed = countChangedOutside(original.dataSet, edited.dataSet, slanted(100), {});
    ASSERT_TRUE(changed) << changed.error().where;
    EXPECT_EQ(*changed, 0U);
    EXPECT_FALSE(countChangedOutside(original.dataSet, edited.dataSet, slanted(101), {})); // not that fill
    auto less = slanted(100);
    less[0].parts.pop_back();
    const auto seen = countChangedOutside(original.dataSet, edited.dataSet, less, {});
    ASSERT_TRUE(seen);
    EXPECT_GT(*seen, 20U);
    less[0].besides = {{11, 5, 42}}; // what boxes blanked is known
    EXPECT_EQ(*countChangedOutside(original.dataSet, edited.dataSet, less, {}), 0U);
}

INSTANTIATE_TEST_SUITE_P(Syntaxes, BlankParts,
                         testing::Values("dicom/basic/CT_small.dcm", "dicom/basic/MR_small_bigendian.dcm",
                                         "dicom/basic/MR_small_RLE.dcm", "dicom/basic/MR_small_jpeg_ls_lossless.dcm",
                                         "dicom/basic/MR_small_jp2klossless.dcm"));

TEST(BlankPartsOf, aFileThatNoPartReachesLeaveItAsItIs)
{
    auto edited = open(dicom::test::shared(ct));
    const auto before = dicom::nativeBytes(edited.dataSet, 0, 128 * 128 * 2);
    const auto blanked = blankParts(edited.dataSet, {{1, 0, {}, {}}}, {});
    ASSERT_TRUE(blanked);
    EXPECT_TRUE(blanked->method.empty());
    EXPECT_EQ(*dicom::nativeBytes(edited.dataSet, 0, 128 * 128 * 2), *before);
}

TEST(BlankPartsOf, aFileThatStatesItsRangeStateItAnew)
{
    auto edited = open(dicom::test::shared(ct));
    const auto set = [](std::uint16_t element, const char* value) {
        return dicom::Edit{{{{0x0028, element}, {}, -1}}, dicom::Edit::Kind::Set, "SS", value};
    };
    ASSERT_TRUE(dicom::applyEdits(edited.dataSet, {set(0x0106, "1"), set(0x0107, "2")}));
    ASSERT_TRUE(blankParts(edited.dataSet, slanted(-5000), {}));
    EXPECT_EQ(valueOf(edited.dataSet, 0x0106), "-5000");
    EXPECT_GT(std::stoi(valueOf(edited.dataSet, 0x0107)), 500);
}

TEST(BlankPartsOf, aFileAreRefusedOutsideItAndWithAFillThatDoesNotFit)
{
    auto edited = open(dicom::test::shared(ct));
    for (const RowPart& part : {RowPart{128, 0, 1}, RowPart{-1, 0, 1}, RowPart{0, 5, 5}, RowPart{0, 0, 129}}) {
        const auto outside = blankParts(edited.dataSet, {{1, 0, {part}, {}}}, {});
        ASSERT_FALSE(outside);
        EXPECT_EQ(outside.error().code, ErrorCode::OutsideImage);
    }
    EXPECT_EQ(blankParts(edited.dataSet, {{2, 0, {{0, 0, 1}}, {}}}, {}).error().code, ErrorCode::OutsideImage);
    EXPECT_EQ(blankParts(edited.dataSet, slanted(70000), {}).error().code, ErrorCode::BadArgument);
    auto colour = open(dicom::test::shared("dicom/basic/examples_ybr_color.dcm"));
    EXPECT_EQ(blankParts(colour.dataSet, slanted(0), {}).error().code, ErrorCode::Unsupported);
}
