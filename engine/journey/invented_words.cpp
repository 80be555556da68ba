// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/invented_words.h"

#include <array>

namespace engine::journey {

namespace {

using Choose = std::function<std::size_t(std::size_t)>;

constexpr std::array last{"NOWAK",  "HARTMANN", "OKAFOR", "LINDQVIST", "MOREAU", "SANTOS", "TANAKA", "BIANCHI",
                          "KELLER", "NOVOTNY",  "OZTURK", "PETROV",    "DOYLE",  "JENSEN", "VARGA",  "HOFFMAN"};
constexpr std::array first{"ANNA",  "JOSEF", "GRACE", "ERIK",  "CLAIRE", "MIGUEL", "YUKI",
                           "PAOLO", "LENA",  "PETR",  "DENIZ", "OLGA",   "SEAN",   "KIRSTEN"};
constexpr std::array months{"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

std::string digits(const Choose& choose, int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += static_cast<char>('0' + choose(10));
    return text;
}

std::string two(std::size_t number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string name(const Choose& choose)
{
    const std::string family = last[choose(last.size())];
    const std::string given = first[choose(first.size())];
    constexpr std::array between{" ", ", ", "^"};
    return family + between[choose(between.size())] + given;
}

std::string number(const Choose& choose)
{
    constexpr std::array labels{"ID ", "PID: ", "MRN ", ""};
    return labels[choose(labels.size())] + digits(choose, 4) + (choose(2) == 0 ? "-" : "") + digits(choose, 4);
}

std::string date(const Choose& choose)
{
    const auto day = two(1 + choose(28));
    const auto month = choose(months.size());
    const auto year = std::to_string(1932 + choose(70));
    switch (choose(3)) {
    case 0:
        return "DOB " + day + '.' + two(month + 1) + '.' + year;
    case 1:
        return day + '-' + months[month] + '-' + year;
    default:
        return year + '-' + two(month + 1) + '-' + day;
    }
}

}

InventedWords inventWords(const Choose& choose)
{
    switch (choose(4)) {
    case 0:
        return {review::Category::Id, number(choose)};
    case 1:
        return {review::Category::Date, date(choose)};
    default: // what hurts most is asked for most
        return {review::Category::Name, name(choose)};
    }
}

}
