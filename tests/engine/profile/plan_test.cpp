// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/profile/world.h"

using namespace profile_test;

namespace {

std::string pseudonym()
{
    return keyed().pseudonym("4711");
}

dicom::Element patientId()
{
    return element({0x0010, 0x0020}, "LO", "4711");
}

}

TEST(Plan, givesNameAndIdThePseudonymEverywhere)
{
    const auto made = planOf(tree(ctImage, {element({0x0010, 0x0010}, "PN", "Doe^Jane"), patientId(),
                                            sequence({0x0040, 0xA370}, {{patientId()}})}));

    EXPECT_EQ(fate(made, "(0010,0010)"), pseudonym());
    EXPECT_EQ(fate(made, "(0010,0020)"), pseudonym());
    EXPECT_EQ(fate(made, "(0040,A370)[0].(0010,0020)"), pseudonym());
    EXPECT_EQ(made.newPeople, (std::vector<std::array<std::string, 2>>{{"4711", pseudonym()}}));
}

TEST(Plan, doesNotTakeTwoPeopleWithoutAnIdForOne)
{
    const auto of = [](const char* study) {
        return planOf(tree(ctImage, {element({0x0010, 0x0020}, "LO", ""), element({0x0020, 0x000D}, "UI", study)}));
    };

    EXPECT_NE(of("1.2.3").pseudonym, of("1.2.4").pseudonym);
    EXPECT_EQ(of("1.2.3").doubts[0][1], "no-patient-id");
}

TEST(Plan, keysUidsThatTheTableDoesNotName)
{
    const auto made = planOf(tree(ctImage, {element({0x0008, 0x0018}, "UI", "1.2.3"),
                                            sequence({0x0072, 0x0080}, {{element({0x0008, 0x1155}, "UI", "1.2.3")}}),
                                            element({0x0020, 0x0052}, "UI", "1.2.840.10008.1.4.1.1")}));

    EXPECT_EQ(fate(made, "(0008,0018)"), keyed().uid("1.2.3"));
    EXPECT_EQ(fate(made, "(0072,0080)[0].(0008,1155)"), keyed().uid("1.2.3"));
    EXPECT_EQ(fate(made, "(0008,0016)"), "kept");
    EXPECT_EQ(made.newUids.size(), 1U);
}

TEST(Plan, removesPrivateElementsWithTheirCreatorsWhateverTheOrder)
{
    auto inBlock = element({0x0029, 0x1020}, "LO", "Doe");
    inBlock.creator = "ACME";
    const auto made = planOf(tree(ctImage, {element({0x0029, 0x0010}, "LO", "ACME"), inBlock}));

    EXPECT_EQ(fate(made, "(0029,0010)"), "gone");
    EXPECT_EQ(fate(made, "(0029,1020)"), "gone"); // not by its creator, which is gone by then
    EXPECT_NE(rowOf(made, "(0029,1020){ACME}"), nullptr);
}

TEST(Plan, removesWholeOverlays)
{
    const auto made =
        planOf(tree(ctImage, {element({0x6002, 0x0010}, "US", "64"), element({0x6002, 0x1500}, "LO", "Doe Jane")}));

    EXPECT_EQ(fate(made, "(6002,0010)"), "gone");
    EXPECT_EQ(fate(made, "(6002,1500)"), "gone");
}

TEST(Plan, removesWhatTheStandardDoesNotKnow)
{
    EXPECT_EQ(fate(planOf(tree(ctImage, {element({0x0008, 0x9999}, "LO", "Doe")})), "(0008,9999)"), "gone");
    EXPECT_EQ(fate(planOf(tree(ctImage, {element({0x0018, 0x0015}, "UN", "Doe")})), "(0018,0015)"), "gone");
}

