// SPDX-License-Identifier: Apache-2.0
#include "engine/face/registration.h"

#include <algorithm>
#include <cmath>

namespace engine::face {

namespace {

constexpr std::size_t bins = 32;
constexpr double headHeight = 300;      // mm below the vertex that are searched
constexpr double crownBelowTop = 85;    // mm from the vertex to the template's middle
constexpr double leastInside = 0.35;    // share of the template that must lie in the volume
constexpr double smallestSection = 200; // mm2 of a slice that counts as head
constexpr std::size_t startsRefined = 6;

using Parameters = std::array<double, 9>; ///< translation mm, rotation rad, logarithms of scales

Affine affineOf(const Parameters& p)
{
    const double cx = std::cos(p[3]), sx = std::sin(p[3]), cy = std::cos(p[4]), sy = std::sin(p[4]);
    const double cz = std::cos(p[5]), sz = std::sin(p[5]);
    const Affine aboutX{{Vector{1, 0, 0}, Vector{0, cx, -sx}, Vector{0, sx, cx}}, {}};
    const Affine aboutY{{Vector{cy, 0, sy}, Vector{0, 1, 0}, Vector{-sy, 0, cy}}, {}};
    const Affine aboutZ{{Vector{cz, -sz, 0}, Vector{sz, cz, 0}, Vector{0, 0, 1}}, {}};
    const Affine scale{{Vector{std::exp(p[6]), 0, 0}, Vector{0, std::exp(p[7]), 0}, Vector{0, 0, std::exp(p[8])}}, {}};
    auto affine = chained(chained(aboutZ, aboutY), chained(aboutX, scale));
    affine.shift = Vector{p[0], p[1], p[2]} - affine.turned(templateMiddle);
    return affine;
}

/// Means of cubes of samples, as bins of grey.
struct Coarse {
    std::array<int, 3> size{};
    Vector origin{};
    double spacing = 1;
    std::vector<std::uint8_t> greys;
};

std::vector<std::uint8_t> binned(const std::vector<float>& values)
{
    auto sorted = values;
    const auto at = [&](double share) {
        const auto place = sorted.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
        std::nth_element(sorted.begin(), place, sorted.end());
        return *place;
    };
    const float high = at(0.995), low = at(0.001);
    std::vector<std::uint8_t> greys;
    greys.reserve(values.size());
    for (const float value : values) {
        const float bin = (value - low) / (high - low + 1e-9F) * (bins - 1) + 0.5F;
        greys.push_back(static_cast<std::uint8_t>(std::clamp(bin, 0.0F, static_cast<float>(bins - 1))));
    }
    return greys;
}

Coarse coarseOf(const Grid& grid, double spacing, double bottom)
{
    const int block = std::max(1, static_cast<int>(std::lround(spacing / grid.spacing)));
    const int from = std::clamp(static_cast<int>((bottom - grid.origin[2]) / grid.spacing), 0, grid.size[2] - block);
    Coarse coarse;
    coarse.spacing = block * grid.spacing;
    coarse.size = {grid.size[0] / block, grid.size[1] / block, (grid.size[2] - from) / block};
    coarse.origin =
        grid.origin + Vector{0, 0, from * grid.spacing} + Vector{1, 1, 1} * ((block - 1) * grid.spacing / 2);
    std::vector<float> sums(static_cast<std::size_t>(coarse.size[0]) * static_cast<std::size_t>(coarse.size[1]) *
                            static_cast<std::size_t>(coarse.size[2]));
    for (int z = 0; z < coarse.size[2] * block; ++z) {
        for (int y = 0; y < coarse.size[1] * block; ++y) {
            const auto* row = grid.samples.data() + grid.indexOf(0, y, z + from);
            auto* to = sums.data() + (static_cast<std::size_t>(z / block) * static_cast<std::size_t>(coarse.size[1]) +
                                      static_cast<std::size_t>(y / block)) *
                                         static_cast<std::size_t>(coarse.size[0]);
            for (int x = 0; x < coarse.size[0] * block; ++x)
                to[x / block] += row[x];
        }
    }
    for (auto& sum : sums)
        sum /= static_cast<float>(block * block * block);
    coarse.greys = binned(sums);
    return coarse;
}

struct TemplateSample {
    Vector place{};
    std::uint8_t grey = 0;
};

/// Every `stride`th sample in and near the template's head, in a pattern that favours no direction.
std::vector<TemplateSample> samplesOf(const HeadTemplate& head, int stride)
{
    const auto& grid = head.head;
    const auto greys = binned({grid.samples.begin(), grid.samples.end()});
    std::vector<TemplateSample> samples;
    for (int z = 0; z < grid.size[2]; ++z) {
        for (int y = 0; y < grid.size[1]; ++y) {
            for (int x = (stride - (y + 2 * z) % stride) % stride; x < grid.size[0]; x += stride) {
                const auto index = grid.indexOf(x, y, z);
                if (head.near[index])
                    samples.push_back({grid.origin + Vector{1.0 * x, 1.0 * y, 1.0 * z} * grid.spacing, greys[index]});
            }
        }
    }
    return samples;
}

/// Counts how often each grey of the template meets each grey of the volume.
class Joint {
public:
    void add(std::uint8_t one, float other)
    {
        const auto low = static_cast<std::size_t>(other);
        const float part = other - static_cast<float>(low);
        m_counts[one * (bins + 1) + low] += 1 - part;
        m_counts[one * (bins + 1) + low + 1] += part;
    }

