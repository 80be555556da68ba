// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/grid.h"

#include <algorithm>

namespace engine::face {

/// Values between the samples of a grid, by index; beyond its ends those of the end.
class Between {
public:
    explicit Between(const Grid& grid)
        : m_samples{grid.samples.data()}, m_row{grid.size[0]}, m_slice{static_cast<std::ptrdiff_t>(grid.size[0]) *
                                                                       grid.size[1]}
    {
        for (std::size_t axis = 0; axis < 3; ++axis)
            m_last[axis] = static_cast<float>(grid.size[axis] - 1) - 1e-3F;
    }

    float operator()(float x, float y, float z) const
    {
        x = std::clamp(x, 0.0F, m_last[0]);
        y = std::clamp(y, 0.0F, m_last[1]);
        z = std::clamp(z, 0.0F, m_last[2]);
        const int i = static_cast<int>(x), j = static_cast<int>(y), k = static_cast<int>(z);
        const auto* p = m_samples + k * m_slice + j * m_row + i;
        const float a = x - static_cast<float>(i), b = y - static_cast<float>(j), c = z - static_cast<float>(k);
        const float near = mixed(mixed(p[0], p[1], a), mixed(p[m_row], p[m_row + 1], a), b);
        const auto* q = p + m_slice;
        return mixed(near, mixed(mixed(q[0], q[1], a), mixed(q[m_row], q[m_row + 1], a), b), c);
    }

private:
    static float mixed(float from, float to, float part) { return from + (to - from) * part; }

    const std::int16_t* m_samples;
    std::ptrdiff_t m_row, m_slice;
    std::array<float, 3> m_last{};
};

/// The same by position (LPS mm). A grid ends in layers of air, and so does what is beyond.
class Sampled {
public:
    explicit Sampled(const Grid& grid) : m_between{grid}, m_origin{grid.origin}, m_spacing{grid.spacing} {}

    float operator()(const Vector& position) const
    {
        const auto at = (position - m_origin) * (1 / m_spacing);
        return m_between(static_cast<float>(at[0]), static_cast<float>(at[1]), static_cast<float>(at[2]));
    }

private:
    Between m_between;
    Vector m_origin;
    double m_spacing;
};

}
