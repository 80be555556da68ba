// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_match.h"
#include "engine/dicom/dictionary.h"
#include "engine/profile/site_names.h"

#include <gtest/gtest.h>

using namespace engine;
using namespace engine::profile;

namespace {

SiteSelector select(const std::string& text)
{
    auto selector = selectorFromText(text);
    if (!selector) {
        ADD_FAILURE() << selector.error().where;
        std::abort();
    }
    return *selector;
}

SiteRule rule(const std::string& what, SiteAction action, std::vector<SiteTest> when = {})
{
    SiteRule made;
    made.select = {select(what)};
    made.when = std::move(when);
    made.action = action;
    return made;
}

SiteTest test(const std::string& element, SiteTestKind kind, std::vector<std::string> values, bool negated = false)
{
    return {*stepFromText(element), false, kind, negated, std::move(values)};
}

dicom::Element element(dicom::Tag tag, std::string vr, std::string value, std::string creator = {})
{
    dicom::Element made;
    made.tag = tag;
    made.vr = std::move(vr);
    made.length = value.size();
    made.value = std::move(value);
    made.creator = std::move(creator);
    made.keyword = dicom::keywordOf(tag);
    return made;
}

dicom::TagPath topOf(const dicom::Element& of)
{
    return {{of.tag, of.creator, -1}};
}

dicom::Tree fileOf(std::vector<dicom::Element> elements)
{
    dicom::Tree tree;
    tree.elements = std::move(elements);
    return tree;
}

/// The number of the rule that decides, 0 for none.
int decides(const std::vector<SiteRule>& rules, const dicom::Element& of, dicom::TagPath path,
            const dicom::Tree& file = {})
{
    SiteRules all;
    all.rules = rules;
    const auto match = SiteMatch::create(all);
    if (!match) {
        ADD_FAILURE() << match.error().where;
        return -1;
    }
    const auto* found = match->match(of, path, match->factsOf(file));
    return found ? std::stoi(match->reasonOf(*found).substr(10)) : 0;
}

int decides(const std::vector<SiteRule>& rules, const dicom::Element& of, const dicom::Tree& file = {})
{
    return decides(rules, of, topOf(of), file);
}

const auto comments = element({0x0010, 0x4000}, "LT", "seen by Dr Who");
const auto description = element({0x0008, 0x1030}, "LO", "CT chest");

}

TEST(SiteMatch, letsTheFirstRuleThatFitsDecide)
{
    const std::vector rules{rule("PatientComments", SiteAction::Keep), rule("(0010,xxxx)", SiteAction::Remove),
                            rule("PatientComments", SiteAction::Empty)};

    EXPECT_EQ(decides(rules, comments), 1);
    EXPECT_EQ(decides({rules[1], rules[0]}, comments), 1);
    EXPECT_EQ(decides({rules[2], rules[1], rules[0]}, comments), 1);
    EXPECT_EQ(decides(rules, element({0x0010, 0x0010}, "PN", "A^B")), 2);
    EXPECT_EQ(decides(rules, description), 0);
}

TEST(SiteMatch, leavesToTheProfileWhatARuleSaysSo)
{
    EXPECT_EQ(decides({rule("(0008,1030)", SiteAction::Profile), rule("everything", SiteAction::Remove)}, description),
              0);
    EXPECT_EQ(decides({rule("everything", SiteAction::Remove)}, description), 1);
}

TEST(SiteMatch, findsOneStepAtEveryDepthAndAPathOnlyBelowItsSequences)
{
    const dicom::TagPath nested{{{0x0040, 0x0275}, {}, 1}, {{0x0008, 0x1030}, {}, -1}};
    const dicom::TagPath deeper{{{0x0008, 0x1110}, {}, 0}, nested[0], nested[1]};

    EXPECT_EQ(decides({rule("StudyDescription", SiteAction::Remove)}, description, nested), 1);
    EXPECT_EQ(decides({rule("/StudyDescription", SiteAction::Remove)}, description, nested), 0);
    EXPECT_EQ(decides({rule("/StudyDescription", SiteAction::Remove)}, description), 1);
    for (const auto& path : {nested, deeper}) {
        EXPECT_EQ(decides({rule("(0040,0275).StudyDescription", SiteAction::Remove)}, description, path), 1);
        EXPECT_EQ(decides({rule("(0040,0275)[1].StudyDescription", SiteAction::Remove)}, description, path), 1);
        EXPECT_EQ(decides({rule("(0040,0275)[0].StudyDescription", SiteAction::Remove)}, description, path), 0);
        EXPECT_EQ(decides({rule("(0040,0275)[*].StudyDescription", SiteAction::Remove)}, description, path), 1);
    }
    EXPECT_EQ(decides({rule("/(0040,0275).StudyDescription", SiteAction::Remove)}, description, nested), 1);
    EXPECT_EQ(decides({rule("/(0040,0275).StudyDescription", SiteAction::Remove)}, description, deeper), 0);
    EXPECT_EQ(decides({rule("(0008,1110).StudyDescription", SiteAction::Remove)}, description, deeper), 0);
}

