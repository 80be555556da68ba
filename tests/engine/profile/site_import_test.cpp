// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_import.h"
#include "engine/base/atomic_file.h"
#include "engine/dicom/dictionary.h"
#include "engine/profile/site_match.h"
#include "engine/profile/site_names.h"
#include "engine/profile/site_rules_yaml.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

using namespace engine;
using namespace engine::profile;

namespace {

std::string scriptText(const std::string& name)
{
    const auto bytes =
        readFile(std::string{SAFELIGHT_RESOURCES} + "/../tests/engine/profile/scripts/" + name, 1U << 20U);
    if (!bytes)
        std::abort();
    return std::string{textOf(*bytes)};
}

Imported imported(const std::string& text)
{
    auto made = importRules(text);
    if (!made) {
        ADD_FAILURE() << made.error().where;
        std::abort();
    }
    return std::move(*made);
}

/// "changed: words" of that line; empty when it is not listed.
std::string fateOf(const Imported& from, int number)
{
    for (const auto& line : from.lines) {
        if (line.line == number)
            return Json(line.outcome).get<std::string>() + (line.words.empty() ? "" : ": " + line.words);
    }
    return {};
}

/// What the rules do with an element of a file, "keep", "replace CHEST"; empty where the profile decides.
std::string doneTo(const Imported& from, dicom::Tag tag, const std::map<dicom::Tag, std::string>& file = {},
                   const std::string& creator = {})
{
    dicom::Tree tree;
    for (const auto& [at, value] : file) {
        dicom::Element element;
        element.tag = at;
        element.vr = std::string{dicom::vrOf(at)};
        element.value = value;
        element.length = value.size();
        tree.elements.push_back(element);
    }
    dicom::Element element;
    element.tag = tag;
    element.creator = creator;
    element.keyword = dicom::keywordOf(tag);
    element.vr = std::string{dicom::vrOf(tag)};
    if (file.contains(tag))
        element.value = file.at(tag);
    element.length = element.value.size();
    const auto match = SiteMatch::create(from.rules);
    if (!match) {
        ADD_FAILURE() << match.error().where;
        return "no rules";
    }
    const auto* rule = match->match(element, {{tag, creator, -1}}, match->factsOf(tree));
    if (!rule)
        return {};
    if (rule->action == SiteAction::Replace || rule->action == SiteAction::Regex)
        return std::string{nameOf(rule->action)} + " " + match->newValue(*rule, element).value_or("(nothing)");
    return std::string{nameOf(rule->action)};
}

int linesOf(const std::string& text)
{
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

}

TEST(SiteImport, translatesAScriptOfCtp)
{
    const auto from = imported(scriptText("trial.script"));
    using Tag = dicom::Tag;
    const Tag modality{0x0008, 0x0060}, manufacturer{0x0008, 0x0070}, station{0x0008, 0x1010};

    EXPECT_EQ(from.format, "ctp");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0014}), "remove");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0018}), "new-uid");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0020}), "shift-date");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0090}), "empty");
    EXPECT_EQ(doneTo(from, {0x0008, 0x1030}, {{{0x0008, 0x1030}, "CT CHEST Miller "}}), "regex CT CHEST ");
    EXPECT_EQ(doneTo(from, {0x0008, 0x103E}, {{{0x0008, 0x103E}, "for dr. Who"}}), "remove");
    EXPECT_EQ(doneTo(from, {0x0008, 0x103E}, {{{0x0008, 0x103E}, "axial"}}), "keep");
    EXPECT_EQ(doneTo(from, {0x0010, 0x0010}), "dummy");
    EXPECT_EQ(doneTo(from, {0x0010, 0x0030}, {{{0x0010, 0x0030}, "19700321"}}), "regex 19700101");
    EXPECT_EQ(doneTo(from, {0x0010, 0x4000}), "empty");
    EXPECT_EQ(doneTo(from, {0x0012, 0x0010}), "replace LUNG-7");
    EXPECT_EQ(doneTo(from, {0x0012, 0x0020}), "replace LUNG-7-A");
    EXPECT_EQ(doneTo(from, {0x0018, 0x0015}, {{modality, "CT"}}), "replace CHEST");
    EXPECT_EQ(doneTo(from, {0x0018, 0x0015}, {{modality, "MR"}, {manufacturer, "SIEMENS"}}), "keep");
    EXPECT_EQ(doneTo(from, {0x0018, 0x0015}, {{modality, "MR"}, {manufacturer, "GE"}}), "empty");
    EXPECT_EQ(doneTo(from, {0x0018, 0x1000}, {{{0x0018, 0x1000}, "123456"}}), "remove");
    EXPECT_EQ(doneTo(from, {0x0018, 0x1000}, {{{0x0018, 0x1000}, "123456"}, {station, "CT1"}}), "regex 1234");
    EXPECT_EQ(doneTo(from, {0x0018, 0x9999}), "") << "kept group: the profile";
    EXPECT_EQ(doneTo(from, {0x0020, 0x0011}), "remove") << "unspecified";
    EXPECT_EQ(doneTo(from, {0x0008, 0x0050}), "") << "named, but not translated: the profile";
    EXPECT_EQ(doneTo(from, {0x0020, 0x000D}), "") << "never removed by CTP: the profile";
    EXPECT_EQ(doneTo(from, {0x0029, 0x1110}, {}, "SIEMENS CSA HEADER"), "keep");
    EXPECT_EQ(doneTo(from, {0x0029, 0x1111}, {}, "SIEMENS CSA HEADER"), "remove");
    EXPECT_EQ(doneTo(from, {0x6002, 0x3000}), "remove");
    EXPECT_EQ(doneTo(from, {0x5000, 0x3000}), "remove");
}

