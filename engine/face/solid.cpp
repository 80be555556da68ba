// SPDX-License-Identifier: Apache-2.0
#include "engine/face/grid.h"

#include "engine/face/runs.h"

#include <algorithm>

namespace engine::face {

namespace {

// The first and the last slice of a grid are its layers of air below and above. They have no runs, and so are no way
// in: a neck that the field of view cuts stays closed.

/// The samples below `threshold`.
Runs airIn(const Grid& grid, double threshold)
{
    Runs air{grid.size[1]};
    for (int z = 1; z + 1 < grid.size[2]; ++z) {
        for (int y = 0; y < grid.size[1]; ++y) {
            const auto* row = grid.samples.data() + grid.indexOf(0, y, z);
            for (int x = 0, from = 0; x <= grid.size[0]; ++x) {
                const bool isAir = x < grid.size[0] && row[x] < threshold;
                if (!isAir && from < x)
                    air.add(from, x);
                if (!isAir)
                    from = x + 1;
            }
            air.endRow();
        }
    }
    air.connect();
    return air;
}

/// By piece: whether it reaches one of the four sides.
std::vector<bool> piecesOutside(const Runs& air, const Grid& grid)
{
    std::vector<bool> isOutside(air.size());
    const auto rowsInSlice = static_cast<std::size_t>(grid.size[1]);
    for (std::size_t row = 0; row < air.rows(); ++row) {
        const bool isSide = row % rowsInSlice == 0 || row % rowsInSlice == rowsInSlice - 1;
        for (auto i = air.begin(row); i < air.end(row); ++i) {
            if (isSide || air[i].from == 0 || air[i].to == grid.size[0])
                isOutside[air[i].piece] = true;
        }
    }
    return isOutside;
}

/// What the air outside does not reach, cavities included.
Runs solidIn(const Grid& grid, double threshold)
{
    const auto air = airIn(grid, threshold);
    const auto isOutside = piecesOutside(air, grid);
    Runs solid{grid.size[1]};
    for (std::size_t row = 0; row < air.rows(); ++row) {
        int from = 0;
        for (auto i = air.begin(row); i < air.end(row); ++i) {
            if (!isOutside[air[i].piece])
                continue;
            if (from < air[i].from)
                solid.add(from, air[i].from);
            from = air[i].to;
        }
        if (from < grid.size[0])
            solid.add(from, grid.size[0]);
        solid.endRow();
    }
    solid.connect();
    return solid;
}

std::uint32_t largestPiece(const Runs& runs)
{
    std::vector<std::size_t> sizes(runs.size());
    for (std::size_t i = 0; i < runs.size(); ++i)
        sizes[runs[i].piece] += static_cast<std::size_t>(runs[i].to - runs[i].from);
    return static_cast<std::uint32_t>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
}

}

bool makeSolid(Grid& grid, double threshold)
{
    const auto solid = solidIn(grid, threshold);
    if (solid.size() == 0)
        return false;
    const auto kept = largestPiece(solid);
    const auto tissue = static_cast<std::int16_t>(std::clamp(threshold + 1, -32768.0, 32767.0));
    const auto clear = [&](std::int16_t* from, std::int16_t* to) {
        std::replace_if(
            from, to, [&](std::int16_t value) { return value >= threshold; }, grid.air);
    };
    const auto rowLength = static_cast<std::size_t>(grid.size[0]);
    // Rows of `solid` begin with the second slice.
    auto* samples = grid.samples.data() + grid.indexOf(0, 0, 1);
    for (std::size_t row = 0; row < solid.rows(); ++row, samples += rowLength) {
        int done = 0;
        for (auto i = solid.begin(row); i < solid.end(row); ++i) {
            if (solid[i].piece != kept)
                continue;
            clear(samples + done, samples + solid[i].from);
            std::replace_if(
                samples + solid[i].from, samples + solid[i].to, [&](std::int16_t value) { return value < threshold; },
                tissue);
            done = solid[i].to;
        }
        clear(samples + done, samples + rowLength);
    }
    return true;
}

}
