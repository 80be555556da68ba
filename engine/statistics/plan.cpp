// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/plan.h"

#include "engine/statistics/strata.h"

#include <algorithm>
#include <numeric>

namespace engine::statistics {

namespace {

/// `total` inspections beside those of the whole strata.
std::vector<std::int64_t> sampleOf(const std::vector<Stratum>& strata, std::int64_t total)
{
    std::vector<std::int64_t> sizes;
    for (const auto& stratum : strata)
        sizes.push_back(stratum.whole ? 0 : stratum.size);
    auto inspected = allocate(sizes, total, {1});
    for (std::size_t i = 0; i < strata.size(); ++i)
        inspected[i] = strata[i].whole ? strata[i].size : std::max<std::int64_t>(1, inspected[i]);
    return inspected;
}

bool isEnough(const std::vector<Stratum>& strata, const std::vector<std::int64_t>& inspected, std::int64_t failing,
              double confidence)
{
    std::vector<Lot> lots;
    for (std::size_t i = 0; i < strata.size(); ++i)
        lots.push_back({strata[i].size, inspected[i], 0});
    const auto bound = worstCaseFailing(lots, confidence);
    return bound && *bound < failing;
}

}

Result<std::vector<std::int64_t>> planStrata(const std::vector<Stratum>& strata, std::int64_t failing,
                                             double confidence)
{
    if (strata.empty() || failing < 1)
        return Error{ErrorCode::BadArgument, "a plan needs a stratum and at least one failing item to detect"};
    std::int64_t open = 0;
    for (const auto& stratum : strata) {
        if (auto checked = check({stratum.size, 0, 0}); !checked)
            return checked.error();
        open += stratum.whole ? 0 : stratum.size;
    }
    std::int64_t low = 0, high = open;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (isEnough(strata, sampleOf(strata, middle), failing, confidence))
            high = middle;
        else
            low = middle + 1;
    }
    // Largest remainders can take one from a stratum as the total grows, so the first that is enough is looked for on.
    while (low < open && !isEnough(strata, sampleOf(strata, low), failing, confidence))
        ++low;
    return sampleOf(strata, low);
}

}
