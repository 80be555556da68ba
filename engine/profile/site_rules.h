// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/element.h"

namespace engine::profile {

/// What a rule of a site does with an element (docs/site-rules.md).
enum class SiteAction {
    Remove,
    Empty,
    Dummy,
    Keep,
    Clean,
    NewUid,
    ShiftDate,
    Replace, ///< by `SiteRule::with`
    Regex,   ///< every match of `find` by `with`
    Profile  ///< what the profile says; later rules are not asked
};
NLOHMANN_JSON_SERIALIZE_ENUM(SiteAction, {{SiteAction::Remove, "remove"},
                                          {SiteAction::Empty, "empty"},
                                          {SiteAction::Dummy, "dummy"},
                                          {SiteAction::Keep, "keep"},
                                          {SiteAction::Clean, "clean"},
                                          {SiteAction::NewUid, "new-uid"},
                                          {SiteAction::ShiftDate, "shift-date"},
                                          {SiteAction::Replace, "replace"},
                                          {SiteAction::Regex, "regex"},
                                          {SiteAction::Profile, "profile"}})

/// As the file of rules writes it: "remove", "new-uid", ...
std::string_view nameOf(SiteAction action);
/// Whether something of what was there is left: such a rule says less than nothing about safety.
bool leavesSomething(SiteAction action);

/// One step of a path. A tag fits when its bits under `mask` are those of `value` (group in the upper half); with a
/// creator the block, (gggg,BBee), is not looked at.
struct SiteStep {
    std::uint32_t value = 0, mask = 0;
    std::string creator; ///< of private elements; empty: any, or none
    int item = -1;       ///< of a sequence, counting from 0; -1: any

    bool operator==(const SiteStep&) const = default;
    bool isOneTag() const { return mask == 0xFFFFFFFFU && creator.empty(); }
    dicom::Tag tag() const { return {static_cast<std::uint16_t>(value >> 16U), static_cast<std::uint16_t>(value)}; }
};
WIRE_FIELDS(SiteStep, value, mask, creator, item)

/// Which elements: all that is given must fit.
struct SiteSelector {
    std::vector<SiteStep> steps; ///< the last is the element, those before it the sequences round it
    bool fromTop = false;        ///< the first step is of the data set itself; else the path may begin at any depth
    bool onlyPrivate = false;
    std::string vr;      ///< two letters; empty: any
    std::string keyword; ///< RE2, found anywhere in the keyword, case ignored; empty: any

    bool operator==(const SiteSelector&) const = default;
};
WIRE_FIELDS(SiteSelector, steps, fromTop, onlyPrivate, vr, keyword)

enum class SiteTestKind { Equals, Contains, Matches, Exists, Empty };
NLOHMANN_JSON_SERIALIZE_ENUM(SiteTestKind, {{SiteTestKind::Equals, "equals"},
                                            {SiteTestKind::Contains, "contains"},
                                            {SiteTestKind::Matches, "matches"},
                                            {SiteTestKind::Exists, "exists"},
                                            {SiteTestKind::Empty, "empty"}})

/// A condition on an element of the data set itself (not of its items), or on the element the rule is asked for.
/// `Equals` and `Contains` ignore the case of ASCII letters and blanks around; `Matches` is RE2, found anywhere. Of
/// several values of an element, and of several `values` here, one that fits is enough. An element that is not there
/// meets nothing but `Empty`.
struct SiteTest {
    SiteStep element;
    bool ofThis = false; ///< the element the rule is asked for; `element` says nothing
    SiteTestKind kind = SiteTestKind::Exists;
    bool negated = false;
    std::vector<std::string> values;

    bool operator==(const SiteTest&) const = default;
};
WIRE_FIELDS(SiteTest, element, ofThis, kind, negated, values)

struct SiteRule {
    std::string name;                 ///< for the reason in the header diff; may be empty
    std::vector<SiteSelector> select; ///< one that fits is enough
    std::vector<SiteTest> when;       ///< all must hold
    SiteAction action = SiteAction::Remove;
    std::string find, with; ///< of Replace and Regex

    bool operator==(const SiteRule&) const = default;
};
WIRE_FIELDS(SiteRule, name, select, when, action, find, with)

/// What a site wants different from a shipped profile: the content of one file of rules, without its path and lines.
struct SiteRules {
    std::string name;
    std::string basedOn = "basic";    ///< a shipped profile
    std::vector<std::string> options; ///< of PS3.15 Annex E, besides those of the profile
    bool trustSafeClaims = false; ///< (0008,0303) and (0008,0304): what a source calls safe about its private elements
    int fewestDaysBack = 1, mostDaysBack = 3650; ///< between these lies each person's move of dates
    std::vector<SiteStep> safePrivate; ///< private elements kept under retain-safe-private, besides Table E.3.10-1
    std::vector<SiteRule> rules;       ///< the first that fits decides

    bool operator==(const SiteRules&) const = default;
    /// Nothing that differs from the profile and options.
    bool isEmpty() const { return rules.empty() && safePrivate.empty() && !trustSafeClaims; }
};
WIRE_FIELDS_OR_DEFAULTS(SiteRules, name, basedOn, options, trustSafeClaims, fewestDaysBack, mostDaysBack, safePrivate,
                        rules)

/// Elements that no rule may touch, since the file or our own evidence would be wrong: file meta, group lengths,
/// private creators, character set, SOP Class UID, what describes the pixels, the pixels, what says that identity was
/// removed.
bool isBeyondRules(dicom::Tag tag);

/// Whether `value` (UTF-8, several separated by a backslash) may stand in an element of that representation: length,
/// characters, form of dates and numbers (PS3.5 Table 6.2-1). False for what holds no text or number at all.
bool isValidFor(std::string_view vr, std::string_view value);

}
