// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/statistics/microdata.h"

namespace engine::statistics {

/// Keys that are looked at together: 2^m combinations are gone through.
constexpr std::size_t mostKeys = 12;

/// Special uniques (SUDA, Elliot): a minimal sample unique is a smallest set of keys by which a record is alone.
struct SpecialUniques {
    std::vector<double> scores;             ///< of each row: sum of (m - |MSU|)! over its minimal sample uniques
    std::vector<std::vector<Keys>> minimal; ///< of each row: its minimal sample uniques
    std::vector<double> contributions;      ///< of each key: share of all scores that involves it; 0 without any
};
/// BadArgument beyond `mostKeys`.
Result<SpecialUniques> specialUniques(const Microdata& table, const Keys& keys);

}
