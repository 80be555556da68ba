// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_rules_yaml.h"
#include "engine/base/atomic_file.h"
#include "engine/profile/rules.h"
#include "engine/profile/site_match.h"
#include "engine/profile/site_names.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>

using namespace engine;
using namespace engine::profile;

namespace {

/// "LINE:COLUMN: words" of the first fault; empty when all is well.
std::string firstFault(const std::string& text)
{
    const auto reading = readSiteRules(text);
    if (reading.faults.empty())
        return {};
    const auto& fault = reading.faults.front();
    return std::to_string(fault.line) + ':' + std::to_string(fault.column) + ": " + fault.words;
}

const std::string whole = R"yaml(# Rules of one hospital
name: St. Elsewhere, CT and MR
based-on: public
options: [retain-uids]
trust-safe-claims: true
days-back: [30, 400]
safe-private:
  - (0019,xx0C){SIEMENS MR HEADER}
rules:
  - name: keep the scanner's table
    select: (0029,xx10){SIEMENS CSA HEADER}
    when:
      modality: MR
      manufacturer: {contains: siemens}
    do: keep
  - select: [PatientComments, "(0010,21B0)", RequestAttributesSequence.ScheduledProcedureStepDescription]
    do: remove
  - select: {vr: PN, keyword-matches: Physician}
    when:
      sop-class: [1.2.840.10008.5.1.4.1.1.2, 1.2.840.10008.5.1.4.1.1.4]
      model: {matches: '^Aera|^Skyra', not-equals: Aera X}
      (0018,1030): {
    exists : true, empty : false}
      this: {not-contains: [TECH, ROBOT]}
    replace: "Physician"
  - select: ProtocolName
    regex: {find: '_[A-Z][a-z]+$', with: ''}
  - select: (60xx,xxxx)
    do: remove
)yaml";

}

TEST(SiteRulesYaml, readsEverythingThatTheManualShows)
{
    const auto reading = readSiteRules(whole);

    ASSERT_EQ(firstFault(whole), "");
    const auto& rules = reading.rules;
    EXPECT_EQ(rules.name, "St. Elsewhere, CT and MR");
    EXPECT_EQ(rules.basedOn, "public");
    EXPECT_EQ(rules.options, std::vector<std::string>{"retain-uids"});
    EXPECT_TRUE(rules.trustSafeClaims);
    EXPECT_EQ(rules.fewestDaysBack, 30);
    EXPECT_EQ(rules.mostDaysBack, 400);
    ASSERT_EQ(rules.safePrivate.size(), 1U);
    EXPECT_EQ(rules.safePrivate[0].creator, "SIEMENS MR HEADER");
    ASSERT_EQ(rules.rules.size(), 5U);
    EXPECT_EQ(rules.rules[0].action, SiteAction::Keep);
    EXPECT_EQ(rules.rules[0].when.size(), 2U);
    EXPECT_EQ(rules.rules[1].select.size(), 3U);
    EXPECT_EQ(rules.rules[1].select[2].steps.size(), 2U);
    EXPECT_EQ(rules.rules[2].select[0].vr, "PN");
    EXPECT_EQ(rules.rules[2].when.size(), 6U);
    EXPECT_EQ(rules.rules[2].with, "Physician");
    EXPECT_EQ(rules.rules[3].find, "_[A-Z][a-z]+$");
    EXPECT_TRUE(SiteMatch::create(rules));
}

TEST(SiteRulesYaml, isReadAgainAsItWasWritten)
{
    auto rules = readSiteRules(whole).rules;
    rules.rules[2].name = "it's \"quoted\" \\ so";
    rules.rules[2].with = "two\nlines";
    rules.rules[2].select[0].vr = "LT";
    rules.rules[1].select[0].onlyPrivate = true;
    rules.rules[1].select[0].steps = selectorFromText("(0019,xx10){A.B [C]}")->steps;

    const auto again = readSiteRules(toYaml(rules));

    for (const auto& fault : again.faults)
        ADD_FAILURE() << fault.line << ':' << fault.column << ' ' << fault.words << '\n' << toYaml(rules);
    EXPECT_EQ(again.rules, rules);
}

