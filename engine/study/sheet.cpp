// SPDX-License-Identifier: Apache-2.0
#include "engine/study/sheet.h"

#include "engine/study/spreadsheet.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace engine::study {

namespace {

constexpr std::size_t lettersInAlphabet = 26;

std::optional<std::size_t> wholeNumber(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

/// "B4" as row 3, column 1.
std::optional<std::pair<std::size_t, std::size_t>> cellIn(std::string_view text)
{
    std::size_t column = 0, at = 0;
    for (; at < text.size() && at < 4 && text[at] >= 'A' && text[at] <= 'Z'; ++at)
        column = column * lettersInAlphabet + static_cast<std::size_t>(text[at] - 'A') + 1;
    const auto row = wholeNumber(text.substr(at));
    if (column == 0 || !row || *row == 0)
        return std::nullopt;
    return std::pair{*row - 1, column - 1};
}

std::optional<double> realNumber(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
    return isWhole ? std::optional{value} : std::nullopt;
}

}

Sheet::Sheet(const std::vector<std::string>& words, const std::vector<NumberFormat>& formats, bool isFrom1904)
    : m_words{words}, m_formats{formats}, m_isFrom1904{isFrom1904}
{
}

void Sheet::start(std::string_view name, const Attributes& attributes)
{
    if (name == "row") {
        const auto number = wholeNumber(attributes["r"]);
        m_nextRow = number && *number > 0 ? *number - 1 : m_nextRow;
        m_nextColumn = 0;
    } else if (name == "c") {
        startCell(attributes);
    } else if (name == "mergeCell") {
        addMerged(attributes["ref"]);
    } else if (name == "f" && m_isInCell) {
        m_cell.isFormula = true;
    }
    m_isSpoken = m_isSpoken || name == "rPh";
    m_isText = m_isInCell && !m_isSpoken && (name == "v" || name == "t");
}

void Sheet::end(std::string_view name)
{
    m_isText = false;
    m_isSpoken = m_isSpoken && name != "rPh";
    if (name == "c")
        finishCell();
    if (name == "row")
        ++m_nextRow;
}

void Sheet::text(std::string_view words)
{
    if (m_isText)
        m_cell.value += words;
}

void Sheet::startCell(const Attributes& attributes)
{
    m_cell = {m_nextRow, m_nextColumn, attributes["t"], {}, wholeNumber(attributes["s"]).value_or(0), false};
    if (const auto place = cellIn(attributes["r"]); place) {
        m_cell.row = place->first;
        m_cell.column = place->second;
    }
    m_nextColumn = m_cell.column + 1;
    m_isInCell = true;
}

void Sheet::finishCell()
{
    m_isInCell = false;
    auto value = std::move(m_cell.value);
    if (m_cell.isFormula && value.empty() && m_cell.kind != "str")
        return fail({ErrorCode::BadArgument, place() + " is a formula that was never calculated: open and save it"});
    if (value.empty())
        return;
    if (m_cell.kind == "s") {
        const auto word = wholeNumber(value);
        if (!word || *word >= m_words.size())
            return fail({ErrorCode::Damaged, place()});
        value = m_words[*word];
    } else if (m_cell.kind == "e") {
        if (value != "#N/A")
            return fail({ErrorCode::BadArgument, place() + " holds an error"});
        value.clear();
    } else if (m_cell.kind == "b") {
        value = value == "1" || value == "true" ? "TRUE" : "FALSE";
    } else if (m_cell.kind.empty() || m_cell.kind == "n") {
        const auto number = realNumber(value);
        if (!number)
            return fail({ErrorCode::Damaged, place()});
        const auto style = m_cell.style < m_formats.size() ? m_formats[m_cell.style] : NumberFormat{};
        value = shown(*number, style, m_isFrom1904);
    }
    put(m_cell.row, m_cell.column, std::move(value));
}

void Sheet::put(std::size_t row, std::size_t column, std::string value)
{
    if (value.empty())
        return;
    m_bytes += value.size();
    if (row >= mostTableRows || column >= mostTableColumns || m_bytes > mostTableBytes)
        return fail({ErrorCode::TooLarge, "the table"});
    if (m_rows.size() <= row)
        m_rows.resize(row + 1);
    if (m_rows[row].size() <= column)
        m_rows[row].resize(column + 1);
    m_rows[row][column] = std::move(value);
}

void Sheet::addMerged(const std::string& range)
{
    const auto colon = range.find(':');
    const auto first = cellIn(std::string_view{range}.substr(0, colon));
    const auto last = colon == std::string::npos ? first : cellIn(std::string_view{range}.substr(colon + 1));
    if (!first || !last || last->first < first->first || last->second < first->second)
        return fail({ErrorCode::Damaged, "merged cells"});
    if (last->first >= mostTableRows || last->second >= mostTableColumns || m_merged.size() >= mostTableRows)
        return fail({ErrorCode::TooLarge, "merged cells"});
    m_merged.push_back({first->first, first->second, last->first, last->second});
}

std::string Sheet::place() const
{
    std::string letters;
    for (auto column = m_cell.column + 1; column > 0; column = (column - 1) / lettersInAlphabet)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % lettersInAlphabet));
    return letters + std::to_string(m_cell.row + 1);
}

void Sheet::fillMerged(TextRows& rows) const
{
    for (const auto& range : m_merged) {
        if (range.top >= rows.size() || range.left >= rows[range.top].size() || rows[range.top][range.left].empty())
            continue;
        const auto value = rows[range.top][range.left];
        for (auto row = range.top; row <= std::min(range.bottom, rows.size() - 1); ++row) {
            rows[row].resize(std::max(rows[row].size(), range.right + 1));
            std::fill(rows[row].begin() + static_cast<std::ptrdiff_t>(range.left),
                      rows[row].begin() + static_cast<std::ptrdiff_t>(range.right) + 1, value);
        }
    }
}

Result<TextRows> Sheet::rows() const
{
    auto rows = m_rows;
    std::size_t merged = 0;
    for (const auto& range : m_merged)
        merged += (range.bottom - range.top + 1) * (range.right - range.left + 1);
    if (merged > mostTableRows)
        return Error{ErrorCode::TooLarge, "merged cells"};
    fillMerged(rows);
    std::size_t width = 0, bytes = 0;
    std::erase_if(rows, [](const auto& row) {
        return std::all_of(row.begin(), row.end(), [](const auto& one) { return one.empty(); });
    });
    for (const auto& row : rows)
        width = std::max(width, row.size());
    if (rows.size() * width > mostTableBytes / 4)
        return Error{ErrorCode::TooLarge, "the table"};
    for (auto& row : rows) {
        row.resize(width);
        for (const auto& value : row)
            bytes += value.size();
    }
    return bytes > mostTableBytes ? Result<TextRows>{Error{ErrorCode::TooLarge, "the table"}} : std::move(rows);
}

}
