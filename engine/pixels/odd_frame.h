// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace engine::pixels {

/// Finds the frame of a stack that is most unlike its neighbours: where text stands in a single frame, that frame. Told
/// by the largest differences only, about as many pixels as a line of writing has: anatomy changes over wide areas by
/// little. In the frame itself the text has its full strength.
class OddFrame {
public:
    using Plane = std::vector<float>;

    /// Frames of one size, in their order.
    void add(const Plane& frame);

    struct Found {
        int index = 0; ///< 0-based, of those added
        Plane frame;
    };
    /// Of a single frame itself; empty without any.
    Found find() const;

private:
    void consider(double score, int index, const Plane& frame);

    int m_count = 0;
    Plane m_first, m_middle, m_last; ///< the three that came last, m_last the newest
    double m_best = -1;
    Found m_found;
};

}