TEST(SiteRulesYaml, namesLineAndColumnOfWhatIsWrong)
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {"", "1:1: nothing in it"},
        {"name: x\nacton: y\n", "2:1: \"acton\" is no key of a file of rules; there are: name based-on options "
                                "trust-safe-claims days-back safe-private rules"},
        {"based-on: basic\n", "1:1: the rules need a name"},
        {"name: x\nname: y\n", "2:1: \"name\" stands here twice, first in line 1"},
        {"name: [x]\n", "1:7: a text is needed, not a list"},
        {"name: x\nbased-on: strict\n", "2:11: \"strict\" is no shipped profile; there are: basic public keep-most"},
        {"name: x\noptions: retain-uids\n", "2:10: a list of options is needed: [retain-uids, ...]"},
        {"name: x\noptions: [retain-uids, retain-uids]\n", "2:24: \"retain-uids\" stands here twice"},
        {"name: x\noptions: [retain-full-dates, retain-modified-dates]\n",
         "2:10: not together: retain-full-dates with retain-modified-dates: choose one of them"},
        {"name: x\ndays-back: 60\n", "2:12: two numbers of days are needed, at least 60 days in all and at most 3650 "
                                     "back: [1, 3650]"},
        {"name: x\ndays-back: [1, 2, 3]\n", "2:12: two numbers of days are needed, at least 60 days in all and at most "
                                            "3650 back: [1, 3650]"},
        {"name: x\ndays-back: [1, many]\n", "2:16: two numbers of days are needed, at least 60 days in all and at most "
                                            "3650 back: [1, 3650]"},
        {"name: x\ndays-back: [10, 40]\n", "2:12: two numbers of days are needed, at least 60 days in all and at most "
                                           "3650 back: [1, 3650]"},
        {"name: x\ntrust-safe-claims: yes\n", "2:20: true or false is needed, without quotation marks"},
        {"name: x\ntrust-safe-claims: \"true\"\n", "2:20: true or false is needed, without quotation marks"},
        {"name: x\nsafe-private: [\"(0019,100C)\"]\n",
         "2:16: a private element with its creator is needed: (0019,xx0C){CREATOR}"},
        {"name: x\nrules: remove\n", "2:8: a list of rules is needed, each beginning with \"- select:\""},
        {"name: x\n\trules: []\n", "2:1: a tab: use blanks; in quotation marks write \\t"},
        {"name: \"a\x01\"\n", "1:9: a control character"},
        {"name: \xC0\xAF\n", "1:7: not UTF-8"},
        {"name: &a x\n", "1:7: an anchor (&name): write it out where it is needed"},
        {"name: *a\n", "1:7: the referenced anchor is not defined"},
        {"name: !!str x\n", "1:7: a tag (!name): only plain YAML"},
        {"name: x\n---\nname: y\n", "3:1: a second document: one file, one set of rules"},
        {"name: x\n? [a, b]\n: c\n", "2:3: a key must be a word"},
        {"name: [x\n", "2:1: end of sequence flow not found"},
    };
    for (const auto& [text, wanted] : cases)
        EXPECT_EQ(firstFault(text), wanted) << text;
}

TEST(SiteRulesYaml, namesLineAndColumnOfSelectionsThatCannotBe)
{
    const std::string head = "name: x\nrules:\n";
    const std::vector<std::pair<std::string, std::string>> cases{
        {head + "  - do: remove\n", "3:5: the rule does not say which elements: select"},
        {head + "  - select: PatientName\n", "3:5: the rule does not say what to do: do, replace or regex"},
        {head + "  - select: PatientName\n    do: remove\n    replace: x\n",
         "3:5: one of do, replace and regex, not several"},
        {head + "  - select: PatientNam\n    do: remove\n",
         "3:13: \"PatientNam\" is no keyword of PS3.6, did you mean PatientName?"},
        {head + "  - select: (0010,001G)\n    do: remove\n",
         "3:13: \"(0010,001G)\" is no tag: write (gggg,eeee), with x for any digit"},
        {head + "  - select: PatientName.StudyDate\n    do: remove\n",
         "3:13: the path goes through PatientName, which is no sequence"},
        {head + "  - select: \"(0010,xx10){ACME}\"\n    do: remove\n",
         "3:13: only elements of odd groups have a private creator"},
        {head + "  - select: Rows\n    do: remove\n",
         "3:13: Rows is beyond rules: the file or the evidence of cleaning stands on it"},
    };
    for (const auto& [text, wanted] : cases)
        EXPECT_EQ(firstFault(text), wanted) << text;
}

