// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/decide.h"
#include "engine/profile/site_match.h"

#include <set>

namespace engine::profile {

/// What the site's rules say about the elements of one file.
class SiteDecisions {
public:
    /// BadArgument as of `SiteMatch::create`.
    static Result<SiteDecisions> create(const SiteRules& rules, const dicom::Tree& file);

    /// What a rule makes of the element, in place of what the profile says; nothing where no rule fits. Findings:
    /// kept-by-site-rule, site-rule-against-option, site-rule-impossible. A value to put in comes as `Action::Rule`.
    std::optional<Decision> decide(const dicom::Element& element, const dicom::TagPath& path, const Place& place,
                                   const Decision& profile) const;
    /// The private creators among `elements` whose blocks hold something that a rule lets stay. `path` leads to their
    /// data set: empty at the top.
    std::set<dicom::Tag> ownersIn(const std::vector<dicom::Element>& elements, const dicom::TagPath& path) const;
    bool isSafePrivate(const dicom::Element& element) const { return m_match.isSafePrivate(element); }
    bool listsCreator(std::string_view creator) const { return m_match.listsCreator(creator); }

private:
    SiteDecisions(SiteMatch match, const dicom::Tree& file) : m_match{std::move(match)}, m_facts{m_match.factsOf(file)}
    {
    }

    SiteMatch m_match;
    FileFacts m_facts;
};

}
