// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_names.h"
#include "engine/profile/site_rules_yaml.h"

#include "tests/engine/profile/world.h"

using namespace profile_test;

namespace {

Rules rulesOf(const std::string& text)
{
    const auto reading = readSiteRules("name: x\n" + text);
    for (const auto& fault : reading.faults)
        ADD_FAILURE() << fault.line << ':' << fault.column << ' ' << fault.words;
    return rulesWith(reading.rules, {});
}

Plan planBy(const dicom::Tree& tree, const std::string& text)
{
    return planOf(tree, rulesOf(text));
}

std::string doubtAt(const Plan& plan, const std::string& path)
{
    for (const auto& [place, kind, value] : plan.doubts) {
        if (place == path)
            return kind;
    }
    return {};
}

dicom::Element owned(std::uint16_t number, const std::string& vr, const std::string& value)
{
    auto made = element({0x0029, number}, vr, value);
    made.creator = "ACME";
    return made;
}

const std::string comments = "(0010,4000)", description = "(0008,1030)";

}

TEST(SitePlan, decidesBeforeTheTableAndSaysWhichRuleItWas)
{
    const auto file = tree(ctImage, {element({0x0010, 0x4000}, "LT", "walks"), element({0x0018, 0x0050}, "DS", "5")});
    const auto plan = planBy(file, "rules:\n- {name: no slices, select: SliceThickness, do: remove}\n"
                                   "- {select: PatientComments, replace: see the archive}\n");

    EXPECT_EQ(fate(plan, comments), "see the archive");
    EXPECT_EQ(rowOf(plan, comments)->reason, "site rule 2");
    EXPECT_EQ(rowOf(plan, comments)->action, "R");
    EXPECT_EQ(rowOf(plan, "(0018,0050)")->reason, "site rule 1: no slices");
    EXPECT_EQ(doubtAt(plan, comments), "");
}

TEST(SitePlan, leavesAloneWhereNoRuleFitsOrTheRuleSaysTheProfile)
{
    const auto file = tree(ctImage, {element({0x0010, 0x4000}, "LT", "walks")});
    const auto none = planBy(file, "rules:\n- {select: PatientComments, when: {modality: MR}, do: keep}\n");
    const auto profile =
        planBy(file, "rules:\n- {select: PatientComments, do: profile}\n- {select: everything, do: empty}\n");

    EXPECT_EQ(fate(none, comments), "gone");
    EXPECT_EQ(fate(profile, comments), "gone");
}

TEST(SitePlan, makesAFindingOfWhatItKeepsAgainstTheProfile)
{
    const auto file = tree(ctImage, {element({0x0010, 0x4000}, "LT", "walks"), element({0x0018, 0x0050}, "DS", "5")});
    const auto plan = planBy(file, "rules:\n- {select: [PatientComments, SliceThickness], do: keep}\n");

    EXPECT_EQ(fate(plan, comments), "kept");
    EXPECT_EQ(doubtAt(plan, comments), "kept-by-site-rule");
    EXPECT_EQ(doubtAt(plan, "(0018,0050)"), "") << "the profile keeps it too";
}

TEST(SitePlan, takesNothingThatTheObjectRequires)
{
    const auto file = tree(ctImage, {element({0x0008, 0x0008}, "CS", "ORIGINAL"), element({0x0010, 0x0040}, "CS", "F"),
                                     element({0x0010, 0x4000}, "LT", "walks")});
    const auto plan = planBy(file, "rules:\n- {select: [ImageType, PatientSex, PatientComments], do: remove}\n");

    EXPECT_NE(fate(plan, "(0008,0008)"), "gone") << "Type 1";
    EXPECT_NE(fate(plan, "(0008,0008)"), "ORIGINAL");
    EXPECT_EQ(fate(plan, "(0010,0040)"), "empty") << "Type 2";
    EXPECT_EQ(fate(plan, comments), "gone");
}

TEST(SitePlan, searchesWhatARegexLeavesForWhatWasTaken)
{
    const auto file = tree(ctImage, {element({0x0010, 0x0010}, "PN", "Zaphod^Beeble"),
                                     element({0x0008, 0x1030}, "LO", "CT_77 of Zaphod"),
                                     element({0x0008, 0x103E}, "LO", "CT_77 axial")});
    const auto plan = planBy(file, "rules:\n- select: [StudyDescription, SeriesDescription]\n"
                                   "  regex: {find: '_\\d+', with: ''}\n");

    EXPECT_EQ(fate(plan, "(0008,103E)"), "CT axial");
    EXPECT_EQ(doubtAt(plan, "(0008,103E)"), "kept-by-site-rule");
    EXPECT_EQ(fate(plan, description).find("Zaphod"), std::string::npos) << fate(plan, description);
}