TEST(Plan, cutsANameOutOfKeptTextAndSaysSo)
{
    const auto made =
        planOf(tree(ctImage, {element({0x0008, 0x0008}, "CS", "ORIGINAL\\PRIMARY\\DOE"),
                              element({0x0018, 0x1020}, "LO", "v2 for Jane"), element({0x0018, 0x1210}, "SH", "B30f"),
                              element({0x0010, 0x0010}, "PN", "Doe^Jane"), patientId()}));

    EXPECT_EQ(fate(made, "(0018,1020)"), "v2");
    EXPECT_EQ(rowOf(made, "(0018,1020)")->reason, "not in Table E.1-1; cut out: name");
    EXPECT_EQ(fate(made, "(0018,1210)"), "kept");
    EXPECT_EQ(fate(made, "(0008,0008)"), "ORIGINAL\\PRIMARY");
}

TEST(Plan, removesATextThatIsTooLongToBeRead)
{
    auto comments = element({0x0020, 0x4000}, "LT", "");
    comments.length = dicom::Tree::longestValue + 1;
    auto report = element({0x0040, 0xA160}, "UT", "");
    report.length = comments.length;
    const auto made = planOf(tree(ctImage, {comments, report, patientId()}), {"public", {}});

    for (const auto* place : {"(0020,4000)", "(0040,A160)"}) {
        EXPECT_EQ(fate(made, place), "gone");
        EXPECT_TRUE(std::any_of(made.doubts.begin(), made.doubts.end(), [&](const auto& doubt) {
            return doubt[0] == place && doubt[1] == "too-long";
        })) << place;
    }
}

TEST(Plan, learnsANameThatStandsInAnotherRepresentation)
{
    for (const auto* vr : {"LO", "UT", "CS", "UI", "DA"}) {
        const auto made = planOf(tree(ctImage, {element({0x0010, 0x0010}, vr, "Featherbottom^Zed"), patientId(),
                                                element({0x0018, 0x1020}, "LO", "v2 Featherbottom")}));
        EXPECT_EQ(fate(made, "(0018,1020)"), "v2") << vr;
    }
}

TEST(Plan, leavesDefinedTermsThatSomebodyIsCalledLike)
{
    const auto made =
        planOf(tree(ctImage, {element({0x0008, 0x0005}, "CS", "ISO_IR 100"), element({0x0008, 0x0060}, "CS", "SEG"),
                              element({0x0028, 0x0004}, "CS", "YBR_FULL"), element({0x0018, 0x5100}, "CS", "HFS"),
                              element({0x0020, 0x9311}, "CS", "TILED_FULL"), element({0x0018, 0x1020}, "LO", "v2 Hfs"),
                              element({0x0010, 0x0010}, "PN", "Iso^Seg Full Hfs Tiled"), patientId()}));

    for (const auto* place : {"(0008,0005)", "(0008,0060)", "(0028,0004)", "(0018,5100)", "(0020,9311)"})
        EXPECT_EQ(fate(made, place), "kept") << place;
    EXPECT_EQ(fate(made, "(0018,1020)"), "v2") << "in free text it may be the patient";
}

TEST(Plan, takesAwayACodeStringThatShowsANumberBesideATerm)
{
    const auto made = planOf(tree(ctImage, {element({0x0018, 0x0015}, "CS", "HEAD 440123"),
                                            element({0x0008, 0x0050}, "SH", "440123"), patientId()}));

    EXPECT_EQ(fate(made, "(0018,0015)"), "gone");
    EXPECT_TRUE(made.identity.foundIn("440123")) << "and it is still searched for";
}

TEST(Plan, leavesCodeStringsThatOnlyShareAWordWithAName)
{
    const auto made = planOf(tree(ctImage, {element({0x0008, 0x0008}, "CS", "ORIGINAL\\PRIMARY\\AXIAL"),
                                            element({0x0010, 0x0010}, "PN", "Axial^Original"), patientId()}));

    EXPECT_EQ(fate(made, "(0008,0008)"), "kept");
}

