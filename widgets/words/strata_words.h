// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <cstdint>

namespace widgets::words {

/// Why all images of a stratum are looked at, for a code of engine::journey::textRisk.
QString ofRisk(const std::string& risk);
/// The name of a SOP class in PS3.6 Table A-1, shortened; the UID itself where it has none here.
QString ofSopClass(const std::string& uid);
/// "12 series", "1 patient"; units as in engine::review::SamplePolicy.
QString ofUnits(const std::string& unit, std::int64_t count);
/// "Series", for a choice.
QString ofUnit(const std::string& unit);
/// "5 %", "0.25 %".
QString percent(double share);

}
