// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/iso2859.h"

#include <algorithm>
#include <array>
#include <utility>

namespace engine::statistics {

namespace {

constexpr std::string_view letters = "ABCDEFGHJKLMNPQR";
constexpr std::array<std::int64_t, 16> sizes{2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000};

// Table 1: upper ends of the lot sizes, and the letters of each general level.
constexpr std::array<std::int64_t, 14> lotEnds{8,   15,   25,   50,    90,    150,    280,
                                               500, 1200, 3200, 10000, 35000, 150000, 500000};
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> levels{
    {{"I", "AABCCDEFGHJKLMN"}, {"II", "ABCDEFGHJKLMNPQ"}, {"III", "BCDEFGHJKLMNPQR"}}};

// Table 2-A: where a column has Ac = 0.
constexpr std::array<std::pair<std::string_view, char>, 15> noneAccepted{{{"6.5", 'A'},
                                                                          {"4.0", 'B'},
                                                                          {"2.5", 'C'},
                                                                          {"1.5", 'D'},
                                                                          {"1.0", 'E'},
                                                                          {"0.65", 'F'},
                                                                          {"0.40", 'G'},
                                                                          {"0.25", 'H'},
                                                                          {"0.15", 'J'},
                                                                          {"0.10", 'K'},
                                                                          {"0.065", 'L'},
                                                                          {"0.040", 'M'},
                                                                          {"0.025", 'N'},
                                                                          {"0.015", 'P'},
                                                                          {"0.010", 'Q'}}};
constexpr std::array<std::pair<std::string_view, std::int64_t>, 7> acceptedByJ{
    {{"0.15", 0}, {"0.65", 1}, {"1.0", 2}, {"1.5", 3}, {"2.5", 5}, {"4.0", 7}, {"6.5", 10}}};

template <class Table>
auto valueIn(const Table& table, std::string_view name) -> std::optional<decltype(table.front().second)>
{
    const auto row = std::find_if(table.begin(), table.end(), [&](const auto& one) { return one.first == name; });
    return row == table.end() ? std::nullopt : std::optional{row->second};
}

}

std::optional<char> codeLetter(std::int64_t lot, std::string_view level)
{
    const auto row = valueIn(levels, level);
    if (lot < 2 || !row)
        return std::nullopt;
    const auto place = std::lower_bound(lotEnds.begin(), lotEnds.end(), lot) - lotEnds.begin();
    return row->at(static_cast<std::size_t>(place));
}

std::optional<std::int64_t> sampleSize(char letter)
{
    const auto place = letters.find(letter);
    return place == std::string_view::npos ? std::nullopt : std::optional{sizes.at(place)};
}

std::optional<char> letterAcceptingNone(std::string_view aql)
{
    return valueIn(noneAccepted, aql);
}

std::optional<std::int64_t> acceptanceNumberOfJ(std::string_view aql)
{
    return valueIn(acceptedByJ, aql);
}

}