TEST(SiteRulesYaml, namesLineAndColumnOfActionsAndConditionsThatCannotBe)
{
    const std::string head = "name: x\nrules:\n";
    const std::vector<std::pair<std::string, std::string>> cases{
        {head + "  - select: PatientName\n    do: delete\n",
         "4:9: \"delete\" is no action; there are: remove empty dummy keep clean new-uid shift-date profile"},
        {head + "  - select: PatientName\n    do: new-uid\n",
         "4:9: new-uid is for elements of VR UI, not for PatientName (VR PN)"},
        {head + "  - select: StudyDate\n    replace: yesterday\n",
         "4:14: \"yesterday\" cannot stand in StudyDate (VR DA)"},
        {head + "  - select: {vr: QQ}\n    do: remove\n", "3:18: \"QQ\" is no VR; there are: AE AS AT CS DA DS DT FD "
                                                          "FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM "
                                                          "UC UI UL UN UR US UT UV"},
        {head + "  - select: ProtocolName\n    regex: {find: '(a', with: ''}\n",
         "4:19: no regular expression of RE2: missing ): (a"},
        {head + "  - select: ProtocolName\n    regex: {find: 'a', with: '\\2'}\n",
         "4:30: not what RE2 can put in: Rewrite schema requests 2 matches, but the regexp only has 0 parenthesized "
         "subexpressions."},
        {head + "  - select: ProtocolName\n    regex: {find: 'a'}\n",
         "4:12: regex needs find and with (empty, \"\", to take out)"},
        {head + "  - select: ProtocolName\n    when: {modalty: CT}\n    do: remove\n",
         "4:12: \"modalty\" is no keyword of PS3.6, did you mean Modality?; a condition is on modality, sop-class, "
         "manufacturer, model, this, or an element of the data set by keyword or tag"},
        {head + "  - select: ProtocolName\n    when: {modality: {is: CT}}\n    do: remove\n",
         "4:23: \"is\" is no key of a condition; there are: equals contains matches not-equals not-contains "
         "not-matches "
         "exists empty"},
        {head + "  - select: \"(0029,1010)\"\n    do: keep\n",
         "3:13: of private elements something is kept only by creator, since blocks differ from file to file: "
         "(0029,xx10){CREATOR}"},
        {head + "  - select: everything\n    do: keep\n",
         "3:13: keeping everything is no rule: select what is to stay"},
    };
    for (const auto& [text, wanted] : cases)
        EXPECT_EQ(firstFault(text), wanted) << text;
}

TEST(SiteRulesYaml, tellsEveryFaultOfARule)
{
    const auto reading =
        readSiteRules("name: x\nrules:\n  - select: PatientNam\n    dO: remove\n    when: {modality: []}\n");

    ASSERT_EQ(reading.faults.size(), 4U);
    EXPECT_EQ(reading.faults[0].line, 3);
    EXPECT_EQ(reading.faults[1].line, 3);
    EXPECT_EQ(reading.faults[2].line, 4);
    EXPECT_EQ(reading.faults[3].line, 5);
}