TEST(Plan, takesCodesThatCutANameOffAtTheirSixteenLetters)
{
    const auto name = element({0x0010, 0x0010}, "PN", "Quastenflosser^Hildegunde");
    const auto made = planOf(tree(ctImage, {element({0x0008, 0x0008}, "CS", "ORIGINAL\\PRIMARY\\AXIAL\\QUASTENFLOSSE"),
                                            name, element({0x0018, 0x0015}, "CS", "CHEST_QUASTENFL"),
                                            element({0x0018, 0x0022}, "CS", "HILDEGUND"), patientId()}));

    EXPECT_EQ(fate(made, "(0008,0008)"), "ORIGINAL\\PRIMARY\\AXIAL");
    EXPECT_EQ(fate(made, "(0018,0015)"), "gone");
    EXPECT_EQ(fate(made, "(0018,0022)"), "gone");
}

TEST(Plan, asksAboutCodesThatNoTableKnowsUnlessTheWayToTheFileTells)
{
    const auto kinds = [](const Plan& made) {
        std::set<std::string> all;
        for (const auto& doubt : made.doubts)
            all.insert(doubt[1]);
        return all;
    };
    const auto ofCode = tree(ctImage, {element({0x0018, 0x0015}, "CS", "PUMPERNICKEL"), patientId()});
    Task task{{"basic", {}}, {}, {}};
    const auto asked = plan(ofCode, task, keyed(), standard());
    task.surroundings.path = "Pumpernickel_Ignaz_19631224/a.dcm";
    const auto told = plan(ofCode, task, keyed(), standard());

    EXPECT_EQ(fate(*asked, "(0018,0015)"), "kept");
    EXPECT_TRUE(kinds(*asked).contains("uncertain-code"));
    EXPECT_EQ(fate(*told, "(0018,0015)"), "gone");
    EXPECT_FALSE(kinds(planOf(tree(ctImage, {element({0x0018, 0x0015}, "CS", "CHEST"), patientId()})))
                     .contains("uncertain-code"));
}

TEST(Plan, findsAnIdHoweverItIsWrittenAsANumber)
{
    const auto made =
        planOf(tree(ctImage, {element({0x0018, 0x9073}, "FD", "440123"), element({0x0020, 0x0011}, "IS", "0440123"),
                              element({0x0018, 0x0060}, "DS", "440124"), element({0x0018, 0x0091}, "IS", ""),
                              element({0x0018, 0x1050}, "DS", ".05"), element({0x0010, 0x0030}, "DA", ""),
                              element({0x0008, 0x0050}, "SH", "440123"), patientId()}));

    EXPECT_EQ(fate(made, "(0018,9073)"), "gone");
    EXPECT_NE(fate(made, "(0020,0011)"), "kept");
    for (const auto* other : {"(0018,0060)", "(0018,0091)", "(0018,1050)"})
        EXPECT_EQ(fate(made, other), "kept") << other;
}

TEST(Plan, reportsARetainedElementThatHoldsWhatWentElsewhere)
{
    const auto made = planOf(
        tree(ctImage, {element({0x0008, 0x1010}, "SH", "ACC440123"), element({0x0008, 0x0050}, "SH", "ACC440123"),
                       element({0x0008, 0x103E}, "LO", "axial ACC440123"), patientId()}),
        {"basic", {"retain-device-identity", "clean-descriptors"}});

    EXPECT_EQ(fate(made, "(0008,1010)"), "kept");
    EXPECT_EQ(fate(made, "(0008,103E)"), "axial");
    EXPECT_TRUE(std::any_of(made.doubts.begin(), made.doubts.end(), [](const auto& doubt) {
        return doubt[0] == "(0008,1010)" && doubt[1] == "retained-identity";
    }));
}

TEST(Plan, makesDummiesWithoutAnyWordOfTheOriginal)
{
    // Device Serial Number is X/Z/D and Type 1 in enhanced MR.
    const auto made = planOf(tree("1.2.840.10008.5.1.4.1.1.4.1", {element({0x0018, 0x1000}, "LO", "Z 12")}));

    EXPECT_EQ(fate(made, "(0018,1000)"), "Q");
}

