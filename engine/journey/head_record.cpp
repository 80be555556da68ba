// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head_record.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace engine::journey {

namespace {

constexpr std::string_view despite = "; despite ";
constexpr std::array<std::string_view, 5> opinions{"hits", "landmarks", "regions", "relief", "share"};

}

bool canLie(const face::Cut& cut, const face::AssessFace::Answer& seen)
{
    return seen.anchor.ok || (!cut.hasWedge && !cut.takesEars);
}

std::optional<CutDecision> cutDecisionOf(std::string_view reason)
{
    CutDecision decision;
    const auto at = reason.find(despite);
    auto cut = face::cutOf(reason.substr(0, at));
    if (!cut)
        return {};
    decision.cut = *std::move(cut);
    if (at == std::string_view::npos)
        return decision;
    std::istringstream words{std::string{reason.substr(at + despite.size())}};
    for (std::string word; words >> word;) {
        if (std::find(opinions.begin(), opinions.end(), word) == opinions.end())
            return {};
        decision.despite.insert(word);
    }
    return decision.despite.empty() ? std::nullopt : std::optional{decision};
}

std::string inWords(const CutDecision& decision)
{
    auto text = face::inWords(decision.cut);
    if (decision.despite.empty())
        return text;
    text += "; despite";
    for (const auto& one : decision.despite)
        text += ' ' + one;
    return text;
}

}
