// SPDX-License-Identifier: Apache-2.0
#include "engine/face/caster.h"

#include "engine/face/sampled.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine::face {

namespace {

constexpr int block = 8;
constexpr int halvings = 6; // from a step to a sixtieth of it

struct Frame {
    Vector ahead, right, up, eye;
};

Frame frameOf(const Camera& camera)
{
    const double yaw = camera.yaw * std::numbers::pi / 180, pitch = camera.pitch * std::numbers::pi / 180;
    Frame frame;
    frame.ahead = {-std::sin(yaw) * std::cos(pitch), std::cos(yaw) * std::cos(pitch), -std::sin(pitch)};
    frame.right = {std::cos(yaw), std::sin(yaw), 0};
    frame.up = cross(frame.right, frame.ahead);
    frame.eye = camera.centre - frame.ahead * camera.away;
    return frame;
}

/// Unit vector from the eye through the middle of a pixel.
Vector directionAt(const Camera& camera, const Frame& frame, int x, int y)
{
    const double pixel = camera.width / camera.side;
    const double right = (x + 0.5 - camera.side / 2.0) * pixel, up = (camera.side / 2.0 - y - 0.5) * pixel;
    const auto way = frame.ahead * camera.away + frame.right * right + frame.up * up;
    return way * (1 / length(way));
}

}

/// In steps of samples; lengths along it stay millimetres.
struct Caster::Ray {
    std::array<float, 3> start{}, step{}; ///< index of the eye; indices a millimetre
    Vector direction{};
    float from = 0, to = 0; ///< mm: where it is inside the grid

    Ray(const Grid& grid, const Vector& eye, const Vector& way) : direction{way}
    {
        double low = 0, high = 1e9;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            const double at = (eye[axis] - grid.origin[axis]) / grid.spacing, pace = way[axis] / grid.spacing;
            start[axis] = static_cast<float>(at);
            step[axis] = static_cast<float>(pace);
            const double last = grid.size[axis] - 1;
            if (std::abs(pace) < 1e-9) {
                high = at < 0 || at > last ? -1 : high;
                continue;
            }
            low = std::max(low, std::min(-at / pace, (last - at) / pace));
            high = std::min(high, std::max(-at / pace, (last - at) / pace));
        }
        from = static_cast<float>(low);
        to = static_cast<float>(high);
    }

    std::array<float, 3> at(float along) const
    {
        return {start[0] + step[0] * along, start[1] + step[1] * along, start[2] + step[2] * along};
    }
    /// Where it leaves a block, a little beyond.
    float endOf(const std::array<int, 3>& cell, float along) const
    {
        float end = to + 1;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            if (std::abs(step[axis]) < 1e-9F)
                continue;
            const auto edge = static_cast<float>((cell[axis] + (step[axis] > 0 ? 1 : 0)) * block);
            const float there = (edge - start[axis]) / step[axis];
            end = there > along ? std::min(end, there) : end;
        }
        return end + 1e-3F;
    }
};

Caster::Caster(const Grid& grid, double threshold) : m_grid{grid}, m_threshold{static_cast<float>(threshold)}
{
    for (std::size_t axis = 0; axis < 3; ++axis)
        m_blocks[axis] = (grid.size[axis] + block - 1) / block;
    m_highest.reserve(static_cast<std::size_t>(m_blocks[0]) * static_cast<std::size_t>(m_blocks[1]) *
                      static_cast<std::size_t>(m_blocks[2]));
    const auto end = [&](int cell, std::size_t axis) { return std::min(grid.size[axis], (cell + 1) * block + 1); };
    const auto highest = [&](int bx, int by, int bz) {
        std::int16_t most = std::numeric_limits<std::int16_t>::min();
        for (int z = bz * block; z < end(bz, 2); ++z) {
            for (int y = by * block; y < end(by, 1); ++y) {
                const auto* row = grid.samples.data() + grid.indexOf(0, y, z);
                most = std::max(most, *std::max_element(row + bx * block, row + end(bx, 0)));
            }
        }
        return most;
    };
    for (int bz = 0; bz < m_blocks[2]; ++bz) {
        for (int by = 0; by < m_blocks[1]; ++by) {
            for (int bx = 0; bx < m_blocks[0]; ++bx)
                m_highest.push_back(highest(bx, by, bz));
        }
    }
}

bool Caster::reaches(const std::array<int, 3>& cell) const
{
    const auto index = (static_cast<std::size_t>(cell[2]) * static_cast<std::size_t>(m_blocks[1]) +
                        static_cast<std::size_t>(cell[1])) *
                           static_cast<std::size_t>(m_blocks[0]) +
                       static_cast<std::size_t>(cell[0]);
    return m_highest[index] >= m_threshold;
}

