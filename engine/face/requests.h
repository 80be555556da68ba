// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <array>

namespace engine::face {

/// A regular grid of 16-bit samples (rescaled, clamped; CT in HU), column fastest, then row, then slice.
struct Volume {
    std::array<int, 3> size{}; ///< columns, rows, slices
    /// Patient coordinates (LPS, mm) of index (0,0,0), and of one step along column, row and slice index.
    std::array<double, 3> origin{};
    std::array<std::array<double, 3>, 3> step{};
    bool isHounsfield = false; ///< CT: the skin lies at -300 HU; else a histogram rule finds it

    std::size_t bytes() const
    {
        return 2 * static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]) *
               static_cast<std::size_t>(size[2]);
    }
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Volume, size, origin, step, isHounsfield)

/// Makes the skin surface and keeps it in this worker until the next LoadVolume (use a Lease). Attachment: sealed
/// memory with the samples.
struct LoadVolume {
    static constexpr std::string_view kind = "load-volume";
    struct Answer {
        double threshold = 0; ///< of the skin, in sample values
        std::uint64_t triangles = 0;
        std::array<double, 6> bounds{}; ///< LPS mm: low and high of x, y, z
    };
    Volume volume;
    bool thresholdGiven = false;
    double threshold = 0;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LoadVolume, volume, thresholdGiven, threshold)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LoadVolume::Answer, threshold, triangles, bounds)

/// A picture of the surface. Output memory: RGBA, 8 bit, rows from the top, width x height x 4 bytes.
/// NotFound when nothing was loaded in this worker.
struct RenderFace {
    static constexpr std::string_view kind = "render-face";
    struct Answer {
        int width = 0, height = 0;
    };
    double azimuth = 0;   ///< degrees; 0 looks at the face from in front (from -Y, LPS), +90 at the person's left side
    double elevation = 0; ///< degrees; +90 looks from above (+Z), -90 from below
    double zoom = 1;
    int width = 512, height = 512;
    bool draft = false; ///< coarse and fast, while the mouse drags
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderFace, azimuth, elevation, zoom, width, height, draft)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RenderFace::Answer, width, height)

}
