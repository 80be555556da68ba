// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

namespace engine::pool {

/// What the hostile worker is asked to do. It answers how far it got, unless it is of the kind that does not answer.
struct Mischief {
    static constexpr std::string_view kind = "mischief";
    struct Answer {
        bool succeeded = false;
        int reason = 0; ///< errno when it did not
    };
    std::string what;
    int number = 0;    ///< a port, a process, a number of bytes, milliseconds
    std::string place; ///< a path
};
WIRE_FIELDS(Mischief, what, number, place)
WIRE_FIELDS(Mischief::Answer, succeeded, reason)

/// What a good worker does.
struct Echo {
    static constexpr std::string_view kind = "echo";
    struct Answer {
        std::string text;
        int process = 0;     ///< who answered
        int files = 0;       ///< attached
        std::string content; ///< of the first file, its first 100 bytes
    };
    std::string text;
};
WIRE_FIELDS(Echo, text)
WIRE_FIELDS(Echo::Answer, text, process, files, content)

}
