// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/written_dates.h"

#include <array>

namespace engine::profile {

namespace {

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
constexpr std::size_t abbreviated = 3;

}

std::vector<std::string> writtenForms(std::string_view day)
{
    const std::string year{day.substr(0, 4)}, month{day.substr(4, 2)}, dayOfMonth{day.substr(6, 2)};
    std::vector<std::string> forms{std::string{day}, dayOfMonth + month + year, month + dayOfMonth + year};
    for (const auto* between : {"-", ".", "/", ":", " "}) {
        forms.push_back(year + between + month + between + dayOfMonth);
        forms.push_back(dayOfMonth + between + month + between + year);
        forms.push_back(month + between + dayOfMonth + between + year);
    }
    const auto number = static_cast<std::size_t>((month[0] - '0') * 10 + month[1] - '0');
    if (number < 1 || number > months.size())
        return forms;
    const std::string name{months[number - 1]};
    for (const auto& written : {name, name.substr(0, abbreviated)}) {
        for (const auto* between : {"-", " ", ""})
            forms.push_back(dayOfMonth + between + written + between + year);
        for (const auto* between : {" ", ", "})
            forms.push_back(written + " " + dayOfMonth + between + year);
    }
    return forms;
}

}
