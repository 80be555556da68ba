// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/profile/world.h"

#include "engine/profile/dates.h"

using namespace profile_test;

namespace {

constexpr auto comprehensiveReport = "1.2.840.10008.5.1.4.1.1.88.33";

dicom::Element patientId(const char* id = "4711")
{
    return element({0x0010, 0x0020}, "LO", id);
}

std::string back(const std::string& vr, const std::string& value, const char* id = "4711")
{
    return *movedBack(vr, value, keyed().daysBack(id, 1, 3650));
}

dicom::Element privateElement(dicom::Tag at, std::string vr, std::string value, std::string creator)
{
    auto made = element(at, std::move(vr), std::move(value));
    made.creator = std::move(creator);
    return made;
}

/// A content item whose concept is a code of DCM.
std::vector<dicom::Element> content(const char* type, const char* code, dicom::Element value)
{
    return {element({0x0040, 0xA010}, "CS", "CONTAINS"), element({0x0040, 0xA040}, "CS", type),
            sequence({0x0040, 0xA043}, {{element({0x0008, 0x0100}, "SH", code), element({0x0008, 0x0102}, "SH", "DCM"),
                                         element({0x0008, 0x0104}, "LO", "Concept")}}),
            std::move(value)};
}

dicom::Element text(const char* value)
{
    return element({0x0040, 0xA160}, "UT", value);
}

}

TEST(ModifiedDates, moveAllDatesOfAPersonTogetherAndLeaveTheTimes)
{
    const auto made =
        planOf(tree(ctImage, {element({0x0008, 0x0020}, "DA", "20180118"), element({0x0008, 0x0030}, "TM", "120000"),
                              element({0x0008, 0x002A}, "DT", "20180119000100+0100"), patientId(),
                              element({0x0010, 0x0030}, "DA", "19600101"),
                              sequence({0x0040, 0x0275}, {{element({0x0040, 0x0002}, "DA", "20180117")}})}),
               {"basic", {"retain-modified-dates", "clean-descriptors"}});

    EXPECT_EQ(fate(made, "(0008,0020)"), back("DA", "20180118"));
    EXPECT_EQ(fate(made, "(0008,0030)"), "120000");
    EXPECT_EQ(fate(made, "(0008,002A)"), back("DT", "20180119000100+0100"));
    EXPECT_EQ(fate(made, "(0040,0275)[0].(0040,0002)"), back("DA", "20180117"));
    EXPECT_EQ(fate(made, "(0010,0030)"), "empty"); // a birth date keeps its basic action
    EXPECT_EQ(fate(made, "(0028,0303)"), "MODIFIED");
    EXPECT_EQ(made.daysMoved, (NewPairs{{"4711", std::to_string(-keyed().daysBack("4711", 1, 3650))}}));
}

TEST(ModifiedDates, takeAwayWhatIsNoDate)
{
    const auto made = planOf(tree(ctImage, {element({0x0008, 0x0020}, "DA", "18 Jan 18"),
                                            element({0x0008, 0x0022}, "DA", "2018011"), patientId()}),
                             {"basic", {"retain-modified-dates"}});

    EXPECT_EQ(fate(made, "(0008,0020)"), "empty");
    EXPECT_EQ(fate(made, "(0008,0022)"), "gone");
    EXPECT_EQ(made.actions.at("X"), 1);
}

TEST(ModifiedDates, moveACalibrationWithTheRestAlsoWhereDevicesAreRetained)
{
    const auto made = planOf(tree(ctImage, {element({0x0018, 0x1200}, "DA", "20180118"), patientId()}),
                             {"basic", {"retain-modified-dates", "retain-device-identity"}});

    EXPECT_EQ(fate(made, "(0018,1200)"), back("DA", "20180118"));
}

TEST(PatientCharacteristics, stayAndTellNoHighAge)
{
    const auto ofAge = [](const char* age, const Rules& rules) {
        return fate(planOf(tree(ctImage, {element({0x0010, 0x1010}, "AS", age), patientId(),
                                          element({0x0010, 0x0040}, "CS", "F")}),
                           rules),
                    "(0010,1010)");
    };
    const Rules basic{"basic", {"retain-patient-characteristics"}};

    EXPECT_EQ(ofAge("058Y", basic), "kept");
    EXPECT_EQ(ofAge("094Y", basic), "090Y");
    EXPECT_EQ(ofAge("94", basic), "gone");
    EXPECT_EQ(ofAge("094Y", {"basic", {}}), "gone");
    EXPECT_EQ(ofAge("094Y", {"keep-most", {}}), "kept"); // the rule is on in `basic` and `public`
}

