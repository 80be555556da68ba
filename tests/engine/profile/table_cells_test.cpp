// SPDX-License-Identifier: Apache-2.0
// Cells of PS3.15 Table E.1-1 (2026d, Basic Profile), written down by hand from the standard and from the attribute
// types of PS3.3, not from our tables.
#include "tests/engine/profile/world.h"

using namespace profile_test;

namespace {

constexpr auto dxImage = "1.2.840.10008.5.1.4.1.1.1.1";
constexpr auto mrImage = "1.2.840.10008.5.1.4.1.1.4";
constexpr auto enhancedMr = "1.2.840.10008.5.1.4.1.1.4.1";
constexpr auto rtPlan = "1.2.840.10008.5.1.4.1.1.481.5";
constexpr auto rtStruct = "1.2.840.10008.5.1.4.1.1.481.3";
constexpr auto basicText = "1.2.840.10008.5.1.4.1.1.88.11";
constexpr auto petImage = "1.2.840.10008.5.1.4.1.1.128";
constexpr auto greyscaleState = "1.2.840.10008.5.1.4.1.1.11.1";
constexpr auto unknownClass = "1.2.3.4.5";

struct Cell {
    const char* sopClass;
    dicom::Tag tag;
    const char* vr;
    const char* value;
    const char* fate;       ///< at the top: gone, empty, kept, dummy, uid, pseudonym
    const char* nestedFate; ///< in an item of a sequence that no template has
};

const std::vector<Cell> cells{// Patient: Z and X, Type 2 and 3
                              {ctImage, {0x0010, 0x0010}, "PN", "Doe^Jane", "pseudonym", "pseudonym"},
                              {ctImage, {0x0010, 0x0020}, "LO", "4711", "pseudonym", "pseudonym"},
                              {ctImage, {0x0010, 0x0021}, "LO", "HOSPITAL", "gone", "gone"},
                              {ctImage, {0x0010, 0x0030}, "DA", "19700102", "empty", "empty"},
                              {ctImage, {0x0010, 0x0032}, "TM", "1201", "gone", "gone"},
                              {ctImage, {0x0010, 0x0040}, "CS", "F", "empty", "empty"},
                              {ctImage, {0x0010, 0x1000}, "LO", "9999", "gone", "gone"},
                              {ctImage, {0x0010, 0x1001}, "PN", "Roe^J", "gone", "gone"},
                              {ctImage, {0x0010, 0x1010}, "AS", "055Y", "gone", "gone"},
                              {ctImage, {0x0010, 0x1020}, "DS", "1.8", "gone", "gone"},
                              {ctImage, {0x0010, 0x1030}, "DS", "80", "gone", "gone"},
                              {ctImage, {0x0010, 0x1040}, "LO", "1 Main St", "gone", "gone"},
                              {ctImage, {0x0010, 0x2154}, "SH", "555-1234", "gone", "gone"},
                              {ctImage, {0x0010, 0x2160}, "SH", "x", "gone", "gone"},
                              {ctImage, {0x0010, 0x21B0}, "LT", "history", "gone", "gone"},
                              {ctImage, {0x0010, 0x4000}, "LT", "comment", "gone", "gone"},
                              // Study
                              {ctImage, {0x0008, 0x0020}, "DA", "20200101", "empty", "empty"},
                              {ctImage, {0x0008, 0x0030}, "TM", "1200", "empty", "empty"},
                              {ctImage, {0x0008, 0x0050}, "SH", "ACC1", "empty", "empty"},
                              {ctImage, {0x0008, 0x0090}, "PN", "Ref^Doc", "empty", "empty"},
                              {ctImage, {0x0008, 0x0092}, "ST", "Street", "gone", "gone"},
                              {ctImage, {0x0008, 0x1030}, "LO", "CT HEAD", "gone", "gone"},
                              {ctImage, {0x0008, 0x1048}, "PN", "Rec^Doc", "gone", "gone"},
                              {ctImage, {0x0008, 0x1060}, "PN", "Read^Doc", "gone", "gone"},
                              {ctImage, {0x0020, 0x000D}, "UI", "1.2.3", "uid", "uid"},
                              {ctImage, {0x0020, 0x0010}, "SH", "17", "empty", "empty"},
                              {ctImage, {0x0032, 0x4000}, "LT", "comment", "gone", "gone"},
                              // Series and equipment, compound by type
                              {ctImage, {0x0008, 0x0021}, "DA", "20200101", "gone", "dummy"},
                              {ctImage, {0x0008, 0x0031}, "TM", "1200", "gone", "dummy"},
                              {ctImage, {0x0008, 0x103E}, "LO", "AX", "gone", "gone"},
                              {ctImage, {0x0008, 0x1050}, "PN", "Perf^Doc", "gone", "gone"},
                              {ctImage, {0x0008, 0x1070}, "PN", "Tech", "gone", "dummy"},
                              {ctImage, {0x0018, 0x1030}, "LO", "HEAD", "gone", "dummy"},
                              {ctImage, {0x0020, 0x000E}, "UI", "1.2.4", "uid", "uid"},
                              {ctImage, {0x0020, 0x0052}, "UI", "1.2.5", "uid", "uid"},
                              {ctImage, {0x0008, 0x0080}, "LO", "Clinic", "gone", "dummy"},
                              {ctImage, {0x0008, 0x0081}, "ST", "Road", "gone", "gone"},
                              {ctImage, {0x0008, 0x1010}, "SH", "CT1", "gone", "dummy"},
                              {ctImage, {0x0008, 0x1040}, "LO", "Radiology", "gone", "gone"},
                              {ctImage, {0x0018, 0x1000}, "LO", "SN1", "gone", "dummy"},
                              {enhancedMr, {0x0018, 0x1000}, "LO", "SN1", "dummy", "dummy"},
                              {ctImage, {0x0018, 0x1002}, "UI", "1.2.6", "uid", "uid"},
                              {ctImage, {0x0018, 0x1004}, "LO", "P1", "gone", "gone"},
                              {ctImage, {0x0018, 0x1005}, "LO", "G1", "gone", "gone"},
                              {ctImage, {0x0018, 0x1007}, "LO", "C1", "gone", "gone"},
                              {dxImage, {0x0018, 0x700A}, "SH", "DET7", "gone", "dummy"},
                              // Image
                              {ctImage, {0x0008, 0x0012}, "DA", "20200101", "gone", "dummy"},
                              {ctImage, {0x0008, 0x0014}, "UI", "1.2.7", "uid", "uid"},
                              {ctImage, {0x0008, 0x0018}, "UI", "1.2.8", "uid", "uid"},
                              {ctImage, {0x0008, 0x0022}, "DA", "20200101", "gone", "empty"},
                              {enhancedMr, {0x0008, 0x0023}, "DA", "20200101", "dummy", "dummy"},
                              {enhancedMr, {0x0008, 0x0033}, "TM", "1200", "dummy", "dummy"},
                              {mrImage, {0x0008, 0x0023}, "DA", "20200101", "empty", "dummy"},
                              {enhancedMr, {0x0008, 0x002A}, "DT", "20200101120000", "dummy", "dummy"},
                              {ctImage, {0x0008, 0x0201}, "SH", "+0100", "gone", "gone"},
                              {ctImage, {0x0008, 0x2111}, "ST", "derived", "gone", "gone"},
                              {ctImage, {0x0018, 0x0010}, "LO", "Agent", "empty", "dummy"},
                              {ctImage, {0x0020, 0x4000}, "LT", "comment", "gone", "gone"},
                              {ctImage, {0x0040, 0x0244}, "DA", "20200101", "gone", "gone"},
                              {ctImage, {0x0040, 0x0254}, "LO", "step", "gone", "gone"},
                              {ctImage, {0x0040, 0x1001}, "SH", "RP1", "gone", "gone"},
                              {ctImage, {0x0040, 0x2016}, "LO", "PO1", "empty", "empty"},
                              {ctImage, {0x0088, 0x0140}, "UI", "1.2.9", "uid", "uid"},
                              {ctImage, {0xFFFC, 0xFFFC}, "OB", "", "gone", "gone"},
                              // Radiotherapy
                              {rtPlan, {0x300A, 0x0002}, "SH", "PLAN1", "dummy", "dummy"},
                              {rtPlan, {0x300A, 0x0006}, "DA", "20200101", "dummy", "dummy"},
                              {rtStruct, {0x3006, 0x0002}, "SH", "Labelled", "dummy", "dummy"},
                              {rtStruct, {0x3006, 0x0008}, "DA", "20200101", "empty", "empty"},
                              // Reports and states
                              {basicText, {0x0040, 0xA030}, "DT", "2020", "dummy", "dummy"},
                              {basicText, {0x0040, 0xA123}, "PN", "Doc", "dummy", "dummy"},
                              {basicText, {0x0040, 0xA124}, "UI", "1.2.10", "uid", "uid"},
                              {greyscaleState, {0x0070, 0x0084}, "PN", "Maker", "empty", "dummy"},
                              {greyscaleState,
                               {0x0070, 0x0082},
                               "DA",
                               "20200101",
                               "dummy",
                               "gone"}, // Type 1: a plain X would break the object
                                        // A class that no template knows: dummy, then empty, then gone
                              {unknownClass, {0x0008, 0x0080}, "LO", "Clinic", "dummy", "dummy"},
                              {unknownClass, {0x0008, 0x0022}, "DA", "20200101", "empty", "empty"},
                              {unknownClass, {0x0010, 0x4000}, "LT", "comment", "gone", "gone"},
                              // Not in the table: stays
                              {ctImage, {0x0008, 0x0060}, "CS", "CT", "kept", "kept"},
                              {ctImage, {0x0008, 0x0070}, "LO", "ACME", "kept", "kept"},
                              {ctImage, {0x0018, 0x0050}, "DS", "5", "kept", "kept"},
                              {petImage, {0x0054, 0x1001}, "CS", "BQML", "kept", "kept"}};

std::string wanted(const Cell& cell, const std::string& fateName)
{
    if (fateName == "uid")
        return keyed().uid(cell.value);
    if (fateName == "pseudonym")
        return keyed().pseudonym("4711");
    return fateName;
}

bool isFate(const std::string& seen, const Cell& cell, const char* fateName)
{
    if (std::string{fateName} != "dummy")
        return seen == wanted(cell, fateName);
    return seen != "gone" && seen != "empty" && seen != "kept" && seen.find(cell.value) == std::string::npos;
}

class TableCells : public testing::TestWithParam<Cell> {};

}