TEST(SitePlan, removesWhatAnActionCannotBeFor)
{
    const auto file =
        tree(ctImage, {element({0x0010, 0x4000}, "LT", "walks"), element({0x0010, 0x0030}, "DA", "19700101")});
    const auto plan =
        planBy(file, "rules:\n- {select: '(0010,4xxx)', do: new-uid}\n- {select: '(0010,003x)', replace: soon}\n");

    EXPECT_EQ(fate(plan, comments), "gone");
    EXPECT_EQ(doubtAt(plan, comments), "site-rule-impossible");
    EXPECT_EQ(fate(plan, "(0010,0030)"), "empty");
    EXPECT_EQ(doubtAt(plan, "(0010,0030)"), "site-rule-impossible");
}

TEST(SitePlan, keepsAPrivateElementTogetherWithItsOwner)
{
    auto owner = element({0x0029, 0x0010}, "LO", "ACME");
    owner.creator = "";
    auto other = element({0x0029, 0x0011}, "LO", "OTHER");
    auto foreign = element({0x0029, 0x1110}, "LO", "gone");
    foreign.creator = "OTHER";
    const auto file =
        tree(ctImage, {owner, other, owned(0x1010, "LO", "table 5"), owned(0x1011, "LO", "gone"), foreign});
    const auto plan = planBy(file, "rules:\n- {select: '(0029,xx10){ACME}', do: keep}\n");

    EXPECT_EQ(fate(plan, "(0029,0010)"), "kept");
    EXPECT_EQ(fate(plan, "(0029,1010){ACME}"), "kept");
    EXPECT_EQ(doubtAt(plan, "(0029,1010){ACME}"), "kept-by-site-rule");
    EXPECT_EQ(rowOf(plan, "(0029,1011){ACME}")->action, "X");
    EXPECT_EQ(fate(plan, "(0029,0011)"), "gone");
}

TEST(SitePlan, keepsTheSitesOwnSafePrivateElementsUnderTheOptionOnly)
{
    const auto file = tree(ctImage, {element({0x0029, 0x0010}, "LO", "ACME"), owned(0x1010, "LO", "table 5"),
                                     owned(0x1011, "LO", "gone")});
    const std::string list = "safe-private: ['(0029,xx10){ACME}']\n";
    const auto with = planBy(file, "options: [retain-safe-private]\n" + list);
    const auto without = planBy(file, list);

    EXPECT_EQ(fate(with, "(0029,1010){ACME}"), "kept");
    EXPECT_EQ(fate(with, "(0029,0010)"), "kept");
    EXPECT_EQ(rowOf(with, "(0029,1011){ACME}")->action, "R");
    EXPECT_EQ(doubtAt(with, "(0029,1010){ACME}"), "");
    EXPECT_EQ(fate(without, "(0029,0010)"), "gone");
}

TEST(SitePlan, reportsWhatItTakesAgainstAnOption)
{
    const auto file = tree(ctImage, {element({0x0008, 0x0080}, "LO", "General Hospital")});
    const auto plan =
        planBy(file, "options: [retain-institution-identity]\nrules:\n- {select: InstitutionName, do: remove}\n");

    EXPECT_EQ(fate(plan, "(0008,0080)"), "gone");
    EXPECT_EQ(doubtAt(plan, "(0008,0080)"), "site-rule-against-option");
}

TEST(SitePlan, movesADateAndSaysSo)
{
    const auto file = tree(ctImage, {element({0x0010, 0x0020}, "LO", "P1"), element({0x0008, 0x0020}, "DA", "20200131"),
                                     element({0x0008, 0x0021}, "DA", "20200131")});
    const auto plan = planBy(file, "rules:\n- {select: StudyDate, do: shift-date}\n");

    const auto moved = fate(plan, "(0008,0020)");
    EXPECT_EQ(moved.size(), 8U) << moved;
    EXPECT_NE(moved, "20200131");
    EXPECT_EQ(fate(plan, "(0028,0303)"), "MODIFIED");
    EXPECT_EQ(plan.daysMoved.size(), 1U);
    EXPECT_EQ(fate(planOf(file), "(0028,0303)"), "REMOVED");
}

TEST(SitePlan, writesIntoTheFileThatSiteRulesWereUsed)
{
    const auto file = tree(ctImage, {element({0x0010, 0x4000}, "LT", "walks")});

    EXPECT_NE(
        fate(planBy(file, "rules:\n- {select: PatientComments, do: empty}\n"), "(0012,0063)").find("Rules of the site"),
        std::string::npos);
    EXPECT_EQ(fate(planOf(file), "(0012,0063)").find("Rules of the site"), std::string::npos);
}

TEST(SitePlan, doesTheSameInItems)
{
    const auto file = tree(ctImage, {sequence({0x0040, 0x0275}, {{element({0x0040, 0x0007}, "LO", "CT of the head")}}),
                                     element({0x0008, 0x0060}, "CS", "CT")});
    const auto plan =
        planBy(file, "rules:\n- {select: RequestAttributesSequence, when: {modality: CT}, do: keep}\n"
                     "- {select: RequestAttributesSequence.ScheduledProcedureStepDescription, replace: head}\n");

    EXPECT_EQ(fate(plan, "(0040,0275)[0].(0040,0007)"), "head");
}
