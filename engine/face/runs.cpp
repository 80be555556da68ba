// SPDX-License-Identifier: Apache-2.0
#include "engine/face/runs.h"

#include <algorithm>

namespace engine::face {

void Runs::connect()
{
    for (std::size_t row = 0; row < rows(); ++row) {
        if (row % m_rowsInSlice > 0)
            join(row, row - 1);
        if (row >= m_rowsInSlice)
            join(row, row - m_rowsInSlice);
    }
    for (std::uint32_t run = 0; run < m_runs.size(); ++run)
        m_runs[run].piece = rootOf(run);
}

std::uint32_t Runs::rootOf(std::uint32_t run)
{
    while (m_runs[run].piece != run) {
        m_runs[run].piece = m_runs[m_runs[run].piece].piece;
        run = m_runs[run].piece;
    }
    return run;
}

void Runs::join(std::size_t row, std::size_t other)
{
    auto a = begin(row), b = begin(other);
    while (a < end(row) && b < end(other)) {
        if (std::max(m_runs[a].from, m_runs[b].from) < std::min(m_runs[a].to, m_runs[b].to)) {
            const auto first = rootOf(static_cast<std::uint32_t>(a)), second = rootOf(static_cast<std::uint32_t>(b));
            m_runs[std::max(first, second)].piece = std::min(first, second);
        }
        ++(m_runs[a].to < m_runs[b].to ? a : b);
    }
}

}
