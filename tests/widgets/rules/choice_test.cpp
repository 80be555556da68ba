// SPDX-License-Identifier: Apache-2.0
#include "widgets/rules/choice.h"

#include "engine/profile/site_rules_yaml.h"
#include "widgets/rules/words_of_rules.h"
#include "widgets/words/options.h"

#include <QFile>
#include <QMap>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using engine::profile::check;
using engine::profile::optionNames;
using engine::profile::Rules;
using namespace widgets::rules;

std::set<std::string> inForce(const Rules& rules)
{
    const auto names = optionNames(rules);
    return {names.begin(), names.end()};
}

Rules ofSite()
{
    engine::profile::SiteRules site;
    site.name = "St. Elsewhere";
    site.basedOn = "public";
    site.options = {"retain-institution-identity"};
    return engine::profile::rulesWith(site, {});
}

TEST(Choice, isLegalWhateverIsTurnedInWhateverOrder)
{
    unsigned seed = 7;
    for (const auto name : engine::profile::shippedProfileNames()) {
        auto rules = shipped(std::string{name});
        for (int i = 0; i < 400; ++i) {
            seed = seed * 1664525U + 1013904223U;
            const auto& options = optionNames();
            const auto pick = (seed >> 8U) % (options.size() + 3);
            rules = pick < 3 ? withDates(rules, Dates(pick))
                             : withOption(rules, std::string{options[pick - 3]}, (seed >> 24U) % 2 == 0);
            ASSERT_TRUE(check(rules)) << i;
        }
    }
}

TEST(Choice, doesWhatWasAskedAndNothingElse)
{
    const auto rules = withOption(shipped("public"), "retain-uids", true);
    auto wanted = inForce(shipped("public"));
    wanted.insert("retain-uids");

    EXPECT_EQ(inForce(rules), wanted);
    EXPECT_EQ(rules.profile, "public");
    EXPECT_EQ(optionsBesides(rules), std::vector<std::string>{"retain-uids"});
    EXPECT_EQ(withOption(rules, "retain-uids", false), shipped("public"));
}

TEST(Choice, takesFromAProfileWhatItStandsForByGoingBackToBasic)
{
    const auto rules = withOption(shipped("public"), "retain-device-identity", false);
    auto wanted = inForce(shipped("public"));
    wanted.erase("retain-device-identity");

    EXPECT_EQ(inForce(rules), wanted);
    EXPECT_EQ(rules.profile, "basic");
    EXPECT_EQ(withOption(rules, "retain-device-identity", true), shipped("public")) << "it is that profile again";
}

TEST(Choice, neverLiftsTheCapOnAgesUnasked)
{
    auto rules = withOption(shipped("keep-most"), "retain-uids", false);
    EXPECT_TRUE(engine::profile::capsAges(rules));
    rules = withOption(rules, "retain-uids", true);
    EXPECT_EQ(inForce(rules), inForce(shipped("keep-most")));
    EXPECT_TRUE(engine::profile::capsAges(rules));
}

TEST(Choice, asksAboutDatesOnce)
{
    EXPECT_EQ(datesOf(shipped("basic")), Dates::Go);
    EXPECT_EQ(datesOf(shipped("public")), Dates::Move);
    EXPECT_EQ(datesOf(shipped("keep-most")), Dates::Stay);
    for (const auto name : engine::profile::shippedProfileNames()) {
        for (const auto dates : {Dates::Go, Dates::Move, Dates::Stay}) {
            const auto rules = withDates(shipped(std::string{name}), dates);
            EXPECT_EQ(datesOf(rules), dates);
            auto others = inForce(rules), before = inForce(shipped(std::string{name}));
            for (auto* set : {&others, &before}) {
                set->erase("retain-full-dates");
                set->erase("retain-modified-dates");
            }
            EXPECT_EQ(others, before) << name;
        }
    }
    EXPECT_EQ(lockOf(shipped("public"), "retain-full-dates"), Lock::Excluded);
    EXPECT_EQ(withOption(shipped("public"), "retain-full-dates", true), shipped("public"));
}

