// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/identity.h"
#include "engine/text/requests.h"
#include "engine/text/vocabulary.h"

#include <string>
#include <vector>

namespace engine::text {

/// What one reader made of a box.
struct Opinion {
    std::string text;
    double confidence = 0;    ///< 0 to 1
    bool hasUnread = false;   ///< there is ink before the first or after the last character
    bool isConfirmed = false; ///< reads the same in other cuts of the line
};

struct Judgement {
    Verdict verdict = Verdict::Unknown;
    std::string category;
    std::vector<std::string> reasons;
};

/// Colours a box by what was read in it; a box is never taken away here.
///
/// Phi as soon as one reader sees something of identity. Safe only when the whole text is in the vocabulary, nothing of
/// it is left unread, and both readers agree, or the first is sure (0.9) or confirmed. Everything else is for a person.
Judgement judge(const Opinion& first, const Opinion& second, const Identity& identity, const Vocabulary& vocabulary);

/// What in `text` looks like identity without knowing whose: "date", "time", "phone", "age", "many-digits"; empty when
/// nothing does.
std::vector<std::string> patternsIn(std::string_view text);

}
