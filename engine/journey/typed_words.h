// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/collection.h"

#include <string>
#include <string_view>

namespace engine::journey {

/// Words that a person types and that leave with a release (a policy's reason, a search's result, a contact, a seed, a
/// new text for an element) and that say who a patient is: BadArgument, naming `what` and the attribute, never the
/// value. Compared are words of patients' names from three letters on (without words like PATIENT or VAN that name
/// nobody), Patient IDs and accession numbers from four characters on, birth dates in numbers and with the month's
/// English name, the last seven digits of telephone numbers, and parts of addresses that have a number, without regard
/// to case, marks on letters and punctuation.
Done checkTyped(const study::Collection& collection, std::string_view text, const std::string& what);

}
