// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/site_rules.h"

#include <memory>
#include <optional>

namespace engine::profile {

/// Which rules' conditions a file meets.
struct FileFacts {
    std::vector<bool> holds; ///< a place for each rule
};

/// The rules of a site, made ready: regular expressions compiled, tags in an index. Only looked at once made, from any
/// thread.
///
/// - Rules are asked in the order of the file, and the first that fits decides. It decides in place of the profile:
///   before the table, before its options, before the rules for private elements and overlays.
/// - A selector of one step fits at every level of nesting, like Table E.1-1. One of several steps fits where the
///   sequences right above the element are those; `fromTop` ties the first step to the data set itself.
/// - Conditions look at the data set itself, also for elements in items: a rule is on or off for a whole file, unless
///   it asks for `this`.
/// - A rule that removes or empties a sequence takes what is in it; else what is in it is decided one by one.
/// - `Remove`, `Empty`, `Dummy` mean the cells X, Z, D: the caller resolves them by what the object requires.
class SiteMatch {
public:
    /// BadArgument with the number of a rule that has a regular expression that is none, or nothing to select.
    static Result<SiteMatch> create(const SiteRules& rules);
    SiteMatch(SiteMatch&&) noexcept;
    SiteMatch& operator=(SiteMatch&&) noexcept;
    ~SiteMatch();

    FileFacts factsOf(const dicom::Tree& file) const;
    /// The rule that decides about this element, whose path ends with it; null where the profile decides (also by
    /// `SiteAction::Profile`) and for what is beyond rules.
    const SiteRule* match(const dicom::Element& element, const dicom::TagPath& path, const FileFacts& facts) const;
    /// "site rule 3" or "site rule 3: keep the scanner's table", for a rule that `match` gave.
    std::string reasonOf(const SiteRule& rule) const;

    /// What the rule (Replace or Regex) puts in place of the value. Nothing when that could not stand in an element of
    /// this representation, or there is no text to search in: then the element is to go, as `Remove`, with a finding.
    std::optional<std::string> newValue(const SiteRule& rule, const dicom::Element& element) const;
    /// Whether the action can mean anything for the element: a new UID needs UI, a shift a date or time, cleaning text
    /// or a sequence. Where not: as `newValue` without a value.
    static bool canMean(SiteAction action, const dicom::Element& element);

    /// Listed by the site as safe. The caller asks for the option.
    bool isSafePrivate(const dicom::Element& element) const;
    bool listsCreator(std::string_view creator) const;

private:
    struct Store;
    explicit SiteMatch(std::unique_ptr<Store> store);

    std::unique_ptr<Store> m_store;
};

}
