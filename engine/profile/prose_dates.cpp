// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/prose_dates.h"

#include "engine/profile/fold.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace engine::profile {

namespace {

constexpr int shortYears = 100, pivot = 50; // 49 is 2049, 50 is 1950
constexpr std::size_t longYear = 4;

int numberOf(std::string_view text)
{
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string padded(int number, std::size_t width)
{
    auto text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

bool isOnCalendar(int year, int month, int day)
{
    return std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                       std::chrono::day{static_cast<unsigned>(day)}}
        .ok();
}

}

std::optional<DateInText> dateOf(std::string_view text, const TextPattern& pattern,
                                 const std::vector<re2::StringPiece>& groups, const TextTables& tables)
{
    const auto part = [&](std::string_view name) {
        const auto group = pattern.groups.find(name);
        if (group == pattern.groups.end() || groups[static_cast<std::size_t>(group->second)].empty())
            return DateInText::Part{};
        const auto& found = groups[static_cast<std::size_t>(group->second)];
        return DateInText::Part{static_cast<std::size_t>(found.data() - text.data()), found.size()};
    };
    DateInText date{{}, false, part("y"), part("m"), part("d")};
    if (date.month.length == 0)
        date.month = part("m2");
    if (date.year.length == 0 || date.month.length == 0 || date.dayOfMonth.length == 0)
        return std::nullopt;
    const auto of = [&](DateInText::Part place) { return text.substr(place.begin, place.length); };
    const auto name = tables.months.find(fold(of(date.month)));
    const bool isNamed = name != tables.months.end();
    const int month = isNamed ? name->second : numberOf(of(date.month)), day = numberOf(of(date.dayOfMonth));
    int year = numberOf(of(date.year));
    if (date.year.length < longYear)
        year += year < pivot ? 2000 : 1900;
    if (!isOnCalendar(year, month, day))
        return std::nullopt;
    date.day = padded(year, longYear) + padded(month, 2) + padded(day, 2);
    const bool isYearFirst = date.year.begin < date.month.begin;
    const bool isSwappable = day != month && isOnCalendar(year, day <= 12 ? day : 13, month);
    const auto after = text[std::min(date.dayOfMonth.begin, date.month.begin) + 1];
    const bool isGerman = text.find('.', date.dayOfMonth.begin) < date.month.begin && after != '/';
    date.isAmbiguous = !isNamed && !isYearFirst && isSwappable && !isGerman;
    return date;
}

std::string otherCentury(const std::string& day)
{
    return (day.starts_with("19") ? "20" : "19") + day.substr(2);
}

std::string swapped(const std::string& day)
{
    return day.substr(0, 4) + day.substr(6, 2) + day.substr(4, 2);
}

bool tellsOldAge(std::string_view piece)
{
    constexpr int oldest = 89, longestLife = 130; // of `age-over-89`; what is above is no age of years
    const auto first = piece.find_first_of("0123456789");
    if (first == piece.npos)
        return false;
    const auto end = std::min(piece.find_first_not_of("0123456789", first), piece.size());
    const auto unit = fold(piece.substr(end));
    const bool isAgeString = end - first == 3 && unit.size() == 1; // 095D
    const bool isShorter = unit.starts_with("MO") || unit.starts_with("W") || unit.starts_with("D");
    const bool isYears = isAgeString ? unit == "Y" : unit == "W" || !isShorter; // 92W: a woman
    const int age = numberOf(piece.substr(first, end - first));
    return isYears && age > oldest && age <= longestLife;
}

std::string rewritten(std::string_view piece, std::size_t begin, const DateInText& date, const std::string& day,
                      const TextTables& tables)
{
    const auto year = numberOf(std::string_view{day}.substr(0, 4)),
               month = numberOf(std::string_view{day}.substr(4, 2));
    struct Change {
        DateInText::Part part;
        std::string text;
    };
    const auto monthText = piece.substr(date.month.begin - begin, date.month.length);
    const auto names = tables.monthRows.find(fold(monthText));
    auto newMonth = names == tables.monthRows.end() ? padded(month, date.month.length)
                                                    : names->second[static_cast<std::size_t>(month) - 1];
    if (names != tables.monthRows.end() && fold(monthText) == monthText)
        newMonth = fold(newMonth);
    std::array<Change, 3> changes{
        Change{date.year, date.year.length < longYear ? padded(year % shortYears, 2) : padded(year, longYear)},
        Change{date.month, newMonth},
        Change{date.dayOfMonth, padded(numberOf(std::string_view{day}.substr(6, 2)), date.dayOfMonth.length)}};
    std::sort(changes.begin(), changes.end(),
              [](const Change& a, const Change& b) { return a.part.begin > b.part.begin; });
    std::string text{piece};
    for (const auto& change : changes)
        text.replace(change.part.begin - begin, change.part.length, change.text);
    return text;
}

}
