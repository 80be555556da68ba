// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/data_set.h"

#include "engine/dicom/dictionary.h"
#include "tests/engine/dicom/support.h"

using namespace engine;
using namespace engine::dicom;
using namespace engine::dicom::test;

namespace {

constexpr Tag patientName{0x0010, 0x0010};

class Loading : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(prepare());
        if (!std::filesystem::exists(ctPath))
            GTEST_SKIP() << "python3-pydicom is not installed";
    }

    const std::string ctPath = pydicomFolder + "test_files/CT_small.dcm";
};

std::string le(std::uint32_t value, int count)
{
    std::string bytes;
    for (int i = 0; i < count; ++i)
        bytes += static_cast<char>(value >> (8 * i));
    return bytes;
}

std::string tagBytes(unsigned group, unsigned element)
{
    return le(group, 2) + le(element, 2);
}

/// A file of `depth` sequences one in another, implicit or explicit, as an attacker writes it.
std::string nested(int depth)
{
    std::string uid = "1.2.840.10008.1.2.1";
    uid += '\0';
    const auto meta = tagBytes(2, 0x10) + "UI" + le(static_cast<unsigned>(uid.size()), 2) + uid;
    std::string bytes(128, '\0');
    bytes += "DICM" + tagBytes(2, 0) + "UL" + le(4, 2) + le(static_cast<unsigned>(meta.size()), 4) + meta;
    for (int i = 0; i < depth; ++i)
        bytes += tagBytes(0x0008, 0x1140) + "SQ" + le(0, 2) + le(0xFFFFFFFF, 4) + tagBytes(0xFFFE, 0xE000) +
                 le(0xFFFFFFFF, 4);
    bytes += tagBytes(0x0010, 0x0010) + "PN" + le(4, 2) + "A^B ";
    for (int i = 0; i < depth; ++i)
        bytes += tagBytes(0xFFFE, 0xE00D) + le(0, 4) + tagBytes(0xFFFE, 0xE0DD) + le(0, 4);
    return bytes;
}

}

TEST_F(Loading, givesAWholeFileAsPlainValues)
{
    const auto file = openForReading(ctPath);
    const auto dataSet = load(file->get());
    ASSERT_TRUE(dataSet);
    EXPECT_EQ(dataSet->damage(), "");
    EXPECT_EQ(dataSet->transferSyntaxUid(), "1.2.840.10008.1.2.1");

    const auto tree = read(*dataSet);
    EXPECT_EQ(valueOf(tree.elements, patientName), "CompressedSamples^CT1");
    EXPECT_EQ(find(tree.elements, patientName)->keyword, "PatientName");
    EXPECT_EQ(valueOf(tree.elements, {0x0028, 0x0010}), "128");
    EXPECT_EQ(find(tree.elements, {0x7FE0, 0x0010})->length, 32768U);
    EXPECT_EQ(find(tree.elements, {0x0043, 0x104E})->creator, "GEMS_PARM_01");
    // CT_small ends with Data Set Trailing Padding, an element like any other.
    EXPECT_EQ(tree.trailing, 0U);
}

TEST_F(Loading, readsFromTheDescriptorWhateverItsPosition)
{
    const auto file = openForReading(ctPath);
    ASSERT_EQ(::lseek(file->get(), 1000, SEEK_SET), 1000);
    EXPECT_TRUE(load(file->get()));
}

TEST_F(Loading, callsAFileDamagedWhereverItWasCut)
{
    const auto whole = slurp(pydicomFolder + "test_files/MR_small.dcm");
    int undamaged = 0;
    for (std::size_t length = 132; length < whole.size(); length += length < 1700 ? 1 : 97) {
        const auto file = memoryFile(whole.substr(0, length));
        const auto dataSet = load(file.get());
        undamaged += dataSet && dataSet->damage().empty();
    }
    // A cut between two elements of the top level cannot be told from a shorter file.
    const auto elements = read(*load(memoryFile(whole).get())).elements.size();
    EXPECT_LE(undamaged, static_cast<int>(elements));
    EXPECT_GT(undamaged, 10);
}