float Caster::march(const Ray& ray) const
{
    const Between between{m_grid};
    const auto valueAt = [&](float along) {
        const auto p = ray.at(along);
        return between(p[0], p[1], p[2]);
    };
    const float pace = static_cast<float>(0.8 * m_grid.spacing);
    float before = ray.from;
    for (float along = ray.from + 1e-3F; along < ray.to;) {
        const auto p = ray.at(along);
        std::array<int, 3> cell{};
        for (std::size_t axis = 0; axis < 3; ++axis)
            cell[axis] = std::clamp(static_cast<int>(p[axis]) / block, 0, m_blocks[axis] - 1);
        if (!reaches(cell)) {
            before = along;
            along = std::max(along + pace / 2, ray.endOf(cell, along));
        } else if (between(p[0], p[1], p[2]) < m_threshold) {
            before = along;
            along += pace;
        } else {
            float low = before, high = along;
            for (int i = 0; i < halvings; ++i) {
                const float middle = (low + high) / 2;
                (valueAt(middle) >= m_threshold ? high : low) = middle;
            }
            return high;
        }
    }
    return Sight::nothing;
}

std::array<float, 3> Caster::normalAt(const Ray& ray, float depth) const
{
    const Between between{m_grid};
    const auto p = ray.at(depth);
    const std::array<float, 3> uphill{between(p[0] + 1, p[1], p[2]) - between(p[0] - 1, p[1], p[2]),
                                      between(p[0], p[1] + 1, p[2]) - between(p[0], p[1] - 1, p[2]),
                                      between(p[0], p[1], p[2] + 1) - between(p[0], p[1], p[2] - 1)};
    const float steep = std::sqrt(uphill[0] * uphill[0] + uphill[1] * uphill[1] + uphill[2] * uphill[2]) + 1e-9F;
    return {-uphill[0] / steep, -uphill[1] / steep, -uphill[2] / steep};
}

Sight Caster::look(const Camera& camera) const
{
    Sight sight{camera, {}, {}};
    const auto pixels = static_cast<std::size_t>(camera.side) * static_cast<std::size_t>(camera.side);
    sight.depth.resize(pixels, Sight::nothing);
    sight.normals.resize(pixels);
    const auto frame = frameOf(camera);
    for (std::size_t i = 0; i < pixels; ++i) {
        const int x = static_cast<int>(i) % camera.side, y = static_cast<int>(i) / camera.side;
        const Ray ray{m_grid, frame.eye, directionAt(camera, frame, x, y)};
        sight.depth[i] = march(ray);
        if (sight.depth[i] == Sight::nothing)
            continue;
        const auto n = normalAt(ray, sight.depth[i]);
        const Vector normal{n[0], n[1], n[2]};
        sight.normals[i] = {static_cast<float>(dot(normal, frame.right)), static_cast<float>(dot(normal, frame.up)),
                            static_cast<float>(-dot(normal, frame.ahead))};
    }
    return sight;
}

Bytes Caster::brightest(const Camera& camera) const
{
    const Between between{m_grid};
    const auto frame = frameOf(camera);
    const float low = m_grid.air, high = *std::max_element(m_highest.begin(), m_highest.end());
    Bytes grey(static_cast<std::size_t>(camera.side) * static_cast<std::size_t>(camera.side));
    for (std::size_t i = 0; i < grey.size(); ++i) {
        const int x = static_cast<int>(i) % camera.side, y = static_cast<int>(i) / camera.side;
        const Ray ray{m_grid, frame.eye, directionAt(camera, frame, x, y)};
        float most = low;
        for (float along = ray.from; along < ray.to; along += static_cast<float>(m_grid.spacing)) {
            const auto p = ray.at(along);
            most = std::max(most, between(p[0], p[1], p[2]));
        }
        grey[i] = static_cast<std::uint8_t>(std::lround(255 * (most - low) / std::max(1.0F, high - low)));
    }
    return grey;
}

Vector Sight::positionAt(int x, int y) const
{
    const auto frame = frameOf(camera);
    const auto index =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(camera.side) + static_cast<std::size_t>(x);
    return frame.eye + directionAt(camera, frame, x, y) * static_cast<double>(depth[index]);
}

Bytes shade(const Sight& sight, const Light& light)
{
    const double elevation = light.elevation * std::numbers::pi / 180;
    const float up = static_cast<float>(std::sin(elevation)), towards = static_cast<float>(std::cos(elevation));
    Bytes grey(sight.depth.size());
    for (std::size_t i = 0; i < grey.size(); ++i) {
        if (sight.depth[i] == Sight::nothing)
            continue;
        const auto& n = sight.normals[i];
        const double fromKey = std::max(0.0F, n[1] * up + n[2] * towards), fromEye = std::max(0.0F, n[2]);
        const double shine = std::clamp(light.ambient + light.key * fromKey + light.head * fromEye, 0.0, 1.0);
        grey[i] = static_cast<std::uint8_t>(40 + shine * 200); // never as dark as nothing
    }
    return grey;
}

}