TEST(SiteImport, listsEveryLineOfAScriptOfCtpThatIsDifferentOrMissing)
{
    const auto text = scriptText("trial.script");
    const auto from = imported(text);

    EXPECT_EQ(from.lines.size(), 48U) << "every entry of the script, once";
    EXPECT_EQ(fateOf(from, 4), "inactive: a parameter, put in where it is used");
    EXPECT_EQ(fateOf(from, 7),
              "not-translated: SpecificCharacterSet is beyond rules: the file or the evidence of cleaning "
              "stands on it");
    EXPECT_EQ(fateOf(from, 8), "changed: days are shifted by the key, per person, not by a number of the script");
    EXPECT_EQ(fateOf(from, 9), "translated");
    EXPECT_EQ(fateOf(from, 12), "not-translated: @hash here is only for Patient ID and Patient's Name");
    EXPECT_EQ(fateOf(from, 17), "inactive: switched off; the profile decides");
    EXPECT_EQ(fateOf(from, 24), "changed: the pseudonym is made by the key; a table of pseudonyms goes to --patients");
    EXPECT_EQ(fateOf(from, 27), "not-translated: @round has nothing like it here");
    EXPECT_EQ(fateOf(from, 29), "changed: an element that is not there is not added");
    EXPECT_EQ(fateOf(from, 35), "not-translated: @quarantine sets whole files aside: rules here are about elements");
    EXPECT_EQ(fateOf(from, 36), "not-translated: @contents makes the value from another element, or is not known here");
    EXPECT_EQ(fateOf(from, 37), "translated");
    EXPECT_EQ(fateOf(from, 38), "translated");
    EXPECT_NE(fateOf(from, 39).find("kept only by creator"), std::string::npos);
    EXPECT_NE(fateOf(from, 40).find("makes the value from another element"), std::string::npos);
    EXPECT_EQ(fateOf(from, 42), "not-translated: a function that does not end");
    EXPECT_EQ(fateOf(from, 43), "not-translated: the condition greaterthan has nothing like it here");
    EXPECT_EQ(fateOf(from, 51), "not-translated: not part of such a script");
}

TEST(SiteImport, readsTheOlderPropertiesOfCtp)
{
    const auto from =
        imported("# a script\nparam.SITE=77\nset.[0010,0020]PatientID=@hashptid(@SITE,this)\n"
                 "#set.[0010,0030]PatientBirthDate=@empty()\nset.[0008,0080]InstitutionName=@param(@SITE)\n"
                 "keep.group18=\nremove.privategroups=\nnonsense=1\n");

    EXPECT_EQ(from.format, "ctp");
    EXPECT_EQ(doneTo(from, {0x0010, 0x0020}), "dummy");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0080}), "replace 77");
    EXPECT_EQ(doneTo(from, {0x0010, 0x0030}), "");
    EXPECT_EQ(doneTo(from, {0x0029, 0x1010}, {}, "X"), "remove");
    EXPECT_EQ(fateOf(from, 4), "inactive: switched off; the profile decides");
    EXPECT_EQ(fateOf(from, 8), "not-translated: not part of such a script");
}

