// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include <cmath>

namespace engine::statistics {

using Whole = boost::multiprecision::cpp_int;

/// A share as people write it: a decimal number, not the binary one next to it. Inside engine/statistics only.
struct Decimal {
    static constexpr std::int64_t one = 1'000'000'000'000;
    std::int64_t parts = 0; ///< of `one`

    explicit Decimal(double share) : parts{std::llround(share * static_cast<double>(one))} {}
    Decimal complement() const
    {
        auto rest = *this;
        rest.parts = one - parts;
        return rest;
    }
    double value() const { return static_cast<double>(parts) / static_cast<double>(one); }
};

}
