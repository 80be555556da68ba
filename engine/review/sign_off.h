// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/state.h"

namespace engine::review {

/// Who signs, and what it means to them (21 CFR 11.50).
struct Signer {
    std::string id, name, role;
    std::string meaning; ///< review | approval | responsibility | authorship
    std::string time;    ///< ISO 8601 with offset
};
WIRE_FIELDS(Signer, id, name, role, meaning, time)

/// Is it one of those four words?
bool isMeaning(std::string_view word);

/// Proof that a person was asked and nothing was open. A release cannot be made without one, and only `sign` makes it.
class SignOff {
public:
    const Signer& signer() const { return m_signer; }
    /// Instances judged Clean, or that a sample spared: what may leave, before whole series are left out.
    const std::vector<ItemId>& cleared() const { return m_cleared; }

private:
    friend Result<SignOff> sign(const State& state, const Signer& signer);
    SignOff() = default;

    Signer m_signer;
    std::vector<ItemId> m_cleared;
};

/// OpenFindings or NotReviewed with a count in `where`; Frozen when signed already; BadArgument without name or
/// meaning.
Result<SignOff> sign(const State& state, const Signer& signer);

}
