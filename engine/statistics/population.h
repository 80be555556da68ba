// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/statistics/microdata.h"

#include <map>
#include <optional>

namespace engine::statistics {

/// Benedetti and Franconi's individual risk E[1/F | f] for a class of `frequency` records whose weights add up to
/// `weight` (at least `frequency`): p^f/f 2F1(f,f;f+1;1-p) with p = f/weight, exactly.
double individualRisk(std::size_t frequency, double weight);
/// As other programs approximate it for f > 2: p / (f - (1-p)). Only to be shown beside the exact one.
double approximateRisk(std::size_t frequency, double weight);

/// How many classes have each size.
using SizeCounts = std::map<std::size_t, std::size_t>;
SizeCounts sizeCountsOf(const Classes& classes);

/// Pitman's two-parameter sampling formula, fitted by maximum likelihood (Hoshino 2001).
struct Pitman {
    enum class Fit {
        Inside,    ///< theta and alpha hold
        Boundary,  ///< alpha is 0 (Ewens): no estimate of uniques, never "none"
        AllUnique, ///< nothing to fit: treat every record as unique
        NoUnique   ///< no record is alone in the sample
    };
    Fit fit = Fit::AllUnique;
    double theta = 0, alpha = 0;
    double logLikelihood = 0; ///< without the terms that depend on the data alone

    /// Gamma(theta+1)/Gamma(theta+alpha) N^alpha; nothing unless the fit is inside, 0 for NoUnique.
    std::optional<double> populationUniques(double population) const;
};
Pitman fitPitman(const SizeCounts& counts);

/// Zayatz 1991: how likely a sample unique is a population unique.
struct Zayatz {
    double conditional = 0;   ///< P(population unique | sample unique)
    double sampleUniques = 0; ///< expected sample uniques that are population uniques
    double populationUniques = 0;
};
/// `population` is at least the number of records; BadArgument else.
Result<Zayatz> zayatz(const SizeCounts& counts, std::size_t population);

/// The number of population uniques to show, by the rule of Dankar and others for samples up to a tenth of the
/// population (Pitman's), else, or where that cannot be fitted, Zayatz'.
struct UniquesEstimate {
    std::string method; ///< "pitman" | "zayatz" | "none"
    double uniques = 0;
};
UniquesEstimate estimateUniques(const SizeCounts& counts, std::size_t population);

/// Skinner and Holmes under independence of the keys: for a sample unique P(F=1 | f=1) and E[1/F | f=1].
struct UniqueRisk {
    double isAlone = 0, expected = 0;
};
UniqueRisk uniqueRisk(const Microdata& table, const Keys& keys, std::size_t row, double population);
/// Sums over the sample uniques: tau 1 and tau 2.
UniqueRisk totalUniqueRisk(const Microdata& table, const Keys& keys, double population);

/// Somebody with a rare combination among `population` people, of whom each shares it with probability `prevalence`.
struct Prevalence {
    double others = 0;   ///< expected number of other people with it
    double isAlone = 0;  ///< nobody else (Poisson)
    double expected = 0; ///< E[1 / (1 + others)]
};
Prevalence lookUp(double population, double prevalence);

}
