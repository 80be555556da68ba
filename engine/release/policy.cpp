// SPDX-License-Identifier: Apache-2.0
#include "engine/release/policy.h"

#include <iomanip>
#include <sstream>

namespace engine::release {

namespace {

std::string numbersOf(const review::PolicyStated& policy)
{
    std::ostringstream text;
    text << std::setprecision(4) << "a rate of leaks of " << policy.tolerate * 100 << " % must not go unnoticed, with "
         << policy.confidence * 100 << " % confidence; "
         << (policy.faces == "none" ? "no face is kept; " : "a face that is kept leaves for named people only; ");
    if (policy.smallestGroup > 0)
        text << "at least " << policy.smallestGroup << " patients alike in what is kept about them, held against the "
             << policy.metric << " risk. ";
    else
        text << "no smallest group of patients alike was stated. ";
    text << "Reason: " << policy.reason;
    return text.str();
}

std::string whenOf(const PolicyTold& told)
{
    const auto judged = told.stated.judgedBefore;
    if (judged == 0)
        return told.time + ", before any image had a verdict: ";
    return told.time + ", changed after data were seen (" + std::to_string(judged) +
           (judged == 1 ? " image had" : " images had") + " a verdict): ";
}

}

std::vector<std::string> policyInWords(const std::vector<PolicyTold>& policies)
{
    if (policies.empty())
        return {"No policy was stated before images were looked at."};
    std::vector<std::string> sentences;
    for (const auto& one : policies)
        sentences.push_back((sentences.empty() ? "Stated " : "Replaced ") + whenOf(one) + numbersOf(one.stated.policy));
    return sentences;
}

std::vector<std::string> searchesInWords(const std::vector<review::PublicSearch>& searches)
{
    if (searches.empty())
        return {"A search for other public data on the same people: not done."};
    std::vector<std::string> sentences;
    for (const auto& one : searches)
        sentences.push_back("Searched for other public data on the same people by " + one.by + ", " + one.on + ", in " +
                            one.where + ": " + one.result);
    return sentences;
}

Json policiesJson(const std::vector<PolicyTold>& policies)
{
    auto rows = Json::array();
    for (const auto& one : policies) {
        const auto& policy = one.stated.policy;
        rows.push_back({{"time", one.time},
                        {"judged_before", one.stated.judgedBefore},
                        {"tolerate", policy.tolerate},
                        {"confidence", policy.confidence},
                        {"faces", policy.faces},
                        {"smallest_group", policy.smallestGroup},
                        {"metric", policy.metric},
                        {"reason", policy.reason}});
    }
    return rows;
}

Json searchesJson(const std::vector<review::PublicSearch>& searches)
{
    auto rows = Json::array();
    for (const auto& one : searches)
        rows.push_back({{"by", one.by}, {"on", one.on}, {"where", one.where}, {"result", one.result}});
    return rows;
}

}
