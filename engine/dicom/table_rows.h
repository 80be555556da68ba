// SPDX-License-Identifier: Apache-2.0
#pragma once

// Internal: reading the tables of resources/standard.

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace engine::dicom {

inline std::string_view cutField(std::string_view& rest, char separator)
{
    const auto end = std::min(rest.find(separator), rest.size());
    const auto field = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return field;
}

/// Calls `use(fields)` for each line after the edition and the column names.
template <class Use>
void eachRow(std::string_view table, const Use& use)
{
    cutField(table, '\n');
    cutField(table, '\n');
    while (!table.empty()) {
        auto line = cutField(table, '\n');
        std::array<std::string_view, 4> fields;
        for (auto& field : fields)
            field = cutField(line, '\t');
        use(fields);
    }
}

/// Repeating groups are entered as their first one, 50XX as 5000.
inline std::uint32_t tagNumber(std::string_view digits)
{
    std::string text{digits};
    std::replace(text.begin(), text.end(), 'X', '0');
    std::replace(text.begin(), text.end(), 'x', '0');
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, 16);
    return number;
}

}