TEST(Plan, makesOneItemThatSatisfiesItsOwnTypes)
{
    const auto made = planOf(tree("1.2.840.10008.5.1.4.1.1.88.11",
                                  {sequence({0x0040, 0xA730}, {{element({0x0040, 0xA160}, "UT", "Doe has pain")},
                                                               {element({0x0040, 0xA160}, "UT", "more")}})}));

    EXPECT_EQ(fate(made, "(0040,A730)"), "empty");
    EXPECT_EQ(fate(made, "(0040,A730)[0].(0040,A040)"), "TEXT");
    EXPECT_EQ(fate(made, "(0040,A730)[0].(0040,A010)"), "CONTAINS");
    EXPECT_EQ(fate(made, "(0040,A730)[0].(0040,A160)"), "Z");
    EXPECT_NE(fate(made, "(0040,A730)[0].(0040,A043)[0].(0008,0100)"), "kept");
    EXPECT_EQ(fate(made, "(0040,A730)[1].(0040,A160)"), "kept"); // gone with the old items
}

TEST(Plan, replacesAnEncapsulatedPdfByAnEmptyPage)
{
    const auto made = planOf(tree("1.2.840.10008.5.1.4.1.1.104.1", {element({0x0042, 0x0011}, "OB", ""),
                                                                    element({0x0042, 0x0012}, "LO", "application/pdf"),
                                                                    element({0x0042, 0x0015}, "UL", "4711")}));

    EXPECT_EQ(fate(made, "(0042,0011)").substr(0, 8), "%PDF-1.4");
    EXPECT_EQ(fate(made, "(0042,0015)"), "gone");
}

TEST(Plan, dropsAListOfReferencesThatAreAllRemoved)
{
    const auto list = sequence({0x0008, 0x1115}, {{element({0x0020, 0x000E}, "UI", "1.2")}});
    const auto image = sequence({0x0008, 0x2112}, {{element({0x0008, 0x1155}, "UI", "1.3")}});
    const auto mask = sequence({0x0028, 0x6100}, {{element({0x0008, 0x1155}, "UI", "1.3")}});

    EXPECT_EQ(fate(planOf(tree(ctImage, {list, image})), "(0008,1115)"), "gone");
    EXPECT_EQ(fate(planOf(tree(ctImage, {list, image, mask})), "(0008,1115)"), "kept");
}

TEST(Plan, saysThatTheFileWasCleanedAndHow)
{
    const auto made = planOf(tree(ctImage, {sequence({0x0012, 0x0064}, {{element({0x0008, 0x0100}, "SH", "1")}}),
                                            element({0x0012, 0x0063}, "LO", "CTP")}));

    EXPECT_EQ(fate(made, "(0012,0062)"), "YES");
    EXPECT_EQ(fate(made, "(0012,0063)"),
              "CTP\\Safelight " SAFELIGHT_VERSION ", PS3.15 2026d basic, draft, not reviewed");
    EXPECT_EQ(fate(made, "(0012,0064)[1].(0008,0100)"), "113100");
    EXPECT_EQ(fate(made, "(0028,0303)"), "REMOVED");
    EXPECT_EQ(fate(made, "(0028,0301)"), "kept");
    EXPECT_EQ(fate(made, "(0018,A001)[0].(0040,A170)[0].(0008,0100)"), "109104");
}

TEST(Plan, claimsCleanPixelsOnlyWhenAPersonSawThem)
{
    const auto made = planOf(tree(ctImage, {}), {}, {false, true});

    EXPECT_EQ(fate(made, "(0028,0301)"), "NO");
    EXPECT_EQ(fate(made, "(0012,0064)[1].(0008,0100)"), "113101");
    EXPECT_EQ(fate(made, "(0012,0063)"), "Safelight " SAFELIGHT_VERSION ", PS3.15 2026d basic");
}

