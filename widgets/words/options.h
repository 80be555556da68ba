// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <string>

namespace widgets::words {

/// What an option of PS3.15 Annex E is about, by its name in the contract: "UIDs", "Dates are moved back". The name
/// itself for one that nobody knows.
QString ofOption(const std::string& name);
/// Its code of PS3.16 CID 7050; empty for one that nobody knows.
QString codeOfOption(const std::string& name);
/// "UIDs (113110)".
QString withCode(const std::string& name);

}
