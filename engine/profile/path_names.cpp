// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/path_names.h"

#include "engine/profile/prose_words.h"

#include <algorithm>

namespace engine::profile {

namespace {

constexpr std::size_t surelyName = 4, shortestNumber = 5, dayLength = 8;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isDay(const std::string& number)
{
    return number.size() == dayLength && (number.compare(0, 2, "19") == 0 || number.compare(0, 2, "20") == 0) &&
           number.compare(4, 2, "12") <= 0 && number.compare(4, 2, "01") >= 0 && number.compare(6, 2, "31") <= 0 &&
           number.compare(6, 2, "01") >= 0;
}

}

std::vector<std::array<std::string, 2>> identityInPath(std::string_view path, const TextTables& tables)
{
    std::vector<std::array<std::string, 2>> found;
    for (const auto& word : wordsIn(path)) {
        const auto written = path.substr(word.begin, word.end - word.begin);
        std::size_t digits = 0;
        for (const auto& part : partsOf(written)) {
            if (isDigit(part.front())) {
                digits = std::max(digits, part.size());
                if (isDay(part))
                    found.push_back({"date", part});
                continue;
            }
            const bool isName = tables.names.contains(part) || (part.size() >= surelyName && !tables.isSafe(part));
            if (isName)
                found.push_back({"name", part});
        }
        if (digits >= shortestNumber && !isDay(word.folded))
            found.push_back({"id", std::string{written}});
    }
    return found;
}

}
