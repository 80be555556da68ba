// SPDX-License-Identifier: Apache-2.0
#include "engine/study/number_format.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace engine::study {

namespace {

constexpr double lastDay = 2'958'465; // 9999-12-31
constexpr int secondsADay = 86'400;

/// Day 60 of 1900 is a 29 February that never was (18.17.4.1): days before it count from 31 December 1899.
std::chrono::year_month_day dateOf(std::int64_t day, bool isFrom1904)
{
    using namespace std::chrono;
    const sys_days start = isFrom1904 ? sys_days{year{1904} / 1 / 1}
                           : day < 60 ? sys_days{year{1899} / 12 / 31}
                                      : sys_days{year{1899} / 12 / 30};
    return start + days{day};
}

std::string plain(double number, int digits)
{
    std::array<char, 64> text{};
    if (digits > 0 && number >= 0 && number < 1e15 && number == std::floor(number))
        std::snprintf(text.data(), text.size(), "%0*.0f", digits, number);
    else
        std::snprintf(text.data(), text.size(), "%.15g", number);
    return text.data();
}

}

NumberFormat builtInFormat(int id)
{
    const auto isIn = [id](int first, int last) { return id >= first && id <= last; };
    NumberFormat format;
    format.isDate = isIn(14, 17) || id == 22 || isIn(27, 31) || id == 36 || isIn(50, 54) || isIn(57, 58);
    format.isTime = isIn(18, 22) || isIn(32, 35) || isIn(45, 47) || isIn(55, 56);
    return format;
}

NumberFormat formatOf(std::string_view code)
{
    code = code.substr(0, code.find(';')); // the first section is that of positive numbers
    NumberFormat format;
    bool isOnlyZeros = !code.empty() && code.size() <= 20, hasMonth = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = static_cast<char>(code[i] | 0x20); // small, for letters
        isOnlyZeros = isOnlyZeros && code[i] == '0';
        if (code[i] == '"') {
            i = std::min(code.find('"', i + 1), code.size() - 1);
        } else if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
            ++i;
        } else if (code[i] == '[') {
            const auto end = std::min(code.find(']', i), code.size() - 1);
            const char inside = i + 1 < code.size() ? static_cast<char>(code[i + 1] | 0x20) : ' ';
            format.isTime = format.isTime || (end - i <= 3 && (inside == 'h' || inside == 'm' || inside == 's'));
            i = end;
        } else {
            format.isDate = format.isDate || c == 'y' || c == 'd';
            format.isTime = format.isTime || c == 'h' || c == 's';
            hasMonth = hasMonth || c == 'm';
        }
    }
    format.isDate = format.isDate || (hasMonth && !format.isTime); // without hours and seconds m is a month
    format.digits = isOnlyZeros && code.size() > 1 ? static_cast<int>(code.size()) : 0;
    return format;
}

std::string shown(double number, const NumberFormat& format, bool isFrom1904)
{
    if ((!format.isDate && !format.isTime) || number < 0 || number > lastDay)
        return plain(number, format.digits);
    auto day = static_cast<std::int64_t>(std::floor(number));
    auto second = std::llround((number - std::floor(number)) * secondsADay);
    if (second == secondsADay) {
        second = 0;
        ++day;
    }
    const auto date = dateOf(day, isFrom1904);
    std::array<char, 40> text{};
    const bool hasDate = format.isDate, hasTime = second > 0 || !hasDate;
    if (hasDate)
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    std::string words = text.data();
    if (hasTime) {
        std::snprintf(text.data(), text.size(), "%02d:%02d:%02d",
                      static_cast<int>(second / 3600 + (hasDate ? 0 : day * 24)), static_cast<int>(second / 60 % 60),
                      static_cast<int>(second % 60));
        words += (words.empty() ? "" : " ") + std::string{text.data()};
    }
    return words;
}

}