TEST_F(Loading, tellsBytesAfterTheDataSetFromTheDataSet)
{
    const auto whole = slurp(pydicomFolder + "test_files/MR_small.dcm");
    for (const std::string& rest : {std::string{"PATIENT: DOE^JANE"}, std::string(1000, '\0'), std::string{"x"}}) {
        const auto file = memoryFile(whole + rest);
        const auto dataSet = load(file.get());
        ASSERT_TRUE(dataSet);
        EXPECT_EQ(dataSet->damage(), "");
        EXPECT_EQ(read(*dataSet).trailing, rest.size());
    }
}

TEST_F(Loading, seesAPreambleThatIsNotBlank)
{
    auto bytes = slurp(ctPath);
    bytes.replace(0, 128, 128, '\0');
    EXPECT_FALSE(read(*load(memoryFile(bytes).get())).hasPreamble);
    bytes.replace(10, 4, "MZ!!");
    EXPECT_TRUE(read(*load(memoryFile(bytes).get())).hasPreamble);
}

TEST_F(Loading, refusesWhatIsNestedDeeperThanAnybodyNeeds)
{
    EXPECT_TRUE(load(memoryFile(nested(30)).get()));
    EXPECT_EQ(load(memoryFile(nested(30)).get())->damage(), "");
    for (const int depth : {100, 10'000, 100'000}) {
        const auto file = memoryFile(nested(depth));
        const auto dataSet = load(file.get());
        ASSERT_FALSE(dataSet) << depth;
        EXPECT_EQ(dataSet.error().code, ErrorCode::Damaged);
    }
}

TEST_F(Loading, doesNotBelieveALengthOfFourGigabytes)
{
    auto bytes = slurp(ctPath);
    const auto at = bytes.rfind(tagBytes(0x7FE0, 0x0010) + "OW");
    ASSERT_NE(at, std::string::npos);
    bytes.replace(at + 8, 4, "\xFE\xFF\xFF\xFF");
    const auto file = memoryFile(bytes);
    const auto dataSet = load(file.get());
    ASSERT_TRUE(dataSet);
    EXPECT_NE(dataSet->damage(), "");
    EXPECT_EQ(valueOf(read(*dataSet).elements, patientName), "CompressedSamples^CT1");
}

TEST_F(Loading, keepsFilesWithoutMetaHeaderVisibleAndDamaged)
{
    const auto path = shared("malformed/dicom/no_meta.dcm");
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << "no shared test data";
    const auto dataSet = load(openForReading(path)->get());
    ASSERT_TRUE(dataSet);
    EXPECT_NE(dataSet->damage(), "");
    EXPECT_FALSE(read(*dataSet).elements.empty());
}

TEST_F(Loading, refusesWhatIsNoDataSet)
{
    for (const std::string& bytes :
         {std::string{}, std::string{"x"}, std::string(131, '\0'), std::string(4096, '\xFF')}) {
        const auto file = memoryFile(bytes);
        const auto dataSet = load(file.get());
        EXPECT_TRUE(!dataSet || !dataSet->damage().empty());
    }
}

TEST(Dictionary, knowsAttributesNewerThanDcmtk)
{
    ASSERT_TRUE(prepare());
    EXPECT_EQ(keywordOf({0x0008, 0x001C}), "SyntheticData");
    EXPECT_EQ(keywordOf({0x0010, 0x0010}), "PatientName");
    EXPECT_EQ(keywordOf({0x6002, 0x3000}), "OverlayData");
    EXPECT_EQ(keywordOf({0x0009, 0x0010}), "");
    EXPECT_EQ(dictionaryEdition(), "PS3.6 2026c, data dictionary");
}

TEST(TagText, goesThereAndBack)
{
    EXPECT_EQ(toString(Tag{0x0010, 0x00FA}), "(0010,00FA)");
    EXPECT_EQ(*tagFromString("(0010,00fa)"), (Tag{0x0010, 0x00FA}));
    EXPECT_FALSE(tagFromString("0010,00FA"));
    const TagPath path{{{0x0029, 0x1020}, "ACME NESTED", 0}, {{0x0010, 0x0010}, "", -1}};
    EXPECT_EQ(toString(path), "(0029,1020){ACME NESTED}[0].(0010,0010)");
}
