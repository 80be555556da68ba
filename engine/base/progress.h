// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace engine {

/// How a long call hears "stop" and says how far it is. A default one never stops and tells nobody.
struct Progress {
    std::stop_token stop;
    /// May be empty. Called from the thread of the long call or from those that wait for workers: must bear several.
    std::function<void(std::size_t reached, std::size_t total)> listener;

    bool stopped() const { return stop.stop_requested(); }
    void report(std::size_t reached, std::size_t total) const
    {
        if (listener)
            listener(reached, total);
    }
};

}
