// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace engine::study {

/// What a number format of a spreadsheet makes of a number (ECMA-376 part 1, 18.8.30 and 18.8.31).
struct NumberFormat {
    bool isDate = false, isTime = false;
    int digits = 0; ///< "000000": shown with so many, zeros in front; 0: as it is
};
/// Of a format that has an id only.
NumberFormat builtInFormat(int id);
NumberFormat formatOf(std::string_view code);

/// The number as its format means it: dates "2026-01-05", with a time "2026-01-05 10:30:00", times "10:30:00",
/// durations "26:30:00"; others with 15 digits, as spreadsheets keep them. What no calendar has stays a number.
std::string shown(double number, const NumberFormat& format, bool isFrom1904);

}
