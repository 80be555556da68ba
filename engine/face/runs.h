// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace engine::face {

/// Part of a row of samples: `from` is in it, `to` is not.
struct Run {
    int from = 0, to = 0;
    std::uint32_t piece = 0; ///< after Runs::connect: the same number in runs that hang together
};

/// A set of samples of a grid, as runs along x, row after row (y fastest, then z). A few hundred thousand runs stand
/// for millions of samples.
class Runs {
public:
    explicit Runs(int rowsInSlice) : m_rowsInSlice{static_cast<std::size_t>(rowsInSlice)} {}

    /// To the row begun last; runs come in order and do not touch.
    void add(int from, int to) { m_runs.push_back({from, to, static_cast<std::uint32_t>(m_runs.size())}); }
    void endRow() { m_ends.push_back(m_runs.size()); }

    /// Gives runs that touch across rows or slices (six neighbours a sample) the same piece.
    void connect();

    std::size_t rows() const { return m_ends.size(); }
    std::size_t begin(std::size_t row) const { return row == 0 ? 0 : m_ends[row - 1]; }
    std::size_t end(std::size_t row) const { return m_ends[row]; }
    const Run& operator[](std::size_t run) const { return m_runs[run]; }
    std::size_t size() const { return m_runs.size(); }

private:
    std::uint32_t rootOf(std::uint32_t run);
    void join(std::size_t row, std::size_t other);

    std::size_t m_rowsInSlice;
    std::vector<Run> m_runs;
    std::vector<std::size_t> m_ends;
};

}
