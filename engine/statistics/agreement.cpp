// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/agreement.h"

#include <cmath>
#include <numeric>

namespace engine::statistics {

namespace {

/// The table as shares of all items, with its margins.
struct Shares {
    std::size_t categories = 0;
    double items = 0;
    std::vector<std::vector<double>> cell;
    std::vector<double> row, column;
};

Result<Shares> sharesOf(const VerdictTable& table)
{
    Shares shares;
    shares.categories = table.size();
    for (const auto& row : table) {
        if (row.size() != table.size())
            return Error{ErrorCode::BadArgument, "the table is not square"};
        for (const auto count : row) {
            if (count < 0)
                return Error{ErrorCode::BadArgument, "a count below 0"};
            shares.items += static_cast<double>(count);
        }
    }
    if (table.size() < 2 || shares.items == 0)
        return Error{ErrorCode::BadArgument, "two categories and one item at least"};
    shares.row.assign(table.size(), 0);
    shares.column.assign(table.size(), 0);
    for (std::size_t i = 0; i < table.size(); ++i) {
        shares.cell.emplace_back();
        for (std::size_t j = 0; j < table.size(); ++j) {
            const double share = static_cast<double>(table[i][j]) / shares.items;
            shares.cell[i].push_back(share);
            shares.row[i] += share;
            shares.column[j] += share;
        }
    }
    return shares;
}

double standardError(const Shares& shares, double raw, double byChance)
{
    double diagonal = 0, rest = 0;
    for (std::size_t i = 0; i < shares.categories; ++i) {
        for (std::size_t j = 0; j < shares.categories; ++j) {
            const double margins = i == j ? shares.row[i] + shares.column[i] : shares.column[i] + shares.row[j];
            if (i == j)
                diagonal += shares.cell[i][i] * std::pow((1 - byChance) - margins * (1 - raw), 2);
            else
                rest += shares.cell[i][j] * margins * margins;
        }
    }
    const double last = raw * byChance - 2 * byChance + raw;
    const double variance = diagonal + (1 - raw) * (1 - raw) * rest - last * last;
    return std::sqrt(std::max(0.0, variance) / shares.items) / ((1 - byChance) * (1 - byChance));
}

}

Result<Agreement> agreementOf(const VerdictTable& table)
{
    const auto shares = sharesOf(table);
    if (!shares)
        return shares.error();
    const auto categories = static_cast<double>(shares->categories);
    Agreement result;
    double byGwet = 0;
    for (std::size_t i = 0; i < shares->categories; ++i) {
        result.raw += shares->cell[i][i];
        result.byChance += shares->row[i] * shares->column[i];
        const double mean = (shares->row[i] + shares->column[i]) / 2;
        byGwet += mean * (1 - mean) / (categories - 1);
    }
    if (const double named = shares->row[0] + shares->column[0]; named > 0)
        result.positive = 2 * shares->cell[0][0] / named;
    constexpr double certain = 1 - 1e-12;
    if (result.byChance < certain) {
        result.kappa = (result.raw - result.byChance) / (1 - result.byChance);
        result.kappaError = standardError(*shares, result.raw, result.byChance);
    }
    result.ac1 = (result.raw - byGwet) / (1 - byGwet);
    result.pabak = (categories * result.raw - 1) / (categories - 1);
    return result;
}

Result<CaptureRecapture> chapman(std::int64_t first, std::int64_t second, std::int64_t both)
{
    if (both < 0 || both > first || both > second)
        return Error{ErrorCode::BadArgument, "found by both: 0 to what each found"};
    const auto a = static_cast<double>(first), b = static_cast<double>(second), m = static_cast<double>(both);
    const double total = (a + 1) * (b + 1) / (m + 1) - 1;
    const double variance = (a + 1) * (b + 1) * (a - m) * (b - m) / ((m + 1) * (m + 1) * (m + 2));
    return CaptureRecapture{total, std::max(0.0, total - (a + b - m)), std::sqrt(variance)};
}

double unionSensitivity(double first, double second)
{
    return 1 - (1 - first) * (1 - second);
}

}
