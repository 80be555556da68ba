// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/private_elements.h"
#include "engine/profile/rules.h"

namespace engine::profile {

/// How an element with action C is cleaned.
enum class Cleaning {
    None,
    Date,    ///< moved by the person's days
    Text,    ///< what names somebody is cut out, the rest stays
    Device,  ///< a keyed title
    Inside,  ///< a sequence: stays, its elements follow their own rules
    Content, ///< a sequence of content items: PS3.15 Table E.3.4-1
};

/// What happens to one element, and what decided.
struct Decision {
    Action action = Action::Keep;
    std::string reason;
    bool isOurs = false;         ///< a rule of ours decided, not the table
    bool isRetained = false;     ///< an option keeps it: it must stay (PS3.15 E.3)
    const char* doubt = nullptr; ///< a kind for `Plan::doubts`
    Cleaning cleaning = Cleaning::None;
    std::optional<std::string> value = {}; ///< of a site's rule, with Action::Rule: what is put in
};

class SiteDecisions;

/// What all decisions about one file share.
struct Grounds {
    const Choice& choice;
    const Standard& standard;
    const SafeClaims& claims;
    const SiteDecisions* site = nullptr; ///< none without site rules
};

/// Decides from the table first, then from the rules for what the table does not name: dates, UIDs, names, what cannot
/// be read, what PS3.6 does not know. Sequences that stay are to be entered.
Decision decide(const dicom::Element& element, const Place& place, const Grounds& grounds);

/// What stands in the table without options, for an element that cannot be cleaned after all.
Decision decideWithoutOptions(const dicom::Element& element, const Place& place, const Grounds& grounds);

}
