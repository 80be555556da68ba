// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::profile {

/// What happens to one element: the letters of PS3.15 Table E.1-1a.
enum class Action {
    Remove, ///< X
    Empty,  ///< Z
    Dummy,  ///< D: a valid value that says nothing
    Uid,    ///< U: a keyed new UID
    Keep,   ///< K
    Clean,  ///< C
    Rule    ///< R: a rule of ours, named in the reason
};

/// "X", "Z", "D", "U", "K", "C", "R".
std::string letterOf(Action action);

/// How much an object asks for an attribute (PS3.5 7.4), strongest first. Conditional ones count as required.
enum class Need {
    Value,               ///< Type 1
    ConditionalValue,    ///< Type 1C
    Presence,            ///< Type 2
    ConditionalPresence, ///< Type 2C
    Nothing,             ///< Type 3, or not part of the object
    Unknown              ///< the place is in no template
};

/// What a cell of Table E.1-1 ("X", "X/Z/D", "X/Z/U*") asks for where the object needs the attribute so much
/// (PS3.15 E.1.1); conditional needs count as needs. Where nothing is known: D, then Z, then X. A plain X or Z on what
/// the object always requires becomes the weakest action that keeps it valid: a dummy says no more than an absence.
/// Empty for a cell that is no combination of known letters.
std::optional<Action> resolve(std::string_view cell, Need need);

}
