// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/event.h"

namespace engine::review {

/// What events do to the known cases. Inside engine/review only: `apply` and `inverse` of state.h call them.

Done plant(KnownCases& known, const CasesPlanted& event);
/// BadArgument for who planted the case, or one that is not there.
Done noteCheck(KnownCases& known, const CasesChecked& event);
CasesChecked checksNow(const KnownCases& known, const CasesChecked& event);
/// NotFound where there are none.
Done removeCases(KnownCases& known);

/// Is it a case that this reader may be shown?
bool mayAnswer(const KnownCases& known, const ItemId& item, const std::string& reader);
/// Notes what was said of a case; false when it is none.
bool answer(KnownCases& known, const ItemsJudged& event, const ItemsJudged::Change& change);
/// Adds to `back` what the reader had said of the case; false when it is none.
bool addAnswerNow(const KnownCases& known, const std::string& reader, const ItemId& item, ItemsJudged& back);

}
