// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/odd_frame.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace engine::pixels {

namespace {

using Plane = OddFrame::Plane;

constexpr std::size_t largest = 256; // samples: a dozen characters one pixel thick
/// The frame beside a text differs from it as much as the text does: at an end of the stack, where there is only one
/// neighbour, the text itself has to win.
constexpr double atAnEnd = 0.75;

double meanOfLargest(Plane& differences)
{
    const auto count = std::min(largest, differences.size());
    if (count == 0)
        return 0;
    const auto end = differences.begin() + static_cast<std::ptrdiff_t>(count);
    std::nth_element(differences.begin(), end - 1, differences.end(), std::greater<>{});
    return std::accumulate(differences.begin(), end, 0.) / static_cast<double>(count);
}

double between(const Plane& before, const Plane& frame, const Plane& after)
{
    Plane differences(frame.size());
    for (std::size_t i = 0; i < frame.size(); ++i)
        differences[i] = std::min(std::abs(frame[i] - before[i]), std::abs(frame[i] - after[i]));
    return meanOfLargest(differences);
}

/// What moves on evenly is no surprise: the frame is also compared with what its neighbours lead to.
double atEnd(const Plane& frame, const Plane& next, const Plane& nextButOne)
{
    Plane differences(frame.size());
    for (std::size_t i = 0; i < frame.size(); ++i)
        differences[i] = std::min(std::abs(frame[i] - next[i]), std::abs(frame[i] - 2 * next[i] + nextButOne[i]));
    return atAnEnd * meanOfLargest(differences);
}

}

void OddFrame::add(const Plane& frame)
{
    std::swap(m_first, m_middle);
    std::swap(m_middle, m_last);
    m_last = frame;
    ++m_count;
    if (m_count < 3)
        return;
    if (m_count == 3)
        consider(atEnd(m_first, m_middle, m_last), 0, m_first);
    consider(between(m_first, m_middle, m_last), m_count - 2, m_middle);
}

void OddFrame::consider(double score, int index, const Plane& frame)
{
    if (score <= m_best)
        return;
    m_best = score;
    m_found = {index, frame};
}

OddFrame::Found OddFrame::find() const
{
    if (m_count < 3 || atEnd(m_last, m_middle, m_first) > m_best)
        return {std::max(0, m_count - 1), m_last};
    return m_found;
}

}
