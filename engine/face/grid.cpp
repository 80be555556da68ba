// SPDX-License-Identifier: Apache-2.0
#include "engine/face/grid.h"

#include <algorithm>
#include <limits>

namespace engine::face {

namespace {

constexpr double mostSamples = 16e6;

Vector at(const Volume& volume, const Vector& index)
{
    return volume.origin + volume.step[0] * index[0] + volume.step[1] * index[1] + volume.step[2] * index[2];
}

double volumeOfCell(const Volume& volume)
{
    return dot(volume.step[0], cross(volume.step[1], volume.step[2]));
}

/// The rows of the inverse of `volume.step`: index = rows * (position - origin).
std::array<Vector, 3> inverseOf(const Volume& volume)
{
    const auto& s = volume.step;
    const double scale = 1 / volumeOfCell(volume);
    return {cross(s[1], s[2]) * scale, cross(s[2], s[0]) * scale, cross(s[0], s[1]) * scale};
}

/// Looks samples up between the grid points of a volume.
class Sampler {
public:
    Sampler(const Volume& volume, std::span<const std::int16_t> samples, std::int16_t outside)
        : m_size{volume.size}, m_samples{samples}, m_outside{outside},
          m_row{static_cast<std::ptrdiff_t>(volume.size[0])}, m_slice{m_row * volume.size[1]}
    {
    }

    std::int16_t operator()(const Vector& index) const
    {
        std::array<int, 3> cell{};
        std::array<float, 3> part{};
        for (std::size_t axis = 0; axis < 3; ++axis) {
            // Half a sample beyond the centres still belongs to the volume.
            const double last = m_size[axis] - 1;
            if (!(index[axis] >= -0.5 && index[axis] <= last + 0.5))
                return m_outside;
            const double inside = std::clamp(index[axis], 0.0, last);
            cell[axis] = std::min(static_cast<int>(inside), m_size[axis] - 2);
            part[axis] = static_cast<float>(inside - cell[axis]);
        }
        const auto* first = m_samples.data() + cell[2] * m_slice + cell[1] * m_row + cell[0];
        const float near = mixed(plane(first, part[0], 0), plane(first, part[0], m_row), part[1]);
        const auto* next = first + m_slice;
        const float far = mixed(plane(next, part[0], 0), plane(next, part[0], m_row), part[1]);
        return static_cast<std::int16_t>(mixed(near, far, part[2]));
    }

private:
    static float mixed(float a, float b, float part) { return a + (b - a) * part; }
    static float plane(const std::int16_t* from, float part, std::ptrdiff_t offset)
    {
        return mixed(from[offset], from[offset + 1], part);
    }

    std::array<int, 3> m_size;
    std::span<const std::int16_t> m_samples;
    std::int16_t m_outside;
    std::ptrdiff_t m_row, m_slice;
};

/// The corners of the volume: low and high in each direction of the patient.
std::array<Vector, 2> boundsOf(const Volume& volume)
{
    constexpr double most = std::numeric_limits<double>::max();
    Vector low{most, most, most}, high{-most, -most, -most};
    for (unsigned corner = 0; corner < 8; ++corner) {
        Vector index{};
        for (unsigned axis = 0; axis < 3; ++axis)
            index[axis] = (corner >> axis) & 1U ? volume.size[axis] - 0.5 : -0.5;
        const auto position = at(volume, index);
        for (std::size_t axis = 0; axis < 3; ++axis) {
            low[axis] = std::min(low[axis], position[axis]);
            high[axis] = std::max(high[axis], position[axis]);
        }
    }
    return {low, high};
}

/// [1 4 6 4 1] / 16 across `lines` lines of `row` neighbours each, `stride` apart; the outer two lines stay.
void smoothAlong(std::vector<std::int16_t>& samples, std::size_t start, std::size_t stride, std::size_t lines,
                 std::size_t row)
{
    std::vector<std::int16_t> old(lines * row);
    for (std::size_t line = 0; line < lines; ++line)
        std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(start + line * stride), row,
                    old.begin() + static_cast<std::ptrdiff_t>(line * row));
    for (std::size_t line = 2; line + 2 < lines; ++line) {
        const auto* p = old.data() + line * row;
        auto* out = samples.data() + start + line * stride;
        for (std::size_t i = 0; i < row; ++i) {
            const auto j = static_cast<std::ptrdiff_t>(i), w = static_cast<std::ptrdiff_t>(row);
            out[i] = static_cast<std::int16_t>(
                (p[j - 2 * w] + 4 * p[j - w] + 6 * p[j] + 4 * p[j + w] + p[j + 2 * w] + 8) >> 4);
        }
    }
}

}

