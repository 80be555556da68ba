// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/dates.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace engine::profile {

namespace {

using namespace std::chrono;

constexpr int highestAge = 89;

bool isDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); });
}

int numberIn(std::string_view digits)
{
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

/// "YYYYMMDD", back by so many days.
std::optional<std::string> dayBack(std::string_view digits, int days)
{
    const year_month_day date{year{numberIn(digits.substr(0, 4))},
                              month{static_cast<unsigned>(numberIn(digits.substr(4, 2)))},
                              day{static_cast<unsigned>(numberIn(digits.substr(6, 2)))}};
    if (!date.ok())
        return std::nullopt;
    const year_month_day moved{sys_days{date} - std::chrono::days{days}};
    if (moved.year() < year{1})
        return std::nullopt;
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d%02u%02u", static_cast<int>(moved.year()),
                  static_cast<unsigned>(moved.month()), static_cast<unsigned>(moved.day()));
    return std::string{text.data()};
}

/// "YYYY", "YYYYMM" or "YYYYMMDD". What is not told is taken as the middle, which errs least.
std::optional<std::string> partBack(std::string_view digits, int days)
{
    const std::string_view middle = digits.size() == 4 ? "0701" : digits.size() == 6 ? "15" : "";
    auto moved = dayBack(std::string{digits} + std::string{middle}, days);
    if (moved)
        moved->resize(digits.size());
    return moved;
}

bool isTime(std::string_view time)
{
    std::string plain{time};
    if (plain.size() >= 8 && plain[2] == ':' && plain[5] == ':') // ACR-NEMA
        std::erase(plain, ':');
    const auto point = std::min(plain.find('.'), plain.size());
    const std::string_view whole = std::string_view{plain}.substr(0, point);
    const bool hasFraction = point < plain.size();
    if (!isDigits(whole) || whole.size() % 2 != 0 || whole.size() > 6 || (hasFraction && whole.size() != 6))
        return false;
    if (hasFraction && (!isDigits(plain.substr(point + 1)) || plain.size() - point > 7))
        return false;
    const auto part = [&](std::size_t at) { return at < whole.size() ? numberIn(whole.substr(at, 2)) : 0; };
    return part(0) < 24 && part(2) < 60 && part(4) <= 60; // 60: a leap second
}

std::optional<std::string> dateBack(std::string_view date, int days)
{
    if (date.size() == 8 && isDigits(date))
        return dayBack(date, days);
    const bool isOld = date.size() == 10 && date[4] == '.' && date[7] == '.';
    if (!isOld)
        return std::nullopt;
    auto digits = std::string{date};
    std::erase(digits, '.');
    auto moved = isDigits(digits) ? dayBack(digits, days) : std::nullopt;
    return moved ? moved->insert(6, 1, '.').insert(4, 1, '.') : moved;
}

std::optional<std::string> dateTimeBack(std::string_view dateTime, int days)
{
    const auto zone = std::min(dateTime.find_first_of("+-"), dateTime.size());
    const auto offset = dateTime.substr(zone);
    const auto digits = dateTime.substr(0, std::min<std::size_t>(8, zone));
    const auto time = dateTime.substr(digits.size(), zone - digits.size());
    const bool isPart = digits.size() == 4 || digits.size() == 6 || digits.size() == 8;
    const bool isZone = offset.empty() || (offset.size() == 5 && isDigits(offset.substr(1)));
    if (!isDigits(digits) || !isPart || !isZone || (!time.empty() && !isTime(time)))
        return std::nullopt;
    auto moved = partBack(digits, days);
    if (moved)
        *moved += std::string{time} + std::string{offset};
    return moved;
}

std::optional<std::string> valueBack(std::string_view vr, std::string_view value, int days)
{
    if (value.empty())
        return std::string{};
    if (vr == "DA")
        return dateBack(value, days);
    if (vr == "DT")
        return dateTimeBack(value, days);
    return isTime(value) ? std::optional{std::string{value}} : std::nullopt;
}

}

std::optional<std::string> movedBack(std::string_view vr, std::string_view values, int days)
{
    std::string all;
    while (true) {
        const auto end = std::min(values.find('\\'), values.size());
        const auto moved = valueBack(vr, trimmed(values.substr(0, end)), days);
        if (!moved)
            return std::nullopt;
        all += *moved;
        if (end == values.size())
            return all;
        all += '\\';
        values.remove_prefix(end + 1);
    }
}

std::optional<std::string> cappedAge(std::string_view age)
{
    age = trimmed(age);
    if (age.size() != 4 || !isDigits(age.substr(0, 3)) ||
        std::string_view{"DWMY"}.find(age[3]) == std::string_view::npos)
        return std::nullopt;
    // 999 months are 83 years: only years can be more than the highest.
    return age[3] == 'Y' && numberIn(age.substr(0, 3)) > highestAge ? "090Y" : std::string{age};
}

}
