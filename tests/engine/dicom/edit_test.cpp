// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/data_set.h"

#include "engine/dicom/dictionary.h"
#include "tests/engine/dicom/support.h"

using namespace engine;
using namespace engine::dicom;
using namespace engine::dicom::test;

namespace {

using Kind = Edit::Kind;

TagPath at(Tag tag)
{
    return {{tag, "", -1}};
}

class Editing : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(prepare());
        auto file = openForReading(pydicomFolder + "test_files/CT_small.dcm");
        if (!file)
            GTEST_SKIP() << "python3-pydicom is not installed";
        m_file = std::move(*file);
        dataSet.emplace(std::move(*load(m_file.get())));
    }

    std::string value(Tag tag) { return valueOf(read(*dataSet).elements, tag); }
    bool has(Tag tag) { return find(read(*dataSet).elements, tag) != nullptr; }

    std::optional<DataSet> dataSet;

private:
    Descriptor m_file;
};

}

TEST_F(Editing, writesTextInTheCharacterSetOfTheDataSet)
{
    const Tag description{0x0008, 0x103E}, charset{0x0008, 0x0005};
    const std::vector<std::array<std::string, 2>> texts{{"ISO_IR 100", "Schädel seitlich"}, {"ISO_IR 144", "Череп"},
                                                        {"\\ISO 2022 IR 87", "CT 頭部"},    {"GB18030", "头部"},
                                                        {"\\ISO 2022 IR 149", "두부"},      {"ISO_IR 192", "Θώραξ"}};
    for (const auto& [terms, text] : texts) {
        ASSERT_TRUE(applyEdits(*dataSet, {{at(charset), Kind::Set, "", terms}, {at(description), Kind::Set, "", text}}))
            << terms;
        EXPECT_EQ(value(description), text) << terms;
    }
    ASSERT_TRUE(applyEdits(*dataSet, {{at(charset), Kind::Set, "", "ISO_IR 100"}}));
    EXPECT_EQ(applyEdits(*dataSet, {{at(description), Kind::Set, "", "頭部"}}).error().code, ErrorCode::BadArgument);
}

TEST_F(Editing, removesEmptiesAndSets)
{
    ASSERT_TRUE(applyEdits(*dataSet, {{at({0x0010, 0x0010}), Kind::Set, "", "SL-1"},
                                      {at({0x0010, 0x0020}), Kind::Empty, "", ""},
                                      {at({0x0008, 0x0080}), Kind::Remove, "", ""},
                                      {at({0x0010, 0x2160}), Kind::Remove, "", ""},
                                      {at({0x0012, 0x0062}), Kind::Set, "CS", "YES"},
                                      {at({0x0028, 0x0106}), Kind::Set, "US", "12\\13"}}));

    EXPECT_EQ(value({0x0010, 0x0010}), "SL-1");
    EXPECT_TRUE(has({0x0010, 0x0020}));
    EXPECT_EQ(value({0x0010, 0x0020}), "");
    EXPECT_FALSE(has({0x0008, 0x0080}));
    EXPECT_EQ(value({0x0012, 0x0062}), "YES");
    EXPECT_EQ(value({0x0028, 0x0106}), "12\\13");
}

TEST_F(Editing, makesMissingSequencesAndItems)
{
    const TagPath path{{{0x0012, 0x0064}, "", 1}, {{0x0008, 0x0100}, "", -1}};
    ASSERT_TRUE(applyEdits(*dataSet, {Edit{path, Kind::Set, "SH", "113100"}}));

    const auto tree = read(*dataSet);
    const auto* sequence = find(tree.elements, {0x0012, 0x0064});
    ASSERT_TRUE(sequence);
    ASSERT_EQ(sequence->items.size(), 2U);
    EXPECT_EQ(valueOf(sequence->items[1].elements, {0x0008, 0x0100}), "113100");

    ASSERT_TRUE(applyEdits(*dataSet, {Edit{{{{0x0012, 0x0064}, "", 0}}, Kind::Remove, "", ""}}));
    EXPECT_EQ(find(read(*dataSet).elements, {0x0012, 0x0064})->items.size(), 1U);
    ASSERT_TRUE(applyEdits(*dataSet, {Edit{at({0x0012, 0x0064}), Kind::Empty, "", ""}}));
    EXPECT_TRUE(find(read(*dataSet).elements, {0x0012, 0x0064})->items.empty());
}

TEST_F(Editing, findsAPrivateElementByItsOwnerWhereverItsBlockIs)
{
    ASSERT_EQ(find(read(*dataSet).elements, {0x0009, 0x1001})->creator, "GEMS_IDEN_01");

    ASSERT_TRUE(applyEdits(*dataSet, {Edit{{{{0x0009, 0x4401}, "GEMS_IDEN_01", -1}}, Kind::Remove, "", ""}}));
    EXPECT_FALSE(has({0x0009, 0x1001}));
    EXPECT_TRUE(has({0x0009, 0x1002}));

    ASSERT_TRUE(applyEdits(*dataSet, {Edit{{{{0x0009, 0x1001}, "ACME", -1}}, Kind::Set, "LO", "x"}}));
    EXPECT_EQ(value({0x0009, 0x0010}), "GEMS_IDEN_01");
    EXPECT_EQ(value({0x0009, 0x0011}), "ACME");
    EXPECT_EQ(value({0x0009, 0x1101}), "x");
}

TEST_F(Editing, removesThePrivateCreatorWithItsLastElement)
{
    std::vector<Edit> edits;
    for (const auto& element : read(*dataSet).elements) {
        if (element.tag.group == 0x0043 && !element.tag.isPrivateCreator())
            edits.push_back(Edit{{{element.tag, element.creator, -1}}, Kind::Remove, "", ""});
    }
    ASSERT_GT(edits.size(), 3U);
    ASSERT_TRUE(applyEdits(*dataSet, edits));
    EXPECT_FALSE(has({0x0043, 0x0010}));
    EXPECT_TRUE(has({0x0009, 0x0010}));
}

TEST_F(Editing, refusesWhatItCannotDoWithoutLoss)
{
    const TagPath intoText{{{0x0010, 0x0010}, "", 0}, {{0x0010, 0x0010}, "", -1}};
    const TagPath farItem{{{0x0012, 0x0064}, "", 2'000'000'000}, {{0x0008, 0x0100}, "", -1}};
    std::vector<Edit> refused;
    refused.push_back({TagPath{}, Kind::Remove, "", ""});
    refused.push_back({at({0x0002, 0x0016}), Kind::Remove, "", ""});
    refused.push_back({at({0x0010, 0x0010}), Kind::Set, "", "頭部"});
    refused.push_back({at({0x0028, 0x0010}), Kind::Set, "US", "many"});
    refused.push_back({at({0x7FE0, 0x0010}), Kind::Set, "OW", "x"});
    refused.push_back({intoText, Kind::Set, "PN", "x"});
    refused.push_back({farItem, Kind::Set, "SH", "x"});
    for (const auto& edit : refused) {
        const auto result = applyEdits(*dataSet, {edit});
        ASSERT_FALSE(result) << toString(edit.path);
        EXPECT_EQ(result.error().code, ErrorCode::BadArgument);
    }
}
