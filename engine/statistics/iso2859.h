// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace engine::statistics {

/// The cells of ISO 2859-1:1999 (Tables 1 and 2-A, single sampling, normal inspection) that people ask for by name. An
/// AQL plan is for a series of lots; one isolated collection is judged by the bounds in lot.h.

/// "A" to "R" (no I, no O) for a general inspection level "I", "II" or "III"; nothing for a lot under 2 or another
/// level.
std::optional<char> codeLetter(std::int64_t lot, std::string_view level);
std::optional<std::int64_t> sampleSize(char letter);
/// The letter whose cell accepts with nothing found at this AQL, as the table writes it ("0.65"). Arrows elsewhere in
/// the column lead there.
std::optional<char> letterAcceptingNone(std::string_view aql);
/// Acceptance number of letter J (80 items) at this AQL; nothing where the table has an arrow.
std::optional<std::int64_t> acceptanceNumberOfJ(std::string_view aql);

}