TEST(Choice, leavesToTheSitesFileWhatItSays)
{
    const auto site = ofSite();
    EXPECT_TRUE(hasSite(site));
    EXPECT_EQ(lockOf(site, "retain-institution-identity"), Lock::BySite);
    EXPECT_EQ(lockOf(site, "clean-descriptors"), Lock::BySite) << "of the profile it is based on";
    EXPECT_EQ(withOption(site, "clean-descriptors", false), site);
    EXPECT_EQ(lockOf(site, Dates::Stay), Lock::BySite);
    EXPECT_EQ(lockOf(site, Dates::Move), Lock::None) << "it is so already";
    EXPECT_EQ(withDates(site, Dates::Stay), site);

    const auto more = withOption(site, "retain-uids", true);
    EXPECT_EQ(more.siteRules, site.siteRules);
    EXPECT_TRUE(has(more, "retain-uids"));
    EXPECT_EQ(withOption(more, "retain-uids", false), site);
}

TEST(Choice, leavesPixelsAndFacesToThoseWhoLook)
{
    for (const auto* option : {"clean-pixel-data", "clean-recognizable-visual-features"}) {
        EXPECT_EQ(lockOf(shipped("basic"), option), Lock::Elsewhere);
        EXPECT_EQ(withOption(shipped("basic"), option, true), shipped("basic"));
        EXPECT_FALSE(wordsOf(Lock::Elsewhere).isEmpty());
    }
}

TEST(Choice, namesEachOptionOnceWithTheCodeOfCid7050)
{
    QFile table{SAFELIGHT_RESOURCES "/standard/ps3.15/cid_7050.tsv"};
    ASSERT_TRUE(table.open(QIODevice::ReadOnly));
    const auto text = QString::fromUtf8(table.readAll());
    const QMap<std::string, QString> meanings{
        {"retain-uids", "Retain UIDs Option"},
        {"retain-device-identity", "Retain Device Identity Option"},
        {"retain-institution-identity", "Retain Institution Identity Option"},
        {"retain-patient-characteristics", "Retain Patient Characteristics Option"},
        {"retain-full-dates", "Retain Longitudinal Temporal Information Full Dates Option"},
        {"retain-modified-dates", "Retain Longitudinal Temporal Information Modified Dates Option"},
        {"clean-descriptors", "Clean Descriptors Option"},
        {"clean-structured-content", "Clean Structured Content Option"},
        {"clean-graphics", "Clean Graphics Option"},
        {"clean-pixel-data", "Clean Pixel Data Option"},
        {"clean-recognizable-visual-features", "Clean Recognizable Visual Features Option"},
        {"retain-safe-private", "Retain Safe Private Option"}};
    EXPECT_EQ(std::size_t(optionWords().size()) + 2, optionNames().size()) << "two of them are the question of dates";
    for (const auto name : optionNames()) {
        const auto key = std::string{name};
        EXPECT_TRUE(text.contains("DCM\t" + widgets::words::codeOfOption(key) + "\t" + meanings[key] + "\t")) << key;
        EXPECT_NE(widgets::words::ofOption(key), QString::fromStdString(key));
    }
}

TEST(Choice, hasWordsForEveryShippedProfile)
{
    const auto& names = engine::profile::shippedProfileNames();
    ASSERT_EQ(std::size_t(profileWords().size()), names.size());
    for (const auto& one : profileWords()) {
        EXPECT_NE(std::find(names.begin(), names.end(), one.name), names.end()) << one.name;
        for (const auto& words : {one.title, one.forWhom, one.goes, one.stays})
            EXPECT_FALSE(words.isEmpty()) << one.name;
        EXPECT_EQ(nameOf(shipped(one.name)), one.title);
    }
    EXPECT_TRUE(nameOf(ofSite()).contains("St. Elsewhere"));
    EXPECT_TRUE(nameOf(ofSite()).contains("Public"));
}

}
