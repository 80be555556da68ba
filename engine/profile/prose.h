// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/identity.h"
#include "engine/profile/text_tables.h"

namespace engine::profile {

/// What the rules in force let free text keep.
struct TextRules {
    /// Kinds that an option retains: date and time (with full dates), age (patient characteristics), place
    /// (institution), device, uid. What `Identity` names goes all the same, so it must not hold what is retained.
    std::set<std::string, std::less<>> keptKinds;
    /// YYYYMMDD to the shifted day; a date is then rewritten in its own form. Empty answer, or no function: it goes.
    std::function<std::string(const std::string& day)> shiftedDay;
    bool capsAges = false; ///< where ages are kept, those over 89 go all the same
};

/// What became of one text.
struct CleanedText {
    std::string text;                   ///< UTF-8, as many values as before, none too long for the VR
    std::set<std::string> removedKinds; ///< name id date time place contact device uid age path; empty: as it was
    /// Words and numbers still in `text` that no table vouches for: a person has to look.
    std::vector<std::string> uncertain;

    bool isChanged() const { return !removedKinds.empty(); }
};

/// Takes what names somebody out of a text and keeps the rest (PS3.15 E.3.5): what `identity` holds, also misspelt by
/// one letter, cut off, joined or reordered; what follows a title or a label; dates, numbers of telephones and the like
/// by patterns. `vr` tells whether a backslash separates values. What is left holds nothing that `Identity::foundIn`
/// finds, safe words apart. Pure; opens no file.
CleanedText cleanText(std::string_view value, std::string_view vr, const Identity& identity, const TextTables& tables,
                      const TextRules& rules = {});

/// For code strings, titles of application entities and whatever has no words to keep: whether nothing would be taken
/// out of it and nothing in it is uncertain.
bool isFreeOfIdentity(std::string_view value, const Identity& identity, const TextTables& tables);

}