TEST_P(TableCells, areRightAtTheTopAndNested)
{
    const auto& cell = GetParam();
    constexpr dicom::Tag someSequence{0x0072, 0x0400}; // of hanging protocols: stays, in no template of these objects
    auto elements = std::vector{element(cell.tag, cell.vr, cell.value)};
    if (cell.tag != dicom::Tag{0x0010, 0x0020})
        elements.push_back(element({0x0010, 0x0020}, "LO", "4711"));
    elements.push_back(sequence(someSequence, {{element(cell.tag, cell.vr, cell.value)}}));
    elements.push_back(
        sequence({0x0072, 0x0080}, {{sequence(someSequence, {{element(cell.tag, cell.vr, cell.value)}})}}));
    const auto made = planOf(tree(cell.sopClass, std::move(elements)));

    const auto path = toString(cell.tag);
    EXPECT_TRUE(isFate(fate(made, path), cell, cell.fate)) << path << " " << fate(made, path);
    for (const std::string outer : {"(0072,0400)[0].", "(0072,0080)[0].(0072,0400)[0]."})
        EXPECT_TRUE(isFate(fate(made, outer + path), cell, cell.nestedFate))
            << outer + path << " " << fate(made, outer + path);
}

INSTANTIATE_TEST_SUITE_P(Basic, TableCells, testing::ValuesIn(cells));
