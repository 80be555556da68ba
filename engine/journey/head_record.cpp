// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head_record.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace engine::journey {

namespace {

constexpr std::string_view despite = "; despite ", because = "; because ";
constexpr std::array<std::string_view, 5> opinions{"hits", "landmarks", "regions", "relief", "share"};

}

bool isBiometric(const review::Finding& finding)
{
    return !finding.reasons.empty() && finding.reasons.front() == "biometric";
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
    auto failures = reason.substr(at + despite.size());
    if (const auto why = failures.find(because); why != std::string_view::npos) {
        decision.because = failures.substr(why + because.size());
        failures = failures.substr(0, why);
    }
    std::istringstream words{std::string{failures}};
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
    if (!decision.because.empty())
        text += std::string{because} + decision.because;
    return text;
}

}
