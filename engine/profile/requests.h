// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/crosswalk/crosswalk.h"
#include "engine/profile/site_rules.h"

#include <array>
#include <string>
#include <vector>

namespace engine::profile {

/// Of Table E.1-1 in resources/standard; goes into every manifest and report.
inline constexpr std::string_view edition = "PS3.15 2026d";

/// What a person chose: a shipped profile and further options, by the names of `cli.md`, and what the site wants
/// different.
struct Rules {
    std::string profile = "basic";
    std::vector<std::string> options;
    int fewestDaysBack = 1, mostDaysBack = 3650; ///< between these lies each person's move of dates
    bool trustsSafeClaims =
        false; ///< private elements that the source calls safe (0008,0303) stay under retain-safe-private
    SiteRules siteRules = {};

    bool operator==(const Rules&) const = default;
};
WIRE_FIELDS_OR_DEFAULTS(Rules, profile, options, fewestDaysBack, mostDaysBack, trustsSafeClaims, siteRules)

/// What a person decided about a free text that the rules had cleaned and were not sure of.
struct TextDecision {
    std::string text;        ///< as cleaned
    std::string verdict;     ///< keep | remove | replace
    std::string replacement; ///< for replace
};
WIRE_FIELDS(TextDecision, text, verdict, replacement)

/// A free text that stays, for the review of distinct values.
struct KeptText {
    std::string place, keyword;
    std::string text;         ///< as cleaned
    bool isUncertain = false; ///< holds words that no table vouches for
    bool wasCut = false;      ///< something was taken out of it
};
WIRE_FIELDS(KeptText, place, keyword, text, isUncertain, wasCut)

/// What a person decided about the face that a series could show: (0028,0302) is then NO with code 113102, or YES.
enum class Faces { Unknown, Gone, Shown };
NLOHMANN_JSON_SERIALIZE_ENUM(Faces, {{Faces::Unknown, ""}, {Faces::Gone, "gone"}, {Faces::Shown, "shown"}})

/// What the rest of the collection tells about one file. Values of patients.
struct Surroundings {
    std::vector<std::array<std::string, 2>> identity; ///< value and keyword: of all files of the study
    std::vector<std::array<std::string, 2>> people;   ///< pseudonyms that a person imposed: Patient ID, pseudonym
    std::vector<std::string> editedUids; ///< instances with edited pixels: new UIDs even where UIDs are retained
    std::string path{}; ///< of the file, from the input that was given: names and numbers in it are identity
    std::vector<TextDecision> texts{};
    bool keepsUndecided = true; ///< uncertain texts stay until somebody decides; else they go until then
    /// SHA-256 of this file where another of other content came first with its SOP Instance UID: it gets one of its
    /// own.
    std::string twin{};
};
WIRE_FIELDS_OR_DEFAULTS(Surroundings, identity, people, editedUids, path, texts, keepsUndecided, twin)

/// BadArgument for a name nobody knows, two options that exclude each other, or dates moved by a range of less than 60
/// days: that would still tell the season.
Done check(const Rules& rules);
bool retainsUids(const Rules& rules);
/// All options in force by their names in `cli.md`: those the profile stands for and those chosen besides.
std::vector<std::string> optionNames(const Rules& rules);
/// Whether ages above 89 are told as 090Y.
bool capsAges(const Rules& rules);
/// The rules that a file of site rules stands for, with further options.
Rules rulesWith(SiteRules site, const std::vector<std::string>& options);

/// One line of the header diff.
struct PlannedElement {
    std::string path, keyword, vr;
    std::string before;        ///< UTF-8; "(binary, 1,204 bytes)" in our words where there is no text
    std::string action;        ///< X Z D U K C of PS3.15 Table E.1-1a, "R" for a rule of ours
    std::string after;         ///< empty when removed or emptied
    std::string reason;        ///< what decided, e.g. "Table E.1-1: X", "private, not on the safe list"
    bool needsReading = false; ///< free text that is kept, or text that could not be decoded
    std::string outcome = {};  ///< where `action` is "R": the letter of what that rule did; empty where it is `action`
};
WIRE_FIELDS(PlannedElement, path, keyword, vr, before, action, after, reason, needsReading, outcome)

/// The header diff of one file. Attachment: the file.
struct Inspect {
    static constexpr std::string_view kind = "inspect";
    struct Answer {
        std::vector<PlannedElement> elements;
        std::string edition; ///< "PS3.15 2026d"
    };
    Rules rules;
    crosswalk::Secrets secrets;
    Surroundings surroundings;
};
WIRE_FIELDS(Inspect, rules, secrets, surroundings)
WIRE_FIELDS(Inspect::Answer, elements, edition)

}
