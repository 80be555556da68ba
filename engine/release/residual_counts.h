// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace engine::release {

/// What the residual search did with one file. No value of a patient in here.
struct Residual {
    std::map<std::string, int> searched;            ///< kind -> strings that were looked for
    std::map<std::string, int> exempt;              ///< reason (retained, safe-word, title-or-particle) -> strings
    std::vector<std::array<std::string, 2>> places; ///< where something was left, and its kind
    std::uint64_t elements = 0, bytes = 0;          ///< looked at
};
WIRE_FIELDS(Residual, searched, exempt, places, elements, bytes)

}