TEST(SiteRulesYaml, refusesBombsAndMountains)
{
    EXPECT_EQ(firstFault("a: &a [x]\nb: [*a, *a]\n"), "1:4: an anchor (&name): write it out where it is needed");
    EXPECT_EQ(firstFault(std::string(longestRulesFile + 1, ' ')), "1:1: more than 1 MiB");
    EXPECT_EQ(firstFault("name: " + std::string(100000, '[')), "1:15: more than 16 levels");
    EXPECT_EQ(firstFault("name: " + std::string(81, 'x')), "1:7: longer than 80 bytes");
    std::string many = "name: x\nrules:\n";
    for (int i = 0; i < 5001; ++i)
        many += "- {select: PatientName, do: remove}\n";
    EXPECT_EQ(firstFault(many), "3:1: more than 5000 rules");
    std::string keys;
    for (int i = 0; keys.size() < longestRulesFile - 20; ++i)
        keys += "k" + std::to_string(i) + ": 1\n";
    EXPECT_FALSE(readSiteRules(keys).faults.empty());
}

TEST(SiteRulesYaml, wordsTheFirstFaultOfAFileWithItsPlace)
{
    const auto folder = std::filesystem::temp_directory_path() / ("site_rules_" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const auto path = (folder / "rules.yaml").string();
    ASSERT_TRUE(writeFile(path, viewOf("name: x\nrules:\n  - select: PatientNam\n    do: drop\n")));

    const auto rules = siteRulesFromFile(path);
    const auto missing = siteRulesFromFile(path + ".none");
    std::filesystem::remove_all(folder);

    ASSERT_FALSE(rules);
    EXPECT_EQ(rules.error().code, ErrorCode::BadArgument);
    EXPECT_EQ(rules.error().where,
              path + ":3:13: \"PatientNam\" is no keyword of PS3.6, did you mean PatientName? (and 1 more)");
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
}

TEST(SiteRulesYaml, knowsTheProfilesAndOptionsOfTheContract)
{
    for (const auto name : shippedProfileNames()) {
        const auto legal = check({std::string{name}, {}});
        EXPECT_TRUE(legal) << name;
    }
    for (const auto name : optionNames())
        EXPECT_NE(findOption(name), nullptr) << name;
}

TEST(SiteRulesYaml, survivesEveryTruncationAndFiveThousandMutations)
{
    std::mt19937 random{20261122};
    const std::string spice = "{}[]:,&*!|>'\"%@`#-?\n \\\t\xC3\x28x0";
    std::size_t good = 0;
    for (std::size_t length = 0; length < whole.size(); ++length)
        good += readSiteRules(whole.substr(0, length)).faults.empty() ? 1 : 0;
    for (int round = 0; round < 5000; ++round) {
        auto text = whole;
        for (int i = 0; i <= round % 4; ++i) {
            const auto at = random() % text.size();
            const auto letter = spice[random() % spice.size()];
            if (random() % 3 == 0)
                text.erase(at, 1 + random() % 5);
            else if (random() % 2 == 0)
                text[at] = letter;
            else
                text.insert(at, 1 + random() % 3, letter);
        }
        const auto reading = readSiteRules(text);
        if (!reading.faults.empty())
            continue;
        ++good;
        EXPECT_TRUE(SiteMatch::create(reading.rules)) << text;
        const auto again = readSiteRules(toYaml(reading.rules));
        ASSERT_TRUE(again.faults.empty()) << again.faults[0].words << '\n' << text << toYaml(reading.rules);
        ASSERT_EQ(again.rules, reading.rules) << text << toYaml(reading.rules);
    }
    EXPECT_GT(good, 100U) << "the mutations are not close enough to good rules";
}

TEST(SiteRulesYaml, takesTheExampleOfTheManualAsItStands)
{
    const auto bytes = readFile(std::string{SAFELIGHT_RESOURCES} + "/../docs/site-rules.md", 1U << 20U);
    ASSERT_TRUE(bytes);
    const std::string manual{textOf(*bytes)};
    const auto begin = manual.find("```yaml\n") + 8;
    const auto example = manual.substr(begin, manual.find("```", begin) - begin);

    const auto reading = readSiteRules(example);

    for (const auto& fault : reading.faults)
        ADD_FAILURE() << fault.line << ':' << fault.column << ' ' << fault.words;
    EXPECT_EQ(reading.rules.rules.size(), 5U);
}
