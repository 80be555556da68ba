// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/people.h"

#include <gtest/gtest.h>

namespace engine::journey {

namespace {

using Kinds = std::vector<std::string>;

study::Instance of(const std::string& id, const std::string& name, const std::string& birthDate)
{
    study::Instance instance;
    instance.patientId = id;
    instance.patientName = name;
    instance.identity = {{name, "PatientName"}, {birthDate, "PatientBirthDate"}};
    return instance;
}

People knowing(const std::vector<study::Instance>& all)
{
    People people;
    for (const auto& one : all)
        people.add(one);
    return people;
}

}

TEST(People, twoPeopleWithOneIdAreNoticedByNameOrBirthDate)
{
    const auto eva = of("77", "PEARSON^EVA", "19610203");
    for (const auto& other : {of("77", "OKAFOR^JOHN", "19610203"), of("77 ", "PEARSON^EVA", "19830101")}) {
        const auto people = knowing({eva, other});
        EXPECT_EQ(people.doubtsOf(eva), Kinds{"two-people-one-id"});
        EXPECT_EQ(people.doubtsOf(other), Kinds{"two-people-one-id"});
    }
}

TEST(People, aNameSaidInAnotherWayOrInPartIsTheSamePerson)
{
    const auto eva = of("77", "PEARSON^EVA", "19610203");
    const auto people = knowing({eva, of("77", "Éva Pearson", "19610203"), of("77", "PEARSON", ""), of("77", "", ""),
                                 of("77", "PEARSON^EVA^M^^", "19610203")});
    EXPECT_EQ(people.doubtsOf(eva), Kinds{});
}

TEST(People, onePersonWithTwoIdsIsNoticed)
{
    const auto eva = of("77", "PEARSON^EVA", "19610203"), again = of("A-9", "eva^pearson", "19610203");
    const auto people = knowing({eva, again});
    EXPECT_EQ(people.doubtsOf(eva), Kinds{"one-person-two-ids"});
    EXPECT_EQ(people.doubtsOf(again), Kinds{"one-person-two-ids"});
}

TEST(People, twoWhoShareANameOrADayStayTwo)
{
    const auto eva = of("77", "PEARSON^EVA", "19610203");
    const auto people = knowing({eva, of("A-9", "PEARSON^EVA", "19900101"), of("B-3", "OKAFOR^JOHN", "19610203"),
                                 of("C-1", "PEARSON^EVA", "")});
    EXPECT_EQ(people.doubtsOf(eva), Kinds{});
}

TEST(People, filesWithoutAnIdSayNothing)
{
    const auto people = knowing({of("", "PEARSON^EVA", "19610203"), of("", "OKAFOR^JOHN", "19830101")});
    EXPECT_EQ(people.doubtsOf(of("", "PEARSON^EVA", "19610203")), Kinds{});
}

}
