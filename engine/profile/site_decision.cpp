// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_decision.h"

namespace engine::profile {

namespace {

constexpr std::string_view anyOfThree = "X/Z/D";

/// The letter of Table E.1-1 that the action means; empty where it leaves something or puts something in.
std::string_view cellOf(SiteAction action)
{
    switch (action) {
    case SiteAction::Remove:
        return "X";
    case SiteAction::Empty:
        return "Z";
    case SiteAction::Dummy:
        return "D";
    case SiteAction::Keep:
    case SiteAction::Clean:
    case SiteAction::NewUid:
    case SiteAction::ShiftDate:
    case SiteAction::Replace:
    case SiteAction::Regex:
    case SiteAction::Profile:
        return {};
    }
    return {};
}

/// Whether the profile lets the value stand as it is.
bool isLeft(const Decision& profile)
{
    return profile.action == Action::Keep;
}

Cleaning cleaningOf(SiteAction action, const dicom::Element& element)
{
    if (action == SiteAction::ShiftDate)
        return Cleaning::Date;
    return element.vr == "SQ" ? Cleaning::Inside : Cleaning::Text;
}

}

Result<SiteDecisions> SiteDecisions::create(const SiteRules& rules, const dicom::Tree& file)
{
    auto match = SiteMatch::create(rules);
    if (!match)
        return match.error();
    return SiteDecisions{std::move(*match), file};
}

std::optional<Decision> SiteDecisions::decide(const dicom::Element& element, const dicom::TagPath& path,
                                              const Place& place, const Decision& profile) const
{
    const auto* rule = m_match.match(element, path, m_facts);
    if (!rule)
        return std::nullopt;
    Decision decision;
    decision.reason = m_match.reasonOf(*rule);
    decision.isOurs = true;
    decision.doubt = profile.isRetained && rule->action != SiteAction::Keep ? "site-rule-against-option" : nullptr;
    const auto need = place.needOf(element.tag);
    const bool setsValue = rule->action == SiteAction::Replace || rule->action == SiteAction::Regex;
    auto value = setsValue ? m_match.newValue(*rule, element) : std::nullopt;
    if (!SiteMatch::canMean(rule->action, element) || (setsValue && !value)) {
        decision.action = *resolve(anyOfThree, need);
        decision.reason += ", which cannot be for this element";
        decision.doubt = "site-rule-impossible";
        return decision;
    }
    if (const auto cell = cellOf(rule->action); !cell.empty()) {
        decision.action = *resolve(cell, need);
        return decision;
    }
    if (leavesSomething(rule->action) && !isLeft(profile))
        decision.doubt = "kept-by-site-rule";
    decision.isRetained = rule->action == SiteAction::Keep;
    decision.action = rule->action == SiteAction::Keep     ? Action::Keep
                      : rule->action == SiteAction::NewUid ? Action::Uid
                      : setsValue                          ? Action::Rule
                                                           : Action::Clean;
    decision.cleaning = decision.action == Action::Clean ? cleaningOf(rule->action, element) : Cleaning::None;
    decision.value = std::move(value);
    return decision;
}

std::set<dicom::Tag> SiteDecisions::ownersIn(const std::vector<dicom::Element>& elements,
                                             const dicom::TagPath& path) const
{
    std::set<dicom::Tag> owners;
    for (const auto& element : elements) {
        if (!element.tag.isPrivate() || element.tag.element <= 0xFF)
            continue;
        auto here = path;
        here.push_back({element.tag, element.creator, -1});
        const auto* rule = m_match.match(element, here, m_facts);
        if (rule && rule->action != SiteAction::Remove)
            owners.insert({element.tag.group, static_cast<std::uint16_t>(element.tag.element >> 8U)});
    }
    return owners;
}

}