    /// (H(a) + H(b)) / H(a, b) over `count` meetings.
    double normalisedInformation(double count) const
    {
        std::array<double, bins> ones{}, others{};
        double both = 0;
        for (std::size_t i = 0; i < bins; ++i) {
            for (std::size_t j = 0; j < bins; ++j) {
                const double share = static_cast<double>(m_counts[i * (bins + 1) + j]) / count;
                ones[i] += share;
                others[j] += share;
                both -= share > 0 ? share * std::log(share) : 0;
            }
        }
        return (entropy(ones) + entropy(others)) / (both + 1e-9);
    }

private:
    static double entropy(const std::array<double, bins>& shares)
    {
        double sum = 0;
        for (const double share : shares)
            sum -= share > 0 ? share * std::log(share) : 0;
        return sum;
    }

    std::array<float, bins*(bins + 1)> m_counts{}; ///< the last column takes what is beyond the last grey: nothing
};

class Fit {
public:
    Fit(std::vector<TemplateSample> samples, Coarse coarse) : m_samples{std::move(samples)}, m_coarse{std::move(coarse)}
    {
    }

    double cost(const Parameters& p) const
    {
        auto affine = affineOf(p);
        affine.shift = affine.shift - m_coarse.origin;
        const double perMillimetre = 1 / m_coarse.spacing;
        Joint joint;
        std::size_t inside = 0;
        for (const auto& sample : m_samples) {
            const auto at = affine(sample.place) * perMillimetre;
            const int x = static_cast<int>(std::floor(at[0])), y = static_cast<int>(std::floor(at[1]));
            const int z = static_cast<int>(std::floor(at[2]));
            if (x < 0 || y < 0 || z < 0 || x >= m_coarse.size[0] - 1 || y >= m_coarse.size[1] - 1 ||
                z >= m_coarse.size[2] - 1)
                continue;
            ++inside;
            joint.add(sample.grey, greyAt({x, y, z}, at));
        }
        const double share = static_cast<double>(inside) / static_cast<double>(m_samples.size());
        if (share < leastInside)
            return 10;
        const double information = joint.normalisedInformation(static_cast<double>(inside));
        return -information * (0.6 + 0.4 * std::min(1.0, share / 0.8)) + unlikeliness(p);
    }

    /// Walks along each parameter as long as it helps, then halves the steps.
    double descend(Parameters& p, Parameters steps, int rounds) const
    {
        double best = cost(p);
        for (int round = 0; round < rounds; ++round) {
            const double before = best;
            for (std::size_t k = 0; k < p.size(); ++k) {
                if (steps[k] > 0)
                    best = walk(p, k, steps[k], best);
            }
            if (before - best < 1e-5) {
                for (auto& step : steps)
                    step /= 2;
                if (steps[0] < 0.15)
                    break;
            }
        }
        return best;
    }

private:
    /// Heads differ by a tenth in size, and hardly in proportion.
    static double unlikeliness(const Parameters& p)
    {
        const double mean = (p[6] + p[7] + p[8]) / 3;
        double size = 0, proportion = 0;
        for (std::size_t k = 6; k < 9; ++k) {
            size += p[k] * p[k];
            proportion += (p[k] - mean) * (p[k] - mean);
        }
        return 0.3 * size + 0.8 * proportion;
    }

    double walk(Parameters& p, std::size_t k, double step, double best) const
    {
        for (const double way : {-step, step}) {
            while (true) {
                auto next = p;
                next[k] += way;
                const double there = cost(next);
                if (there >= best - 1e-7)
                    break;
                best = there;
                p = next;
            }
        }
        return best;
    }

    float greyAt(const std::array<int, 3>& cell, const Vector& at) const
    {
        const auto row = static_cast<std::ptrdiff_t>(m_coarse.size[0]), slice = row * m_coarse.size[1];
        const auto* p = m_coarse.greys.data() + cell[2] * slice + cell[1] * row + cell[0];
        const auto u = static_cast<float>(at[0] - cell[0]), v = static_cast<float>(at[1] - cell[1]),
                   w = static_cast<float>(at[2] - cell[2]);
        const auto along = [u](const std::uint8_t* q) {
            return static_cast<float>(q[0]) * (1 - u) + static_cast<float>(q[1]) * u;
        };
        const float near = along(p) * (1 - v) + along(p + row) * v;
        const float far = along(p + slice) * (1 - v) + along(p + slice + row) * v;
        return near * (1 - w) + far * w;
    }