TEST(DeviceIdentity, staysButTitlesOfApplicationEntitiesAreKeyed)
{
    const auto made = planOf(tree(ctImage, {element({0x0008, 0x0055}, "AE", "STMARYS_CT"),
                                            element({0x0018, 0x1000}, "LO", "SN 12345"), patientId()}),
                             {"basic", {"retain-device-identity"}});

    EXPECT_EQ(fate(made, "(0018,1000)"), "kept");
    EXPECT_EQ(fate(made, "(0008,0055)"), keyed().deviceTitle("STMARYS_CT"));
}

TEST(SafePrivate, staysByCreatorWhateverTheBlock)
{
    const auto made = planOf(tree(ctImage, {element({0x0019, 0x0011}, "LO", "SIEMENS MR HEADER"),
                                            privateElement({0x0019, 0x110C}, "IS", "1000", "SIEMENS MR HEADER"),
                                            privateElement({0x0019, 0x1108}, "CS", "IMAGE NUM 4", "SIEMENS MR HEADER"),
                                            privateElement({0x0019, 0x11FE}, "LO", "Doe", "SIEMENS MR HEADER"),
                                            element({0x0029, 0x0010}, "LO", "ACME"),
                                            privateElement({0x0029, 0x100C}, "IS", "1000", "ACME"), patientId()}),
                             {"basic", {"retain-safe-private"}});

    EXPECT_EQ(fate(made, "(0019,0011)"), "kept");
    EXPECT_EQ(fate(made, "(0019,110C){SIEMENS MR HEADER}"), "kept");
    EXPECT_EQ(fate(made, "(0019,11FE)"), "gone");
    EXPECT_EQ(fate(made, "(0029,0010)"), "gone");
    EXPECT_EQ(fate(made, "(0029,100C)"), "gone");
}

TEST(SafePrivate, believesItsSourceOnlyWhereTheProjectDoes)
{
    const auto source = tree(
        ctImage,
        {sequence({0x0008, 0x0300}, {{element({0x0008, 0x0301}, "US", "41"), element({0x0008, 0x0302}, "LO", "ACME"),
                                      element({0x0008, 0x0303}, "CS", "SAFE")}}),
         element({0x0029, 0x0010}, "LO", "ACME"), privateElement({0x0029, 0x1020}, "DS", "2.5", "ACME"), patientId()});
    const auto doubted = planOf(source, {"basic", {"retain-safe-private"}});
    const auto trusted = planOf(source, {"basic", {"retain-safe-private"}, 1, 3650, true});

    EXPECT_EQ(fate(doubted, "(0029,1020)"), "gone");
    EXPECT_EQ(fate(doubted, "(0008,0300)"), "gone");
    ASSERT_EQ(doubted.doubts.size(), 1U);
    EXPECT_EQ(doubted.doubts[0][1], "private-safe-claim");
    EXPECT_EQ(fate(trusted, "(0029,1020){ACME}"), "kept");
}

TEST(SafePrivate, keysTheUidsInIt)
{
    const auto made =
        planOf(tree(ctImage, {privateElement({0x0009, 0x1027}, "SL", "1", "GEMS_IDEN_01"),
                              privateElement({0x0009, 0x10E3}, "UI", "1.2.3.4", "GEMS_IDEN_01"), patientId()}),
               {"basic", {"retain-safe-private"}});

    EXPECT_NE(fate(made, "(0009,10E3){GEMS_IDEN_01}"), "kept");
}

TEST(Graphics, stayWithoutTheirTextAndOverlaysGo)
{
    const auto note =
        sequence({0x0070, 0x0001}, {{sequence({0x0070, 0x0008}, {{element({0x0070, 0x0006}, "ST", "Jane Doe, 9 mm"),
                                                                  element({0x0070, 0x0014}, "FL", "1\\2")}})}});
    const auto made = planOf(tree(ctImage, {note, element({0x6000, 0x3000}, "OW", ""), patientId(),
                                            element({0x0010, 0x0010}, "PN", "Doe^Jane")}),
                             {"basic", {"clean-graphics"}});

    EXPECT_EQ(fate(made, "(0070,0001)"), "kept");
    EXPECT_EQ(fate(made, "(0070,0001)[0].(0070,0008)[0].(0070,0014)"), "kept");
    EXPECT_EQ(fate(made, "(0070,0001)[0].(0070,0008)[0].(0070,0006)").find("Doe"), std::string::npos);
    EXPECT_EQ(fate(made, "(6000,3000)"), "gone");
    EXPECT_EQ(fate(planOf(tree(ctImage, {note}), {"basic", {}}), "(0070,0001)"), "empty");
}

