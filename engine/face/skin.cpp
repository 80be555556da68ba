// SPDX-License-Identifier: Apache-2.0
#include "engine/face/skin.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace engine::face {

namespace {

constexpr double skinInHounsfield = -300;
constexpr std::size_t mostSamples = 400000;
constexpr int bins = 256;

struct Histogram {
    double low = 0, high = 0; ///< nearly all samples lie between: 0.1 % below, 0.5 % above
    std::array<double, bins> counts{};

    double valueOf(double bin) const { return low + (high - low) * (bin + 0.5) / (bins - 1); }
};

Histogram histogramOf(std::span<const std::int16_t> samples)
{
    std::vector<std::int16_t> some;
    const auto step = std::max<std::size_t>(1, samples.size() / mostSamples);
    for (std::size_t i = 0; i < samples.size(); i += step)
        some.push_back(samples[i]);
    std::sort(some.begin(), some.end());
    const auto at = [&](double share) {
        return static_cast<double>(some[static_cast<std::size_t>(share * static_cast<double>(some.size() - 1))]);
    };
    Histogram histogram{at(0.001), at(0.995), {}};
    if (histogram.high <= histogram.low)
        histogram.low = some.front(), histogram.high = some.back();
    for (const auto sample : some) {
        const double share = (sample - histogram.low) / std::max(1.0, histogram.high - histogram.low);
        ++histogram.counts[static_cast<std::size_t>(std::clamp(share * (bins - 1), 0.0, bins - 1.0))];
    }
    return histogram;
}

/// The threshold that parts the samples into two classes as unlike as possible (Otsu 1979).
double otsuOf(const Histogram& histogram)
{
    double all = 0, sum = 0;
    for (int i = 0; i < bins; ++i) {
        all += histogram.counts[static_cast<std::size_t>(i)];
        sum += i * histogram.counts[static_cast<std::size_t>(i)];
    }
    double below = 0, sumBelow = 0, best = -1;
    int threshold = 0;
    for (int i = 0; i < bins; ++i) {
        below += histogram.counts[static_cast<std::size_t>(i)];
        sumBelow += i * histogram.counts[static_cast<std::size_t>(i)];
        if (below == 0 || below == all)
            continue;
        const double apart = sumBelow / below - (sum - sumBelow) / (all - below);
        const double variance = below * (all - below) * apart * apart;
        if (variance > best) {
            best = variance;
            threshold = i;
        }
    }
    return histogram.valueOf(threshold);
}

/// The first valley of the smoothed histogram above its peak of air.
double valleyOf(const Histogram& histogram)
{
    std::array<double, bins> smooth{};
    for (int i = 0; i < bins; ++i) {
        double sum = 0, weights = 0;
        for (int j = std::max(0, i - 4); j <= std::min(bins - 1, i + 4); ++j) {
            const double weight = std::exp(-0.125 * (j - i) * (j - i));
            sum += weight * histogram.counts[static_cast<std::size_t>(j)];
            weights += weight;
        }
        smooth[static_cast<std::size_t>(i)] = sum / weights;
    }
    const auto peak = std::max_element(smooth.begin(), smooth.begin() + bins / 2);
    auto valley = peak;
    while (valley + 1 != smooth.end() && *(valley + 1) <= *valley)
        ++valley;
    return histogram.valueOf(static_cast<double>(valley - smooth.begin()));
}

struct Air {
    double value = 0, deviation = 0;
};

Air airOfCorner(const Volume& volume, std::span<const std::int16_t> samples, unsigned corner)
{
    std::array<int, 3> from{}, to{};
    for (unsigned axis = 0; axis < 3; ++axis) {
        const int size = volume.size[axis], side = std::min(size, std::max(2, size / 12));
        from[axis] = (corner >> axis) & 1U ? size - side : 0;
        to[axis] = from[axis] + side;
    }
    std::vector<std::int16_t> values;
    for (int z = from[2]; z < to[2]; ++z) {
        for (int y = from[1]; y < to[1]; ++y) {
            const auto row =
                (static_cast<std::size_t>(z) * static_cast<std::size_t>(volume.size[1]) + static_cast<std::size_t>(y)) *
                static_cast<std::size_t>(volume.size[0]);
            values.insert(values.end(), samples.begin() + static_cast<std::ptrdiff_t>(row) + from[0],
                          samples.begin() + static_cast<std::ptrdiff_t>(row) + to[0]);
        }
    }
    std::sort(values.begin(), values.end());
    const double middle = values[values.size() / 2], high = values[values.size() * 95 / 100];
    return {middle, (high - middle) / 1.645};
}

/// From the four darkest corners: the others may hold shoulders.
Air airOf(const Volume& volume, std::span<const std::int16_t> samples)
{
    std::vector<Air> corners;
    for (unsigned corner = 0; corner < 8; ++corner)
        corners.push_back(airOfCorner(volume, samples, corner));
    std::sort(corners.begin(), corners.end(), [](const Air& a, const Air& b) { return a.value < b.value; });
    Air air;
    for (std::size_t i = 0; i < 4; ++i) {
        air.value += corners[i].value / 4;
        air.deviation += corners[i].deviation / 4;
    }
    return air;
}

}

double airValue(const Volume& volume, std::span<const std::int16_t> samples)
{
    return airOf(volume, samples).value;
}

Result<double> skinThreshold(const Volume& volume, std::span<const std::int16_t> samples)
{
    const auto [low, high] = std::minmax_element(samples.begin(), samples.end());
    if (samples.empty() || *low == *high)
        return Error{ErrorCode::Unsupported, "constant"};
    if (volume.isHounsfield)
        return skinInHounsfield;
    const auto histogram = histogramOf(samples);
    const auto air = airOf(volume, samples);
    const double aboveNoise = air.value + std::max(6 * air.deviation, 0.06 * (histogram.high - air.value));
    const double belowTissue = air.value + 0.45 * (otsuOf(histogram) - air.value);
    return std::max(aboveNoise, std::min(valleyOf(histogram), belowTissue));
}

}
