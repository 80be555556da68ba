// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/face/grid.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace engine::face {

/// Where one looks from. Lines of sight leave one point, as those of the pictures that face detectors have learnt.
struct Camera {
    Vector centre{};    ///< LPS mm: what lies in the middle of the picture
    double yaw = 0;     ///< degrees; 0 from in front (from -Y), above 0 from the person's left
    double pitch = 0;   ///< degrees; above 0 from above
    int side = 288;     ///< pixels, square
    double width = 260; ///< mm that the picture shows at `centre`
    double away = 700;  ///< mm from the eye to `centre`
};
/// `away` of lines of sight that are as good as parallel: a sixth of a millimetre over a head, and exact enough in
/// floats.
constexpr double farAway = 1e5;

/// The first surface along each line of sight, rows from the top; a person's left is at the right.
struct Sight {
    static constexpr float nothing = std::numeric_limits<float>::infinity();
    Camera camera;
    std::vector<float> depth;                  ///< mm from the eye; `nothing` where there is no surface
    std::vector<std::array<float, 3>> normals; ///< outwards; right, up and towards the eye

    /// LPS mm of what a pixel shows. Only where the depth is not `nothing`.
    Vector positionAt(int x, int y) const;
};

struct Light {
    double ambient = 0, key = 0, head = 0; ///< shares; `head` comes from the eye
    double elevation = 0;                  ///< degrees above the line of sight, of the key light
};
constexpr Light headlight{0.15, 0, 0.85, 0}, top30{0.25, 0.75, 0, 30}, top50{0.2, 0.8, 0, 50};

/// Grey, 8 bits a pixel, black where nothing is.
Bytes shade(const Sight& sight, const Light& light);

/// Looks at the surface where a grid reaches a threshold: on the CPU, with no display and no driver. The grid must stay
/// as it is for as long as the caster lives.
class Caster {
public:
    Caster(const Grid& grid, double threshold);

    Sight look(const Camera& camera) const;
    /// The brightest sample along each line of sight, as shares of the grid's range from air up; 8 bits.
    Bytes brightest(const Camera& camera) const;

private:
    struct Ray;
    float march(const Ray& ray) const;
    std::array<float, 3> normalAt(const Ray& ray, float depth) const;
    bool reaches(const std::array<int, 3>& block) const;

    const Grid& m_grid;
    float m_threshold;
    std::array<int, 3> m_blocks{};
    std::vector<std::int16_t> m_highest; ///< of each block of samples and the next sample each way
};

}