TEST(StructuredContent, followsTheTableByConcept)
{
    const auto report =
        tree(comprehensiveReport,
             {patientId(),
              sequence({0x0040, 0xA730},
                       {content("PNAME", "121008", element({0x0040, 0xA123}, "PN", "Doe^Jane")), // Person Observer Name
                        content("TEXT", "121022", text("ACC 1")),                                // Accession Number
                        content("TEXT", "121071", text("nodule")),                               // Finding
                        content("DATE", "111060", element({0x0040, 0xA121}, "DA", "20180118")),  // Study Date
                        content("NUM", "1", element({0x0040, 0xA30A}, "DS", "9"))})});
    const auto made =
        planOf(report, {"basic", {"clean-structured-content", "clean-descriptors", "retain-modified-dates"}});

    EXPECT_EQ(fate(made, "(0040,A730)"), "kept");
    EXPECT_EQ(fate(made, "(0040,A730)[0].(0040,A123)").find("Doe"), std::string::npos);
    EXPECT_EQ(fate(made, "(0040,A730)[1]"), "gone");
    EXPECT_EQ(fate(made, "(0040,A730)[2].(0040,A160)"), "kept");
    EXPECT_EQ(fate(made, "(0040,A730)[3].(0040,A121)"), back("DA", "20180118"));
    EXPECT_EQ(fate(made, "(0040,A730)[4].(0040,A30A)"), "kept");
    EXPECT_EQ(rowOf(made, "(0040,A730)[1]")->reason, "Table E.3.4-1: X");
}

TEST(StructuredContent, losesAnAgeOverEightyNine)
{
    const auto ofAge = [](const char* age, const char* unit) {
        return content(
            "NUM", "121033", // Subject Age
            sequence({0x0040, 0xA300}, {{element({0x0040, 0xA30A}, "DS", age),
                                         sequence({0x0040, 0x08EA}, {{element({0x0008, 0x0100}, "SH", unit),
                                                                      element({0x0008, 0x0102}, "SH", "UCUM"),
                                                                      element({0x0008, 0x0104}, "LO", "Unit")}})}}));
    };
    const auto report =
        tree(comprehensiveReport, {patientId(), sequence({0x0040, 0xA730}, {ofAge("89", "a"), ofAge("93", "a"),
                                                                            ofAge("93", "mo"), ofAge("33000", "d")})});
    const std::vector<std::string> options{"clean-structured-content", "clean-descriptors",
                                           "retain-patient-characteristics"};
    const auto made = planOf(report, {"basic", options});

    EXPECT_EQ(fate(made, "(0040,A730)[0].(0040,A300)[0].(0040,A30A)"), "kept");
    EXPECT_EQ(fate(made, "(0040,A730)[1]"), "gone");
    EXPECT_EQ(fate(made, "(0040,A730)[2].(0040,A300)[0].(0040,A30A)"), "kept");
    EXPECT_EQ(fate(made, "(0040,A730)[3]"), "gone");
    EXPECT_EQ(rowOf(made, "(0040,A730)[1]")->reason, "rule age-over-89");
    EXPECT_EQ(fate(planOf(report, {"keep-most", {}}), "(0040,A730)[1].(0040,A300)[0].(0040,A30A)"), "kept");
}

TEST(StructuredContent, renumbersReferencesAndDropsThoseThatLeadNowhere)
{
    const auto referring = [](const char* target) {
        return std::vector<dicom::Element>{element({0x0040, 0xA010}, "CS", "INFERRED FROM"),
                                           element({0x0040, 0xDB73}, "UL", target)};
    };
    auto finding = content("TEXT", "121071", text("nodule"));
    finding.push_back(sequence({0x0040, 0xA730}, {referring("1\\3"), referring("1\\1")}));
    const auto report = tree(comprehensiveReport,
                             {patientId(), sequence({0x0040, 0xA730}, {content("TEXT", "121022", text("ACC 1")),
                                                                       finding, content("TEXT", "1", text("9 mm"))})});
    const auto made = planOf(report, {"basic", {"clean-structured-content", "clean-descriptors"}});

    EXPECT_EQ(fate(made, "(0040,A730)[1].(0040,A730)[0].(0040,DB73)"), "1\\2");
    EXPECT_EQ(fate(made, "(0040,A730)[1].(0040,A730)[1]"), "gone");
}