TEST(SiteImport, translatesARecipeOfDeidInItsOrderOfPrecedence)
{
    const auto from = imported(scriptText("recipe.deid"));

    EXPECT_EQ(from.format, "deid");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0070}), "keep");
    EXPECT_EQ(doneTo(from, {0x0018, 0x1030}), "keep") << "KEEP select:group:0018";
    EXPECT_EQ(doneTo(from, {0x0012, 0x0020}), "replace LUNG-7");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0018}), "new-uid");
    EXPECT_EQ(doneTo(from, {0x0020, 0x000D}), "new-uid");
    EXPECT_EQ(doneTo(from, {0x0020, 0x0052}), "new-uid");
    EXPECT_EQ(doneTo(from, {0x0020, 0x0010}), "replace 12");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0020}), "shift-date");
    EXPECT_EQ(doneTo(from, {0x0010, 0x0030}), "shift-date");
    EXPECT_EQ(doneTo(from, {0x0008, 0x1010}), "remove") << "REMOVE beats BLANK endswith:Name";
    EXPECT_EQ(doneTo(from, {0x0010, 0x0010}), "empty");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0081}), "remove");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0030}), "empty");
    EXPECT_EQ(doneTo(from, {0x0019, 0x1010}, {}, "X"), "remove");
    EXPECT_EQ(doneTo(from, {0x0010, 0x4000}, {{{0x0010, 0x4000}, "no 12345678"}}), "remove");
    EXPECT_EQ(doneTo(from, {0x0010, 0x4000}, {{{0x0010, 0x4000}, "no 123"}}), "");
}

TEST(SiteImport, listsEveryLineOfARecipeOfDeid)
{
    const auto text = scriptText("recipe.deid");
    const auto from = imported(text);
    const auto hasLine = [&](int number) {
        return std::any_of(from.lines.begin(), from.lines.end(), [&](const auto& line) { return line.line == number; });
    };
    int number = 0;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
        ++number;
        const bool isSaid = text[at] != '\n' && text[at] != '#';
        EXPECT_EQ(hasLine(number), isSaid) << number;
    }
    EXPECT_EQ(number, linesOf(text));
    EXPECT_EQ(fateOf(from, 16), "not-translated: part of a filter of images");
    EXPECT_NE(fateOf(from, 24).find("beyond rules"), std::string::npos);
    EXPECT_EQ(fateOf(from, 25), "changed: an element that is not there is not added");
    EXPECT_EQ(fateOf(from, 33), "not-translated: a variable or function of the calling program cannot be read");
    EXPECT_EQ(fateOf(from, 37), "not-translated: \"never\" cannot stand in StudyDate (VR DA)");
    EXPECT_EQ(fateOf(from, 46), "not-translated: a function of one's own cannot be read");
    EXPECT_EQ(fateOf(from, 48), "not-translated: no group of fields of that name");
    EXPECT_EQ(fateOf(from, 49), "not-translated: \"NoSuchKeyword\" is no keyword of PS3.6");
    EXPECT_NE(fateOf(from, 51).find("shift-date is for elements of VR DA"), std::string::npos);
    EXPECT_EQ(fateOf(from, 52), "not-translated: not a command of deid");
}

