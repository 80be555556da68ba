// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/known_cases.h"
#include "tests/engine/journey/world.h"

#include <algorithm>

namespace engine::journey {

namespace {

/// A project of one image that names these people, with its candidate written.
class KnownCasesOrder : public JourneyTest {
protected:
    std::unique_ptr<Project> projectNaming(std::vector<std::array<std::string, 2>> identity) const
    {
        auto project = Project::create(folder(), {}, {});
        EXPECT_TRUE(project);
        auto found = invented(1);
        found.instance.identity = std::move(identity);
        EXPECT_TRUE((*project)->record({found}));
        for (const auto& item : (*project)->staleCandidates()) {
            const auto order = (*project)->orderFor(item);
            EXPECT_TRUE(order);
            EXPECT_TRUE((*project)->record(Candidate{order->item, order->stamp, {}, {}}));
        }
        return std::move(*project);
    }

    static Result<review::CasesPlanted> plant(const CasesOrder& order)
    {
        pool::Pool pool{{SAFELIGHT_PROGRAMS, SAFELIGHT_RESOURCES, "eng", 1, {}}};
        return makeCases(order, pool, {});
    }
};

TEST_F(KnownCasesOrder, knowsEachWordOfARealName)
{
    const auto project = projectNaming({{"Nowak^Olga Li", "PatientName"}, {"MRN-77", "PatientID"}});
    const auto order = orderCases(*project, {"planter", "seed"});
    ASSERT_TRUE(order);
    EXPECT_EQ(order->identity, (std::vector<std::string>{"MRN-77", "NOWAK", "NOWAK^OLGA LI", "OLGA"}));
}

TEST_F(KnownCasesOrder, writesNoWordOfARealNameWhateverStandsBesideIt)
{
    const auto project = projectNaming({{"NOWAK^OLGA", "PatientName"}, {"KELLER^ANNA", "PatientName"}});
    auto order = orderCases(*project, {"planter", "seed", 0.05, 200});
    ASSERT_TRUE(order);
    for (auto& carrier : order->carriers) // a file with a header, to find places in
        carrier.source = {SAFELIGHT_SHARED "/testdata/synthetic/P000/ST0/SE1/CT010007.dcm", -1, "CT010007.dcm", {}};
    if (!std::filesystem::exists(order->carriers.front().source.path))
        GTEST_SKIP() << "the shared test data are not here";
    const auto planted = plant(*order);
    ASSERT_TRUE(planted) << planted.error().where;
    int names = 0;
    for (const auto& one : planted->cases) {
        names += one.category == review::Category::Name ? 1 : 0;
        for (const char* real : {"NOWAK", "OLGA", "KELLER", "ANNA"})
            EXPECT_EQ(one.words.find(real), std::string::npos) << one.words;
    }
    EXPECT_GT(names, 50);
}

TEST_F(KnownCasesOrder, failsRatherThanWriteWhatIsSomebodys)
{
    const auto project = projectNaming({});
    auto order = orderCases(*project, {"planter", "seed"});
    ASSERT_TRUE(order);
    for (char one = ' '; one <= 'Z'; ++one) // nothing can be written that has none of these
        order->identity.emplace_back(1, one);
    const auto planted = plant(*order);
    ASSERT_FALSE(planted);
    EXPECT_EQ(planted.error().code, ErrorCode::NotFound);
    EXPECT_NE(planted.error().where.find("invented"), std::string::npos);
}

}

}
