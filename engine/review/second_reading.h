// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/finding.h"

#include <map>
#include <set>

namespace engine::review {

/// A second reader is to look at these too, without being shown what the first one said. Replaces what was asked
/// before; nothing asked: no second reading.
struct SecondReadingAsked {
    std::vector<ItemId> items;
};

/// What the second reader said. It changes no verdict in force: a difference waits for a third person.
struct SecondRead {
    struct Change {
        ItemId item;
        Judgement judgement;   ///< verdict None takes it back
        std::string seen = {}; ///< as of ItemsJudged
    };
    std::string reader; ///< id of a reviewer
    std::vector<Change> changes;
};

/// What a third person said where two readers differ. The verdict comes into force.
struct Adjudicated {
    struct Change {
        ItemId item;
        Judgement judgement;
        bool takesLeakBack = false; ///< of the inverse only
        std::string seen = {};      ///< as of ItemsJudged
    };
    std::string by; ///< id of a reviewer
    std::vector<Change> changes;
    bool isTakenBack = false; ///< of the inverse only: the readers differ again
};

/// Where the second reading stands.
struct SecondReading {
    struct Verdict {
        std::string reader;
        Judgement judgement;
        std::string seen = {};
    };
    std::set<ItemId> asked;
    std::map<ItemId, Verdict> read;
    std::map<ItemId, std::string> adjudicated; ///< by whom
    std::set<ItemId> outdated;                 ///< as `State::outdated`, of `read`; without those that leaked
};

/// What a verdict says about identity and use, for comparison: "leak", "damaged", "skip" or "clean"; empty for none.
/// A flag counts as a leak: somebody else is to look at it.
std::string_view readingOf(ItemVerdict verdict);

}
