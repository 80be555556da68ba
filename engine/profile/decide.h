// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/rules.h"
#include "engine/profile/standard.h"

namespace engine::profile {

/// What happens to one element, and what decided.
struct Decision {
    Action action = Action::Keep;
    std::string reason;
    bool isOurs = false;         ///< a rule of ours decided, not the table
    bool isRetained = false;     ///< an option keeps it: it must stay (PS3.15 E.3)
    const char* doubt = nullptr; ///< a kind for `Plan::doubts`
};

/// Decides from the table first, then from the rules for what the table does not name: dates, UIDs, names, what cannot
/// be read, what PS3.6 does not know. Sequences that stay are to be entered.
Decision decide(const dicom::Element& element, const Place& place, const std::vector<Option>& options,
                const Standard& standard);

}
