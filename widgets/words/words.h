// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/release/verify.h"
#include "engine/review/state.h"
#include "engine/study/collection.h"
#include "widgets/look/mark.h"

#include <QString>

namespace widgets::words {

/// What the engine says in codes, in words for people. Nothing here holds a patient's value.

/// "The disk is full." and what can be done; with the place where it helps and is ours.
QString ofError(const engine::Error& error);
/// Why a finding is one: "Same as Patient Name in the header".
QString ofReason(const std::string& reason);
QString ofCategory(engine::review::Category category);
QString letterOf(engine::review::Category category); ///< N I D P F O, empty for none
QString ofMeaning(const std::string& meaning);
/// The fault of a release in a sentence; "Nothing was changed, added or left out." when there is none.
QString ofVerification(const engine::release::Verification& result);
QString ofFileFault(const std::string& fault);

/// "1,204".
QString number(std::size_t count);
/// UTF-8 from a file or the engine.
QString text(const std::string& utf8);

/// "XC", with what it was before a separate program made a picture of it: "XC · decoded from HEIC, stored without
/// further loss".
QString ofKind(const engine::study::Entry& entry);

/// How a finding stands: open, decided to go, decided to stay.
look::Mark markOf(const engine::review::State& state, const engine::review::Finding& finding);
look::Mark markOf(const engine::review::Judgement& judgement);
QString ofJudgement(const engine::review::Judgement& judgement);

}
