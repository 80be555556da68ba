// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/policy.h"

#include "engine/journey/risk_rows.h"
#include "engine/journey/sample.h"
#include "engine/release/risk.h"

#include <algorithm>

namespace engine::journey {

Result<std::vector<release::PolicyTold>> policiesOf(const Project& project)
{
    const auto& stated = project.state().policies;
    std::vector<release::PolicyTold> told;
    if (stated.empty())
        return told;
    const auto journal = project.journal();
    if (!journal)
        return journal.error();
    for (const auto& entry : *journal) {
        if (entry.kind == "policy-stated" && told.size() < stated.size())
            told.push_back({entry.time, stated[told.size()]});
    }
    return told.size() == stated.size() ? Result<std::vector<release::PolicyTold>>{std::move(told)}
                                        : Error{ErrorCode::Damaged, "journal"};
}

SmallestGroup smallestGroupOf(const Project& project)
{
    const auto* policy = review::policyInForce(project.state());
    if (!policy || policy->smallestGroup == 0)
        return SmallestGroup::NotStated;
    const auto risk = riskTold(project);
    if (!risk)
        return SmallestGroup::NotReckoned;
    if (!risk->isCurrent)
        return SmallestGroup::OutOfDate;
    return *release::isHeld(risk->assessment, *policy) ? SmallestGroup::Kept : SmallestGroup::Missed;
}

std::string whyNotSigned(SmallestGroup group)
{
    switch (group) {
    case SmallestGroup::NotStated:
    case SmallestGroup::Kept:
        return {};
    case SmallestGroup::NotReckoned:
        return "the policy states a smallest group of patients, and no risk was kept: risk P --record";
    case SmallestGroup::OutOfDate:
        return "the policy states a smallest group of patients, and the risk was reckoned before files or rules "
               "changed: "
               "risk P --record";
    case SmallestGroup::Missed:
        return "the smallest group of patients that the policy states is missed: change rules, leave patients out, or "
               "state another policy with its reason";
    }
    return {};
}

std::string boundBeyondPolicy(const Project& project)
{
    const auto* policy = review::policyInForce(project.state());
    const auto toJudge = review::itemsToJudge(project.state());
    const bool isJudged = std::all_of(toJudge.begin(), toJudge.end(),
                                      [&](const auto& item) { return review::isJudged(project.state(), item); });
    if (!project.state().sample || !isJudged)
        return {};
    const auto result = sampling(project);
    if (!result)
        return {};
    const double tolerated = policy ? policy->tolerate : result->tolerate;
    if (static_cast<double>(result->remaining) <= tolerated * static_cast<double>(result->leaving))
        return {};
    return "of " + std::to_string(result->leaving) + " units " + std::to_string(result->remaining) +
           " may still leak, more than " + (policy ? "the policy tolerates" : "the sample was drawn to exclude") +
           (tolerated < result->tolerate ? ": extend the sample" : ": judge what was skipped, draw again") +
           (policy ? ", or state another policy" : "");
}

}
