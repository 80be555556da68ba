// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/special_uniques.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace engine::statistics {

namespace {

using Subset = unsigned; ///< bit i: key i

double factorial(std::size_t n)
{
    double product = 1;
    for (std::size_t i = 2; i <= n; ++i)
        product *= static_cast<double>(i);
    return product;
}

Keys chosen(const Keys& keys, Subset subset)
{
    Keys some;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if ((subset >> i & 1U) != 0)
            some.push_back(keys[i]);
    }
    return some;
}

/// The subsets of the keys, small ones first.
std::vector<Subset> subsetsOf(std::size_t keys)
{
    std::vector<Subset> subsets(std::size_t{1} << keys);
    std::iota(subsets.begin(), subsets.end(), 0U);
    subsets.erase(subsets.begin());
    std::stable_sort(subsets.begin(), subsets.end(),
                     [](Subset a, Subset b) { return std::popcount(a) < std::popcount(b); });
    return subsets;
}

bool containsOneOf(Subset subset, const std::vector<Subset>& smaller)
{
    return std::any_of(smaller.begin(), smaller.end(), [&](Subset one) { return (subset & one) == one; });
}

}

Result<SpecialUniques> specialUniques(const Microdata& table, const Keys& keys)
{
    if (keys.size() > mostKeys)
        return Error{ErrorCode::BadArgument, "at most " + std::to_string(mostKeys) + " keys"};
    SpecialUniques result;
    result.scores.assign(table.rows.size(), 0);
    result.minimal.resize(table.rows.size());
    result.contributions.assign(keys.size(), 0);
    std::vector<std::vector<Subset>> known(table.rows.size());
    double total = 0;
    for (const auto subset : subsetsOf(keys.size())) {
        const auto some = chosen(keys, subset);
        const double score = factorial(keys.size() - some.size());
        for (const auto& members : classesOf(table, some).members) {
            const auto row = members.front();
            if (members.size() > 1 || containsOneOf(subset, known[row]))
                continue;
            known[row].push_back(subset);
            result.minimal[row].push_back(some);
            result.scores[row] += score;
            total += score;
            for (std::size_t i = 0; i < keys.size(); ++i)
                result.contributions[i] += (subset >> i & 1U) != 0 ? score : 0;
        }
    }
    for (auto& contribution : result.contributions)
        contribution = total > 0 ? contribution / total : 0;
    return result;
}

}
