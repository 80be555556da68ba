// SPDX-License-Identifier: Apache-2.0
#include "engine/review/sign_off.h"

#include <algorithm>
#include <array>

namespace engine::review {

namespace {

constexpr std::array<std::string_view, 4> meanings{"review", "approval", "responsibility", "authorship"};

}

bool isMeaning(std::string_view word)
{
    return std::find(meanings.begin(), meanings.end(), word) != meanings.end();
}

Result<SignOff> sign(const State& state, const Signer& signer)
{
    if (state.signature)
        return Error{ErrorCode::Frozen, "sign"};
    if (signer.name.empty() || !isMeaning(signer.meaning))
        return Error{ErrorCode::BadArgument, signer.name.empty() ? "name" : "meaning"};
    const auto blocks = blocksOf(state);
    if (!blocks.openFindings.empty())
        return Error{ErrorCode::OpenFindings, std::to_string(blocks.openFindings.size())};
    if (!blocks.againstPolicy.empty())
        return Error{ErrorCode::OpenFindings,
                     "the policy lets no face be kept: " + std::to_string(blocks.againstPolicy.size())};
    if (!blocks.notReviewed.empty() || !blocks.unresolved.empty())
        return Error{ErrorCode::NotReviewed, std::to_string(blocks.notReviewed.size() + blocks.unresolved.size())};
    if (!blocks.outdated.empty())
        return Error{ErrorCode::NotReviewed,
                     "changed after they were judged: " + std::to_string(blocks.outdated.size())};
    if (!blocks.notReadTwice.empty())
        return Error{ErrorCode::NotReviewed, "by a second reader: " + std::to_string(blocks.notReadTwice.size())};
    if (!blocks.conflicts.empty())
        return Error{ErrorCode::NotReviewed, "two readers differ: " + std::to_string(blocks.conflicts.size())};
    if (blocks.knownCases > 0)
        return Error{ErrorCode::NotReviewed,
                     "known cases to be removed and scored: " + std::to_string(blocks.knownCases)};
    SignOff signOff;
    signOff.m_signer = signer;
    // Nothing that had to be judged is without a verdict any more: what has none was not drawn.
    for (const auto& [item, judgement] : state.items) {
        if (judgement.verdict == ItemVerdict::Clean || judgement.verdict == ItemVerdict::None)
            signOff.m_cleared.push_back(item);
    }
    if (signOff.m_cleared.empty())
        return Error{ErrorCode::NotReviewed, "nothing is judged clean"};
    return signOff;
}

}