TEST(SiteMatch, findsPrivateElementsByCreatorInWhicheverBlock)
{
    const std::vector rules{rule("(0029,xx10){SIEMENS CSA HEADER}", SiteAction::Keep)};
    const auto at = [](std::uint16_t number, const std::string& creator) {
        return element({0x0029, number}, "OB", "", creator);
    };

    EXPECT_EQ(decides(rules, at(0x1010, "SIEMENS CSA HEADER")), 1);
    EXPECT_EQ(decides(rules, at(0x2310, "SIEMENS CSA HEADER ")), 1);
    EXPECT_EQ(decides(rules, at(0x1011, "SIEMENS CSA HEADER")), 0);
    EXPECT_EQ(decides(rules, at(0x1010, "SIEMENS MEDCOM HEADER")), 0);
    EXPECT_EQ(decides(rules, at(0x1010, "")), 0);
    EXPECT_EQ(decides({rule("private", SiteAction::Remove)}, at(0x1011, "X")), 1);
    EXPECT_EQ(decides({rule("private", SiteAction::Remove)}, description), 0);
}

TEST(SiteMatch, selectsByRepresentationAndByExpressionOverTheKeyword)
{
    auto names = rule("everything", SiteAction::Empty);
    names.select[0].vr = "PN";
    auto physicians = rule("everything", SiteAction::Remove);
    physicians.select[0].keyword = "physician|^Operators";

    EXPECT_EQ(decides({names}, element({0x0008, 0x0090}, "PN", "A^B")), 1);
    EXPECT_EQ(decides({names}, description), 0);
    EXPECT_EQ(decides({physicians}, element({0x0008, 0x0090}, "PN", "A^B")), 1);
    EXPECT_EQ(decides({physicians}, element({0x0008, 0x1070}, "PN", "A^B")), 1);
    EXPECT_EQ(decides({physicians}, element({0x0010, 0x0010}, "PN", "A^B")), 0);
    EXPECT_EQ(decides({physicians}, element({0x0029, 0x1010}, "PN", "Physician", "X")), 0);
}

TEST(SiteMatch, letsAKeywordOfARepeatingGroupStandForAllOfThem)
{
    EXPECT_EQ(decides({rule("OverlayComments", SiteAction::Remove)}, element({0x6000, 0x4000}, "LT", "x")), 1);
    EXPECT_EQ(decides({rule("OverlayComments", SiteAction::Remove)}, element({0x6002, 0x4000}, "LT", "x")), 1);
    EXPECT_EQ(decides({rule("(6000,4000)", SiteAction::Remove)}, element({0x6002, 0x4000}, "LT", "x")), 0);
    EXPECT_EQ(decides({rule("(60xx,xxxx)", SiteAction::Remove)}, element({0x601E, 0x0022}, "LO", "x")), 1);
}