TEST(Uids, thatStayAndTellADateAreReported)
{
    const auto made = planOf(tree(ctImage, {element({0x0008, 0x0020}, "DA", "20180118"), patientId(),
                                            element({0x0020, 0x000D}, "UI", "1.2.20180118.5")}),
                             {"basic", {"retain-uids"}});

    ASSERT_EQ(made.doubts.size(), 1U);
    EXPECT_EQ(made.doubts[0][1], "uid-with-date");
    EXPECT_EQ(fate(made, "(0020,000D)"), "kept");
}

TEST(Uids, thatStayAndTellABirthDateAreReportedThoughOtherDatesStay)
{
    const auto made = planOf(tree(ctImage, {element({0x0010, 0x0030}, "DA", "19590217"), patientId(),
                                            element({0x0020, 0x000D}, "UI", "1.2.19590217.5")}),
                             {"basic", {"retain-uids", "retain-full-dates"}});

    ASSERT_EQ(made.doubts.size(), 1U);
    EXPECT_EQ(made.doubts[0][1], "uid-with-date");
}

TEST(Uids, thatStayAndTellAnIdAreReported)
{
    const auto made = planOf(
        tree(ctImage, {element({0x0008, 0x0050}, "SH", "440123"), patientId(),
                       element({0x0020, 0x000D}, "UI", "1.2.440123"), element({0x0020, 0x000E}, "UI", "1.2.9440123")}),
        {"basic", {"retain-uids"}});

    ASSERT_EQ(made.doubts.size(), 1U);
    EXPECT_EQ(made.doubts[0][0], "(0020,000D)");
    EXPECT_EQ(made.doubts[0][1], "uid-with-identity");
}

TEST(Uids, thatAreNoneAreNotRetained)
{
    const auto made =
        planOf(tree(ctImage, {patientId(), element({0x0020, 0x0052}, "UI", "Elderkin")}), {"basic", {"retain-uids"}});

    EXPECT_EQ(fate(made, "(0020,0052)"), keyed().uid("Elderkin"));
    ASSERT_EQ(made.doubts.size(), 1U);
    EXPECT_EQ(made.doubts[0][1], "not-a-uid");
}

TEST(Uids, ofEditedPixelsAreNewEvenWhereUidsAreRetained)
{
    const Task task{{"basic", {"retain-uids"}}, {}, {{}, {}, {"1.2.3"}}};
    const auto made =
        plan(tree(ctImage, {element({0x0008, 0x0018}, "UI", "1.2.3"), element({0x0020, 0x000D}, "UI", "1.2")}), task,
             keyed(), standard());

    ASSERT_TRUE(made);
    EXPECT_EQ(fate(*made, "(0008,0018)"), keyed().uid("1.2.3"));
    EXPECT_EQ(fate(*made, "(0020,000D)"), "kept");
}

TEST(Uids, ofAFileThatSharesItsUidAreItsOwnEvenWhereUidsAreRetained)
{
    const auto instanceUid = [](const std::vector<std::string>& options, const char* twin) {
        Task task{{"basic", options}, {}, {}};
        task.surroundings.twin = twin;
        const auto made =
            plan(tree(ctImage, {element({0x0008, 0x0018}, "UI", "1.2.3"), element({0x0020, 0x000D}, "UI", "1.2.3")}),
                 task, keyed(), standard());
        EXPECT_EQ(fate(*made, "(0020,000D)"), options.empty() ? keyed().uid("1.2.3") : "kept");
        const bool isTold = std::any_of(made->doubts.begin(), made->doubts.end(),
                                        [](const auto& doubt) { return doubt[1] == "same-uid"; });
        EXPECT_EQ(isTold, *twin != 0);
        return fate(*made, "(0008,0018)");
    };

    EXPECT_EQ(instanceUid({}, ""), keyed().uid("1.2.3"));
    EXPECT_NE(instanceUid({}, "ab"), keyed().uid("1.2.3"));
    EXPECT_NE(instanceUid({}, "ab"), instanceUid({}, "cd"));
    EXPECT_EQ(instanceUid({"retain-uids"}, "ab"), instanceUid({}, "ab"));
}

