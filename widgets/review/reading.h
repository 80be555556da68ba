// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace widgets::review {

/// Who reads: the first reader, a second one who is not shown what the first one said, or a third person who decides
/// where two differ and sees both.
struct Reading {
    enum class Role {
        First,
        Second,
        Third,
        Checker ///< looks at the known cases before anybody reads them
    };
    Role role = Role::First;
    std::string reader; ///< id of a reviewer, or a word for somebody without one

    bool isFirst() const { return role == Role::First; }
    bool operator==(const Reading&) const = default;
};

}