TEST(SiteMatch, asksTheConditionsOfTheDataSetItself)
{
    const auto file =
        fileOf({element({0x0008, 0x0008}, "CS", "DERIVED\\SECONDARY\\AXIAL"), element({0x0008, 0x0060}, "CS", "CT"),
                element({0x0008, 0x0070}, "LO", "SIEMENS Healthineers "), element({0x0008, 0x0050}, "SH", " ")});
    const auto when = [&](SiteTest condition) {
        return decides({rule("StudyDescription", SiteAction::Remove, {std::move(condition)})}, description, file);
    };
    using Kind = SiteTestKind;

    EXPECT_EQ(when(test("Modality", Kind::Equals, {"MR", "ct"})), 1);
    EXPECT_EQ(when(test("Modality", Kind::Equals, {"MR"})), 0);
    EXPECT_EQ(when(test("Modality", Kind::Equals, {"MR"}, true)), 1);
    EXPECT_EQ(when(test("Manufacturer", Kind::Equals, {"Siemens healthineers"})), 1);
    EXPECT_EQ(when(test("Manufacturer", Kind::Equals, {"Siemens"})), 0);
    EXPECT_EQ(when(test("Manufacturer", Kind::Contains, {"siemens"})), 1);
    EXPECT_EQ(when(test("Manufacturer", Kind::Matches, {"^SIEMENS"})), 1);
    EXPECT_EQ(when(test("Manufacturer", Kind::Matches, {"^siemens"})), 0);
    EXPECT_EQ(when(test("ImageType", Kind::Equals, {"SECONDARY"})), 1);
    EXPECT_EQ(when(test("ImageType", Kind::Matches, {"^AXIAL$"})), 1);
    EXPECT_EQ(when(test("ImageType", Kind::Equals, {"AXIAL"}, true)), 0);
    EXPECT_EQ(when(test("PatientSex", Kind::Exists, {})), 0);
    EXPECT_EQ(when(test("PatientSex", Kind::Exists, {}, true)), 1);
    EXPECT_EQ(when(test("PatientSex", Kind::Equals, {"M"}, true)), 1);
    EXPECT_EQ(when(test("AccessionNumber", Kind::Empty, {})), 1);
    EXPECT_EQ(when(test("PatientSex", Kind::Empty, {})), 1);
    EXPECT_EQ(when(test("Modality", Kind::Empty, {})), 0);
}

TEST(SiteMatch, canAskTheElementItself)
{
    SiteTest phone{{}, true, SiteTestKind::Matches, false, {"[0-9]{3}-[0-9]{4}"}};
    const std::vector rules{rule("everything", SiteAction::Remove, {phone})};

    EXPECT_EQ(decides(rules, element({0x0010, 0x4000}, "LT", "call 555-1234")), 1);
    EXPECT_EQ(decides(rules, comments), 0);
}

TEST(SiteMatch, neverTouchesWhatTheFileOrOurEvidenceStandsOn)
{
    const std::vector rules{rule("everything", SiteAction::Remove)};

    for (const auto tag : {dicom::Tag{0x0002, 0x0010},
                           {0x0008, 0x0000},
                           {0x0008, 0x0005},
                           {0x0008, 0x0016},
                           {0x0012, 0x0063},
                           {0x0028, 0x0010},
                           {0x0029, 0x0010},
                           {0x7FE0, 0x0010}})
        EXPECT_EQ(decides(rules, element(tag, "LO", "x")), 0) << toString(tag);
    EXPECT_EQ(decides(rules, element({0x0028, 0x1050}, "DS", "40")), 1);
}

TEST(SiteMatch, replacesMatchesInEachValueAndKeepsTheRest)
{
    SiteRules rules;
    rules.rules = {rule("(0018,1030)", SiteAction::Regex)};
    rules.rules[0].find = "^([A-Z]+)_.*$";
    rules.rules[0].with = "\\1";
    const auto match = *SiteMatch::create(rules);

    const auto* own = match.match(element({0x0018, 0x1030}, "LO", ""), {{{0x0018, 0x1030}, {}, -1}}, match.factsOf({}));
    ASSERT_NE(own, nullptr);
    EXPECT_EQ(match.newValue(*own, element({0x0018, 0x1030}, "LO", "CHEST_Miller\\ABDOMEN_Smith\\none")),
              "CHEST\\ABDOMEN\\none");
    auto binary = element({0x0018, 0x1030}, "OB", "");
    binary.length = 12;
    EXPECT_EQ(match.newValue(*own, binary), std::nullopt);
    auto garbled = element({0x0018, 0x1030}, "LO", "CHEST_x");
    garbled.decodable = false;
    EXPECT_EQ(match.newValue(*own, garbled), std::nullopt);
}

TEST(SiteMatch, givesNoValueThatCouldNotStandThere)
{
    SiteRules rules;
    rules.rules = {rule("everything", SiteAction::Replace)};
    rules.rules[0].with = "Study 12";
    const auto match = *SiteMatch::create(rules);
    const auto value = [&](const std::string& vr) {
        const auto of = element({0x0008, 0x1030}, vr, "old");
        return match.newValue(*match.match(of, topOf(of), match.factsOf({})), of);
    };

    EXPECT_EQ(value("LO"), "Study 12");
    for (const auto* vr : {"DA", "TM", "UI", "IS", "CS", "US", "OB", "SQ", "UN", "AS"})
        EXPECT_EQ(value(vr), std::nullopt) << vr;
}