TEST(Surroundings, tellNamesThatOnlyOtherFilesOfTheStudyHold)
{
    const Task task{
        {"basic", {}}, {}, {{{"Miller^Anna", "ReferringPhysicianName"}, {"20180118", "StudyDate"}}, {}, {}}};
    const auto made = plan(tree(ctImage, {patientId(), element({0x0018, 0x1020}, "LO", "set up by Miller")}), task,
                           keyed(), standard());

    ASSERT_TRUE(made);
    EXPECT_NE(fate(*made, "(0018,1020)"), "kept");
}

TEST(Surroundings, moveTheDatesOfIdsWithOneImposedPseudonymTogether)
{
    const auto studyDate = [](const char* id, const char* pseudonym) {
        const Task task{{"basic", {"retain-modified-dates"}}, {}, {{}, {{id, pseudonym}}, {}}};
        const auto made = plan(tree(ctImage, {patientId(id), element({0x0008, 0x0020}, "DA", "20180118")}), task,
                               keyed(), standard());
        return fate(*made, "(0008,0020)");
    };

    EXPECT_EQ(studyDate("4711", "CASE-1"), studyDate("4712", "CASE-1"));
    EXPECT_NE(studyDate("4711", "CASE-1"), studyDate("4711", "CASE-2"));
}

TEST(Surroundings, imposePseudonyms)
{
    const Task task{{"basic", {}}, {}, {{}, {{"4711", "CASE-1"}}, {}}};
    const auto made = plan(tree(ctImage, {patientId()}), task, keyed(), standard());

    ASSERT_TRUE(made);
    EXPECT_EQ(fate(*made, "(0010,0020)"), "CASE-1");
    EXPECT_EQ(made->pseudonym, "CASE-1");
}

TEST(Surroundings, tellWhatTheNamesOfFoldersSay)
{
    Task task;
    task.surroundings.path = "Okafor_834092/brain/MR010001.dcm";
    const auto made = plan(tree(ctImage, {patientId(), element({0x0018, 0x1030}, "LO", "BRAIN ROUTINE okafor")}), task,
                           keyed(), standard());

    ASSERT_TRUE(made);
    EXPECT_EQ(fate(*made, "(0018,1030)"), "gone"); // without an option
    const auto kept =
        plan(tree(ctImage, {patientId(), element({0x0018, 0x1020}, "LO", "v2 okafor")}), task, keyed(), standard());
    ASSERT_TRUE(kept);
    EXPECT_EQ(fate(*kept, "(0018,1020)"), "v2");
}

TEST(Surroundings, letCodesStayThatShareAWordWithAFolder)
{
    Task task;
    task.surroundings.path = "seg_tiled_full.dcm";
    const auto made =
        plan(tree(ctImage, {patientId(), element({0x0020, 0x9311}, "CS", "TILED_FULL")}), task, keyed(), standard());

    ASSERT_TRUE(made);
    EXPECT_EQ(fate(*made, "(0020,9311)"), "kept");
    EXPECT_EQ(fate(*made, "(0008,0070)"), "kept");
    EXPECT_FALSE(made->identity.foundIn("TILED_FULL ALOKA")); // else the finished file would be refused
}

TEST(Retained, isNeverThePersonsOwnName)
{
    const auto made =
        planOf(tree(ctImage,
                    {patientId(), element({0x0010, 0x0010}, "PN", "Xylander^Quentin"),
                     element({0x0010, 0x0040}, "CS", "XYLANDER"), element({0x0018, 0x1000}, "LO", "Quentin's scanner"),
                     element({0x0008, 0x0020}, "DA", "XYLANDER"), element({0x0010, 0x1010}, "AS", "XYLA"),
                     element({0x0008, 0x1010}, "SH", "CT 3")}),
               {"keep-most", {}});

    EXPECT_EQ(fate(made, "(0010,0040)"), "empty");
    EXPECT_EQ(fate(made, "(0018,1000)"), "gone");
    EXPECT_EQ(fate(made, "(0008,0020)"), "empty");
    EXPECT_EQ(fate(made, "(0010,1010)"), "gone");
    EXPECT_EQ(fate(made, "(0008,1010)"), "kept");
    EXPECT_TRUE(made.identity.foundIn("Xylander"));
}
