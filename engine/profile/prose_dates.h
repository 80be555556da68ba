// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/text_tables.h"

#include <re2/stringpiece.h>

#include <optional>

namespace engine::profile {

/// A day that a pattern found in a text.
struct DateInText {
    std::string day; ///< YYYYMMDD
    /// Day and month could change places, and both would be a day: 03/04/2018.
    bool isAmbiguous = false;
    struct Part {
        std::size_t begin = 0, length = 0; ///< in the text
    };
    Part year, month, dayOfMonth;
};

/// What the groups y, m and d say; nothing where they are no day of the calendar.
std::optional<DateInText> dateOf(std::string_view text, const TextPattern& pattern,
                                 const std::vector<re2::StringPiece>& groups, const TextTables& tables);

/// YYYYMMDD of a year that was written with two digits, a hundred years earlier or later.
std::string otherCentury(const std::string& day);
/// Day and month the other way round.
std::string swapped(const std::string& day);

/// Whether a piece of text that tells an age tells one over 89 years: "93 yo", "92F", "093Y", "aged 95".
bool tellsOldAge(std::string_view piece);

/// The piece of the text from `begin` on with another day in the same form.
std::string rewritten(std::string_view piece, std::size_t begin, const DateInText& date, const std::string& day,
                      const TextTables& tables);

}
