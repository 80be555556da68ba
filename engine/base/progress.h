// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace engine {

/// How a long call hears "stop" and says how far it is. A default one never stops and tells nobody.
struct Progress {
    std::stop_token stop;
    /// Called on the thread that made the long call; may be empty.
    std::function<void(std::size_t reached, std::size_t total)> listener;

    bool stopped() const { return stop.stop_requested(); }
    void report(std::size_t reached, std::size_t total) const
    {
        if (listener)
            listener(reached, total);
    }
};

}
