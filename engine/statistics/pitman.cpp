// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/population.h"

#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/roots.hpp>

#include <cmath>

namespace engine::statistics {

namespace {

/// The likelihood's two derivatives and itself, over u classes and n records.
class Likelihood {
public:
    explicit Likelihood(const SizeCounts& counts) : m_counts{counts}
    {
        for (const auto& [size, classes] : counts) {
            m_classes += classes;
            m_records += size * classes;
        }
    }

    double byTheta(double theta, double alpha) const
    {
        double sum = 0;
        for (std::size_t i = 1; i < m_classes; ++i)
            sum += 1 / (theta + static_cast<double>(i) * alpha);
        for (std::size_t i = 1; i < m_records; ++i)
            sum -= 1 / (theta + static_cast<double>(i));
        return sum;
    }

    double byAlpha(double theta, double alpha) const
    {
        double sum = 0;
        for (std::size_t i = 1; i < m_classes; ++i)
            sum += static_cast<double>(i) / (theta + static_cast<double>(i) * alpha);
        for (const auto& [size, classes] : m_counts) {
            for (std::size_t j = 1; j < size; ++j)
                sum -= static_cast<double>(classes) / (static_cast<double>(j) - alpha);
        }
        return sum;
    }

    double value(double theta, double alpha) const
    {
        double sum = 0;
        for (std::size_t i = 1; i < m_classes; ++i)
            sum += std::log(theta + static_cast<double>(i) * alpha);
        for (std::size_t i = 1; i < m_records; ++i)
            sum -= std::log(theta + static_cast<double>(i));
        for (const auto& [size, classes] : m_counts) {
            for (std::size_t j = 1; j < size; ++j)
                sum += static_cast<double>(classes) * std::log(static_cast<double>(j) - alpha);
        }
        return sum;
    }

    /// Where the likelihood is largest for this alpha: theta lies above -alpha, and the derivative falls from above 0
    /// to below.
    double bestTheta(double alpha) const
    {
        double above = 1e-12;
        double below = 1;
        while (byTheta(below - alpha, alpha) > 0 && below < 1e12)
            below *= 2;
        return rootOf([&](double distance) { return byTheta(distance - alpha, alpha); }, above, below) - alpha;
    }

    template <class Function>
    static double rootOf(const Function& function, double low, double high)
    {
        std::uintmax_t rounds = 200;
        const auto [left, right] = boost::math::tools::toms748_solve(
            function, low, high, boost::math::tools::eps_tolerance<double>(50), rounds);
        return (left + right) / 2;
    }

private:
    const SizeCounts& m_counts;
    std::size_t m_classes = 0, m_records = 0;
};

/// Of `fit`, theta and alpha.
Pitman fitInside(const Likelihood& likelihood)
{
    Pitman result;
    const auto slope = [&](double alpha) { return likelihood.byAlpha(likelihood.bestTheta(alpha), alpha); };
    constexpr double edge = 1e-9;
    if (slope(0) <= 0 || slope(1 - edge) >= 0) {
        result.fit = Pitman::Fit::Boundary;
        result.alpha = 0;
    } else {
        result.fit = Pitman::Fit::Inside;
        result.alpha = Likelihood::rootOf(slope, 0.0, 1 - edge);
    }
    result.theta = likelihood.bestTheta(result.alpha);
    result.logLikelihood = likelihood.value(result.theta, result.alpha);
    return result;
}

}

Pitman fitPitman(const SizeCounts& counts)
{
    Pitman result;
    if (counts.empty() || (counts.size() == 1 && counts.contains(1)))
        return result;
    if (!counts.contains(1)) {
        result.fit = Pitman::Fit::NoUnique;
        return result;
    }
    const Likelihood likelihood{counts};
    try {
        return fitInside(likelihood);
    } catch (const std::exception&) { // Boost, where rounding leaves no change of sign: one class only, say
        result.fit = Pitman::Fit::Boundary;
        return result;
    }
}

std::optional<double> Pitman::populationUniques(double population) const
{
    switch (fit) {
    case Fit::Inside:
        return std::exp(boost::math::lgamma(theta + 1) - boost::math::lgamma(theta + alpha) +
                        alpha * std::log(population));
    case Fit::NoUnique:
        return 0;
    case Fit::Boundary:
    case Fit::AllUnique:
        break;
    }
    return std::nullopt;
}

}