bool isUsable(const Volume& volume)
{
    const auto isSize = [](int n) { return n >= 2 && n <= 65535; };
    const auto isFinite = [](const Vector& v) {
        return std::all_of(v.begin(), v.end(), [](double x) { return std::isfinite(x) && std::abs(x) < 1e5; });
    };
    if (!std::all_of(volume.size.begin(), volume.size.end(), isSize) || !isFinite(volume.origin) ||
        !std::all_of(volume.step.begin(), volume.step.end(), isFinite))
        return false;
    const double edges = length(volume.step[0]) * length(volume.step[1]) * length(volume.step[2]);
    const auto [low, high] = boundsOf(volume);
    // A cell that is nearly flat, or a body larger than a scanner, is no geometry.
    return edges > 1e-9 && std::abs(volumeOfCell(volume)) > 0.05 * edges && length(high - low) < 1e4;
}

Grid gridOf(const Volume& volume, std::span<const std::int16_t> samples, double spacing)
{
    const auto [low, high] = boundsOf(volume);
    const auto extent = high - low;
    Grid grid;
    grid.spacing = std::max(spacing, std::cbrt(extent[0] * extent[1] * extent[2] / mostSamples));
    grid.air = *std::min_element(samples.begin(), samples.end());
    for (std::size_t axis = 0; axis < 3; ++axis) {
        grid.size[axis] = static_cast<int>(std::ceil(extent[axis] / grid.spacing)) + 2;
        grid.origin[axis] = low[axis] - grid.spacing / 2;
    }
    grid.samples.resize(grid.indexOf(0, 0, grid.size[2]), grid.air);
    const auto inverse = inverseOf(volume);
    const Sampler sampler{volume, samples, grid.air};
    const auto indexAt = [&](const Vector& position) {
        const auto offset = position - volume.origin;
        return Vector{dot(inverse[0], offset), dot(inverse[1], offset), dot(inverse[2], offset)};
    };
    const Vector along = Vector{inverse[0][0], inverse[1][0], inverse[2][0]} * grid.spacing;
    for (int z = 1; z + 1 < grid.size[2]; ++z) {
        for (int y = 1; y + 1 < grid.size[1]; ++y) {
            const auto start = indexAt(grid.origin + Vector{0, y * grid.spacing, z * grid.spacing});
            auto* row = grid.samples.data() + grid.indexOf(0, y, z);
            for (int x = 1; x + 1 < grid.size[0]; ++x)
                row[x] = sampler(start + along * x);
        }
    }
    return grid;
}

void smooth(Grid& grid)
{
    const auto nx = static_cast<std::size_t>(grid.size[0]), ny = static_cast<std::size_t>(grid.size[1]);
    const auto nz = static_cast<std::size_t>(grid.size[2]), plane = nx * ny;
    for (std::size_t z = 0; z < nz; ++z) {
        for (std::size_t y = 0; y < ny; ++y)
            smoothAlong(grid.samples, z * plane + y * nx, 1, nx, 1);
        smoothAlong(grid.samples, z * plane, nx, ny, nx);
    }
    for (std::size_t y = 0; y < ny; ++y)
        smoothAlong(grid.samples, y * nx, plane, nz, nx);
}

Grid halved(const Grid& grid)
{
    Grid half;
    half.air = grid.air;
    half.spacing = 2 * grid.spacing;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        // One layer of air before; the second of each pair must exist.
        half.size[axis] = (grid.size[axis] + 1) / 2 + 1;
        half.origin[axis] = grid.origin[axis] - grid.spacing / 2;
    }
    half.samples.resize(half.indexOf(0, 0, half.size[2]), half.air);
    const auto sampleAt = [&](int x, int y, int z) -> int {
        const bool isInside = x >= 0 && y >= 0 && z >= 0 && x < grid.size[0] && y < grid.size[1] && z < grid.size[2];
        return isInside ? grid.samples[grid.indexOf(x, y, z)] : grid.air;
    };
    for (int z = 0; z < half.size[2]; ++z) {
        for (int y = 0; y < half.size[1]; ++y) {
            for (int x = 0; x < half.size[0]; ++x) {
                int sum = 0;
                for (int corner = 0; corner < 8; ++corner)
                    sum +=
                        sampleAt(2 * x - 1 + (corner & 1), 2 * y - 1 + ((corner >> 1) & 1), 2 * z - 1 + (corner >> 2));
                half.samples[half.indexOf(x, y, z)] = static_cast<std::int16_t>(sum / 8);
            }
        }
    }
    return half;
}

}