    std::vector<TemplateSample> m_samples;
    Coarse m_coarse;
};

/// Where the head is: the middle of its sections, and its top.
struct Place {
    double x = 0, y = 0, top = 0;
};

Place placeOf(const Grid& solid, double threshold)
{
    constexpr int stride = 2;
    Place place;
    double count = 0, sumX = 0, sumY = 0;
    const double needed = smallestSection / (stride * stride * solid.spacing * solid.spacing);
    int top = 0;
    for (int z = solid.size[2] - 1; z >= 0 && (top - z) * solid.spacing < headHeight; z -= stride) {
        double section = 0;
        for (int y = 0; y < solid.size[1]; y += stride) {
            const auto* row = solid.samples.data() + solid.indexOf(0, y, z);
            for (int x = 0; x < solid.size[0]; x += stride) {
                const double inside = row[x] >= threshold ? 1 : 0;
                section += inside;
                sumX += inside * x;
                sumY += inside * y;
            }
        }
        count += section;
        if (section > needed && top == 0)
            top = z;
    }
    place.top = solid.origin[2] + top * solid.spacing;
    place.x = solid.origin[0] + solid.spacing * sumX / std::max(1.0, count);
    place.y = solid.origin[1] + solid.spacing * sumY / std::max(1.0, count);
    return place;
}

std::vector<std::pair<double, Parameters>> startsFor(const Fit& fit, const Place& place)
{
    std::vector<std::pair<double, Parameters>> starts;
    for (int height = -80; height <= 60; height += 10) {
        for (const double nod : {-0.35, -0.17, 0.0, 0.17, 0.35}) {
            for (const double back : {-15.0, 0.0, 15.0}) {
                const Parameters p{place.x, place.y + back, place.top - crownBelowTop + height, nod, 0, 0, 0, 0, 0};
                starts.emplace_back(fit.cost(p), p);
            }
        }
    }
    std::sort(starts.begin(), starts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    starts.resize(std::min(starts.size(), startsRefined));
    return starts;
}

/// How the two heads lie over one another.
void compareOutlines(const HeadTemplate& head, const Grid& solid, double threshold, double top, Registration& found)
{
    const auto& grid = head.head;
    double inField = 0, covered = 0, own = 0, explained = 0;
    const auto isIn = [](const Grid& g, const Vector& at) {
        return at[0] >= 0 && at[1] >= 0 && at[2] >= 0 && at[0] < g.size[0] - 1 && at[1] < g.size[1] - 1 &&
               at[2] < g.size[2] - 1;
    };
    const auto indexAt = [](const Grid& g, const Vector& at) {
        return g.indexOf(static_cast<int>(at[0] + 0.5), static_cast<int>(at[1] + 0.5), static_cast<int>(at[2] + 0.5));
    };
    for (int z = 0; z < grid.size[2]; ++z) {
        for (int y = 0; y < grid.size[1]; ++y) {
            for (int x = 0; x < grid.size[0]; ++x) {
                const auto place = grid.origin + Vector{1.0 * x, 1.0 * y, 1.0 * z} * grid.spacing;
                const auto at = (found.toPatient(place) - solid.origin) * (1 / solid.spacing);
                if (!head.brain[grid.indexOf(x, y, z)] || !isIn(solid, at))
                    continue;
                ++inField;
                covered += solid.samples[indexAt(solid, at)] >= threshold ? 1 : 0;
            }
        }
    }
    const auto back = inverseOf(found.toPatient);
    constexpr int stride = 4;
    constexpr double height = 180;
    for (int z = solid.size[2] - 1; z > 0 && solid.origin[2] + z * solid.spacing > top - height; z -= stride) {
        for (int y = 0; y < solid.size[1]; y += stride) {
            for (int x = 0; x < solid.size[0]; x += stride) {
                if (solid.samples[solid.indexOf(x, y, z)] < threshold)
                    continue;
                const auto position = solid.origin + Vector{1.0 * x, 1.0 * y, 1.0 * z} * solid.spacing;
                const auto at = (back(position) - grid.origin) * (1 / grid.spacing);
                ++own;
                explained += isIn(grid, at) && head.near[indexAt(grid, at)] ? 1 : 0;
            }
        }
    }
    found.covered = covered / std::max(1.0, inField);
    found.explained = explained / std::max(1.0, own);
}

}

Registration registerHead(const HeadTemplate& head, const Grid& grid, const Grid& solid, double threshold,
                          const Progress& progress)
{
    const auto place = placeOf(solid, threshold);
    const double bottom = place.top - headHeight;
    const Fit rough{samplesOf(head, 3), coarseOf(grid, 6, bottom)};
    Registration found;
    Parameters best{};
    for (auto& [cost, p] : startsFor(rough, place)) {
        if (progress.stopped())
            return found;
        rough.descend(p, {4, 4, 4, .06, .06, .06, 0, 0, 0}, 12);
        cost = rough.descend(p, {3, 3, 3, .04, .04, .04, .03, .03, .03}, 12);
        if (cost < found.cost) {
            found.cost = cost;
            best = p;
        }
    }
    const Fit fine{samplesOf(head, 1), coarseOf(grid, 4, bottom)};
    found.cost = fine.descend(best, {2, 2, 2, .03, .03, .03, .02, .02, .02}, 15);
    found.toPatient = affineOf(best);
    compareOutlines(head, solid, threshold, place.top, found);
    return found;
}

}
