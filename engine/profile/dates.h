// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace engine::profile {

/// Moves dates back by whole days, so that times of day, time zones and intervals stay what they are (PS3.15 E.3.6).
/// `vr` is DA, DT or TM; several values are separated by a backslash, empty ones stay. What was precise to the year or
/// month stays so. Empty when one of the values is no date or time of PS3.5 6.2 (or of ACR-NEMA: 2018.01.31, 12:59:59),
/// or would lie before the year 1.
std::optional<std::string> movedBack(std::string_view vr, std::string_view values, int days);

/// An AS value as the rule `age-over-89` wants it: "090Y" for more than 89 years, else as it is. Empty when it is no
/// age of PS3.5 6.2. (45 CFR 164.514(b)(2)(i)(C) lets ages above 89 be told only as one class.)
std::optional<std::string> cappedAge(std::string_view age);

}
