// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"
#include "engine/face/vector.h"

#include <cstdint>
#include <span>
#include <vector>

namespace engine::face {

/// Samples on cubes along the patient's axes (LPS), x fastest, with one layer of air on every side.
struct Grid {
    std::array<int, 3> size{};
    Vector origin{};      ///< of the centre of sample (0,0,0), mm
    double spacing = 1;   ///< mm
    std::int16_t air = 0; ///< what stands outside the volume
    std::vector<std::int16_t> samples;

    std::size_t indexOf(int x, int y, int z) const
    {
        const auto at = [](int i) { return static_cast<std::size_t>(i); };
        return (at(z) * at(size[1]) + at(y)) * at(size[0]) + at(x);
    }
};

/// `volume` on a grid of at least `spacing` mm, coarser where that would be more than 16 million samples. Linear
/// between samples. The volume's axes must span space (isUsable).
Grid gridOf(const Volume& volume, std::span<const std::int16_t> samples, double spacing);

/// A volume with sizes, steps and origin that can be worked with: at least two samples each way, finite, not flat.
bool isUsable(const Volume& volume);

/// Binomial smoothing of 5 samples each way (a deviation of one sample): takes the staircase out of thick slices and
/// the noise out of the skin.
void smooth(Grid& grid);

/// Keeps the largest piece at or above `threshold` and makes it solid: what cannot be reached from outside is raised
/// above the threshold, what does not belong to the piece is lowered to air. Then the only surface is the skin.
/// False when nothing reaches the threshold.
bool makeSolid(Grid& grid, double threshold);

/// Every other sample each way, each the mean of eight.
Grid halved(const Grid& grid);

}