TEST(SiteImport, translatesADictionaryOfDicomAnonymizer)
{
    const auto text = scriptText("dictionary.json");
    const auto from = imported(text);

    EXPECT_EQ(from.format, "kitware");
    EXPECT_EQ(static_cast<int>(from.lines.size()), linesOf(text) - 2);
    EXPECT_EQ(doneTo(from, {0x0008, 0x0012}), "dummy");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0018}), "new-uid");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0020}), "keep");
    EXPECT_EQ(doneTo(from, {0x0008, 0x0081}), "remove");
    EXPECT_EQ(doneTo(from, {0x0008, 0x1030}, {{{0x0008, 0x1030}, "CT CHEST_MILLER"}}), "regex CT CHEST");
    EXPECT_EQ(doneTo(from, {0x0008, 0x103E}, {{{0x0008, 0x103E}, "CT of Miller"}}), "regex CT");
    EXPECT_EQ(doneTo(from, {0x0008, 0x1110}), "empty");
    EXPECT_EQ(doneTo(from, {0x0008, 0x1155}), "new-uid");
    EXPECT_EQ(doneTo(from, {0x0010, 0x0040}), "replace O");
    EXPECT_EQ(doneTo(from, {0x0029, 0x1210}, {}, "SIEMENS CSA HEADER"), "keep");
    EXPECT_EQ(doneTo(from, {0x5002, 0x2500}), "remove");
    EXPECT_EQ(doneTo(from, {0x6004, 0x3000}), "remove");
    EXPECT_EQ(doneTo(from, {0x6004, 0x0022}), "");
    EXPECT_EQ(fateOf(from, 5), "changed: a dummy of ours, not the first day of the year 1");
    EXPECT_NE(fateOf(from, 15).find("no regular expression of RE2"), std::string::npos);
    EXPECT_EQ(fateOf(from, 16),
              "not-translated: no action of dicom-anonymizer; a function of one's own cannot be read");
    EXPECT_EQ(fateOf(from, 23), "not-translated: \"forty\" cannot stand in PatientAge (VR AS)");
    EXPECT_NE(fateOf(from, 32).find("beyond rules"), std::string::npos);
    EXPECT_NE(fateOf(from, 34).find("kept only by creator"), std::string::npos);
    EXPECT_EQ(fateOf(from, 41), "not-translated: not a tag (0xgggg, 0xeeee)");
}

TEST(SiteImport, writesAFileThatIsReadAgainAsTheSameRules)
{
    for (const auto* name : {"trial.script", "recipe.deid", "dictionary.json"}) {
        const auto from = imported(scriptText(name));

        const auto again = readSiteRules(toYaml(from));

        ASSERT_TRUE(again.faults.empty()) << name << ' ' << again.faults[0].line << ' ' << again.faults[0].words;
        EXPECT_EQ(again.rules, from.rules) << name;
        for (const auto& line : from.lines) {
            const bool isSaid =
                toYaml(from).find("# line " + std::to_string(line.line) + ", not translated: ") != std::string::npos;
            EXPECT_EQ(isSaid, line.outcome == ImportOutcome::NotTranslated) << line.line;
        }
    }
}

TEST(SiteImport, refusesWhatIsNoSuchFile)
{
    const auto refusal = [](std::string_view text, std::string_view format = {}) {
        const auto made = importRules(text, format);
        return made ? std::string{} : std::string{nameOf(made.error().code)} + ": " + made.error().where;
    };

    EXPECT_EQ(refusal(""), "bad-argument: an empty file");
    EXPECT_EQ(refusal("x", "word"), "bad-argument: format word: ctp, deid, kitware");
    EXPECT_EQ(refusal("<script><e></script>"), "damaged: 1:14: mismatched tag");
    EXPECT_EQ(refusal("<html/>"), "damaged: 1:1: the outermost element is not <script>");
    EXPECT_EQ(
        refusal("<!DOCTYPE script [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<script><p t=\"x\">&b;</p></script>")
            .substr(0, 11),
        "unsupported");
    EXPECT_EQ(refusal("{\"a\": }"), "damaged: not JSON, which a dictionary of dicom-anonymizer is");
    EXPECT_EQ(refusal("{\"(0x0010, 0x0010)\": \"keep\",\n \"(0x0010, 0x0010)\": \"delete\"}"),
              "bad-argument: 2:2: \"(0x0010, 0x0010)\" stands here twice, first in line 1");
    EXPECT_EQ(refusal("PatientName remove"), "damaged: 1:1: neither FORMAT nor %header: no recipe of deid");
    EXPECT_EQ(refusal(std::string((1U << 20U) + 1, ' ')), "too-large: more than 1 MiB");
}

TEST(SiteImport, survivesMutatedScripts)
{
    std::mt19937 random{20261122};
    const std::string spice = "<>&;{}()[]@\"\\,:%#=/\n\0\xFFx0";
    for (const auto* name : {"trial.script", "recipe.deid", "dictionary.json"}) {
        const auto whole = scriptText(name);
        for (int round = 0; round < 300; ++round) {
            auto text = whole.substr(0, round % 3 == 0 ? random() % whole.size() : whole.size());
            for (int i = 0; i <= round % 5 && !text.empty(); ++i)
                text[random() % text.size()] = spice[random() % spice.size()];
            for (const auto* format : {"", "ctp", "deid", "kitware"}) {
                const auto made = importRules(text, format);
                ASSERT_TRUE(!made || readSiteRules(toYaml(*made)).faults.empty()) << toYaml(*made);
            }
        }
    }
}