TEST(SiteMatch, refusesRulesThatAreNone)
{
    SiteRules rules;
    rules.rules = {rule("PatientName", SiteAction::Remove), rule("(0018,1030)", SiteAction::Regex)};
    rules.rules[1].find = "(unclosed";
    EXPECT_EQ(SiteMatch::create(rules).error().where, "site rule 2: regular expression");
    rules.rules[1].find = "closed";
    rules.rules[1].with = "\\3";
    EXPECT_EQ(SiteMatch::create(rules).error().where, "site rule 2: regular expression");
    rules.rules[1].with = "";
    rules.rules[1].select.clear();
    EXPECT_EQ(SiteMatch::create(rules).error().where, "site rule 2: selection");
}

TEST(SiteMatch, listsWhatTheSiteCallsSafe)
{
    SiteRules rules;
    rules.safePrivate = {*stepFromText("(0019,xx0C){SIEMENS MR HEADER}")};
    const auto match = *SiteMatch::create(rules);

    EXPECT_TRUE(match.isSafePrivate(element({0x0019, 0x120C}, "IS", "1000", "SIEMENS MR HEADER")));
    EXPECT_FALSE(match.isSafePrivate(element({0x0019, 0x120D}, "IS", "1000", "SIEMENS MR HEADER")));
    EXPECT_FALSE(match.isSafePrivate(element({0x0019, 0x120C}, "IS", "1000", "OTHER")));
}

TEST(SiteRules, travelToAWorkerAndBack)
{
    SiteRules rules;
    rules.name = "St. Elsewhere";
    rules.options = {"retain-uids"};
    rules.rules = {rule("(0040,0275)[1].StudyDescription", SiteAction::ShiftDate,
                        {test("Modality", SiteTestKind::Contains, {"C"}, true)})};
    rules.safePrivate = {*stepFromText("(0019,xx0C){SIEMENS MR HEADER}")};

    const auto back = fromText<SiteRules>(toText(rules));

    ASSERT_TRUE(back);
    EXPECT_EQ(*back, rules);
}

TEST(SiteRules, knowWhichValuesAVrCanHold)
{
    const std::vector<std::pair<std::string, std::string>> good{{"DA", "20240229"},
                                                                {"DA", "20240101\\20240102"},
                                                                {"TM", "1201"},
                                                                {"TM", "120159.123"},
                                                                {"DT", "2024"},
                                                                {"DT", "20240101120000.5+0100"},
                                                                {"UI", "1.2.840.10008"},
                                                                {"AS", "044Y"},
                                                                {"CS", "HEAD_1"},
                                                                {"DS", "-1.5E3"},
                                                                {"IS", "12\\-3"},
                                                                {"US", "65535"},
                                                                {"SS", "-32768"},
                                                                {"FD", "1.5"},
                                                                {"LO", "a\\b"},
                                                                {"LT", "a\\b\nc"},
                                                                {"SH", "1234567890123456"},
                                                                {"PN", "A^B=C"},
                                                                {"UT", ""},
                                                                {"SH", "äöüäöüäöüäöüäöü6"}};
    const std::vector<std::pair<std::string, std::string>> bad{{"DA", "2024"},
                                                               {"DA", "20241301"},
                                                               {"DA", "20240132"},
                                                               {"TM", "2401"},
                                                               {"TM", "12.5"},
                                                               {"DT", "2024010"},
                                                               {"UI", "1..2"},
                                                               {"UI", "1.2."},
                                                               {"UI", "1.2a"},
                                                               {"AS", "44Y"},
                                                               {"CS", "head"},
                                                               {"DS", "one"},
                                                               {"IS", "1.5"},
                                                               {"US", "65536"},
                                                               {"US", "1.5"},
                                                               {"SS", "-32769"},
                                                               {"LO", "a\nb"},
                                                               {"SH", "12345678901234567"},
                                                               {"CS", "ABCDEFGHIJKLMNOPQ"},
                                                               {"OB", ""},
                                                               {"SQ", ""},
                                                               {"UN", "x"},
                                                               {"ZZ", "x"}};

    for (const auto& [vr, value] : good)
        EXPECT_TRUE(isValidFor(vr, value)) << vr << ' ' << value;
    for (const auto& [vr, value] : bad)
        EXPECT_FALSE(isValidFor(vr, value)) << vr << ' ' << value;
}