TEST(Plan, saysOfAFaceWhatAPersonDecided)
{
    const auto gone = planOf(tree(ctImage, {}), {}, {false, false, Faces::Gone});
    EXPECT_EQ(fate(gone, "(0028,0302)"), "NO");
    EXPECT_EQ(fate(gone, "(0012,0064)[1].(0008,0100)"), "113102");

    const auto shown = planOf(tree(ctImage, {}), {}, {false, false, Faces::Shown});
    EXPECT_EQ(fate(shown, "(0028,0302)"), "YES");
    EXPECT_EQ(fate(shown, "(0012,0064)[1].(0008,0100)"), "kept");

    EXPECT_EQ(fate(planOf(tree(ctImage, {}), {}, {false, false, Faces::Unknown}), "(0028,0302)"), "kept");
}

TEST(Plan, retainsWhatAnOptionRetains)
{
    const auto source =
        tree(ctImage, {element({0x0008, 0x0020}, "DA", "20200101"), element({0x0008, 0x0080}, "LO", "Clinic"),
                       element({0x0020, 0x000D}, "UI", "1.2.3")});
    const auto made = planOf(source, {"basic", {"retain-full-dates", "retain-uids", "retain-institution-identity"}});

    EXPECT_EQ(fate(made, "(0008,0020)"), "kept");
    EXPECT_EQ(fate(made, "(0008,0080)"), "kept");
    EXPECT_EQ(fate(made, "(0020,000D)"), "kept");
    EXPECT_EQ(fate(made, "(0028,0303)"), "UNMODIFIED");
    EXPECT_EQ(fate(made, "(0012,0064)[1].(0008,0100)"), "113106"); // order of the choice
}

TEST(Plan, givesEveryElementARowWithAReason)
{
    const auto made = planOf(tree(ctImage, {element({0x0008, 0x1030}, "LO", "CT of Doe"),
                                            sequence({0x0008, 0x1115}, {{element({0x0020, 0x000E}, "UI", "1.2")}})}));

    ASSERT_NE(rowOf(made, "(0008,1030)"), nullptr);
    EXPECT_EQ(rowOf(made, "(0008,1030)")->reason, "Table E.1-1: X");
    ASSERT_NE(rowOf(made, "(0008,1115)[0].(0020,000E)"), nullptr);
    for (const auto& row : made.elements)
        EXPECT_FALSE(row.reason.empty()) << row.path;
}

TEST(Plan, refusesRulesThatAreNone)
{
    const auto refused = plan({}, Task{{"strict", {}}, {}, {}}, keyed(), standard()).error();
    EXPECT_EQ(refused.code, ErrorCode::BadArgument);
    EXPECT_EQ(refused.where, "no profile is called \"strict\": there are basic, public, keep-most");
    EXPECT_NE(check(Rules{"basic", {"retain-uid"}}).error().where.find("retain-uids, "), std::string::npos);
}

TEST(Missing, namesRequiredAttributesThatWent)
{
    const auto before = tree(ctImage, {element({0x0010, 0x0010}, "PN", "A"), element({0x0020, 0x000D}, "UI", "1.2")});
    const auto after = tree(ctImage, {element({0x0020, 0x000D}, "UI", "")});

    EXPECT_EQ(newlyMissing(before, after, standard()), (std::vector<std::string>{"(0010,0010)", "(0020,000D)"}));
    EXPECT_TRUE(newlyMissing(before, before, standard()).empty());
}

TEST(Derivation, keepsTheRestOfTheImageType)
{
    const auto edits =
        derivationEdits(tree(ctImage, {element({0x0008, 0x0008}, "CS", "ORIGINAL\\PRIMARY\\AXIAL")}), false);

    EXPECT_EQ(edits[0].value, "DERIVED\\PRIMARY\\AXIAL");
}
