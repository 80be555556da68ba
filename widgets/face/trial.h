// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/cut.h"

#include <optional>
#include <vector>

namespace widgets::face {

/// The cut that a person tries on one head, step by step; each can be taken back and done again until it is accepted.
/// Where the head lies is not in it.
class Trial {
public:
    using Step = std::optional<engine::face::Cut>;

    void begin(Step first)
    {
        m_steps = {std::move(first)};
        m_at = 0;
    }
    void set(Step next)
    {
        m_steps.resize(m_at + 1);
        m_steps.push_back(std::move(next));
        ++m_at;
    }
    const Step& cut() const { return m_steps[m_at]; }
    bool canStep(bool back) const { return back ? m_at > 0 : m_at + 1 < m_steps.size(); }
    void step(bool back)
    {
        if (canStep(back))
            m_at = back ? m_at - 1 : m_at + 1;
    }

private:
    std::vector<Step> m_steps{1};
    std::size_t m_at = 0;
};

}
