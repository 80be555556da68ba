// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/tags.h"
#include "engine/profile/templates.h"
#include "engine/profile/text_tables.h"

#include <array>
#include <unordered_map>
#include <unordered_set>

namespace engine::profile {

/// A code of CID 7050 for (0012,0064).
struct MethodCode {
    std::string value, meaning;
};

/// One row of PS3.15 Table E.1-1: the Basic Profile and what each option (by its column) makes of it.
struct ActionRow {
    std::string basic;
    std::map<std::string, std::string, std::less<>> options;
};

/// A row of PS3.15 Table E.3.10-1; `tag` with the block byte 00.
struct SafePrivate {
    dicom::Tag tag;
    std::string creator;
    std::string vr; ///< as the table has it, "OW/OB" too
    bool operator==(const SafePrivate&) const = default;
};

/// A row of PS3.15 Table E.3.4-1: what becomes of a content item with that concept name and value type.
struct ContentKey {
    std::string scheme, code, valueType;
    auto operator<=>(const ContentKey&) const = default;
};

/// The tables the rules work by: resources/standard and resources/profiles in memory. Read before a worker is locked;
/// only looked at afterwards, from any thread.
struct Standard {
    explicit Standard(Templates ofObjects) : templates{std::move(ofObjects)} {}

    std::string edition; ///< "PS3.15 2026d"
    std::unordered_map<dicom::Tag, ActionRow, TagHash> actions;
    std::vector<SafePrivate> safePrivate;
    std::map<ContentKey, ActionRow> contentItems;
    std::map<std::string, MethodCode, std::less<>> methodCodes; ///< by column of Table E.1-1 or code value
    std::unordered_set<std::string> registeredUids;             ///< PS3.6 Annex A: these stay
    std::unordered_map<dicom::Tag, std::array<std::string, 2>, TagHash> dictionary; ///< keyword, VR
    std::unordered_map<std::string, dicom::Tag> tagOfKeyword;
    std::map<std::string, std::string, std::less<>> identityKinds;               ///< keyword -> kind
    std::map<std::string, std::vector<std::string>, std::less<>> dummies;        ///< keyword or VR -> candidates
    std::unordered_map<dicom::Tag, std::vector<dicom::Tag>, TagHash> dummyItems; ///< sequence -> what its dummy has
    std::unordered_set<std::string> safeWords;
    std::unordered_set<std::string> codingSchemes; ///< designators of public ones
    Templates templates;
    TextTables text; ///< what free text is cleaned by

    /// The row for that tag: repeating groups 50xx and 60xx and all private elements have one each. Null when the table
    /// does not name it.
    const ActionRow* rowOf(dicom::Tag tag) const;
    /// Empty for a keyword that PS3.6 does not know.
    std::optional<dicom::Tag> tagOf(const std::string& keyword) const;
};

/// NotReadable or Damaged with the name of the table that is not as it should be.
Result<std::unique_ptr<const Standard>> loadStandard(const std::string& resourceFolder);

}
