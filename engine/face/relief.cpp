// SPDX-License-Identifier: Apache-2.0
#include "engine/face/relief.h"

#include "engine/face/sampled.h"

#include <algorithm>
#include <cmath>

namespace engine::face {

namespace {

constexpr double foremost = 135, step = 0.5; // mm
constexpr int fine = 12;                     // mm: deviation of the blur that is taken away
constexpr int fewest = 50;                   // mm2 of surface on both

using Raster = std::vector<float>;

/// Gauss, clipped at three deviations; outside counts as zero.
void blurAlong(Raster& raster, int lines, int length, int stride, int pace)
{
    std::array<float, 6 * fine + 1> weights{};
    float sum = 0;
    for (int i = -3 * fine; i <= 3 * fine; ++i)
        sum += weights[static_cast<std::size_t>(i + 3 * fine)] =
            std::exp(-0.5F * static_cast<float>(i * i) / (fine * fine));
    Raster line(static_cast<std::size_t>(length));
    for (int n = 0; n < lines; ++n) {
        const auto at = [&](int i) -> float& { return raster[static_cast<std::size_t>(n * pace + i * stride)]; };
        for (int i = 0; i < length; ++i) {
            float mean = 0;
            for (int k = std::max(0, i - 3 * fine); k <= std::min(length - 1, i + 3 * fine); ++k)
                mean += at(k) * weights[static_cast<std::size_t>(k - i + 3 * fine)];
            line[static_cast<std::size_t>(i)] = mean / sum;
        }
        for (int i = 0; i < length; ++i)
            at(i) = line[static_cast<std::size_t>(i)];
    }
}

void blur(Raster& raster)
{
    blurAlong(raster, Relief::rows, Relief::columns, 1, Relief::columns);
    blurAlong(raster, Relief::columns, Relief::rows, Relief::columns, 1);
}

/// Heights less their surroundings.
Raster fineShapeOf(const Relief& relief)
{
    Raster heights = relief.heights, weights(heights.size());
    for (std::size_t i = 0; i < heights.size(); ++i) {
        weights[i] = heights[i] > Relief::nothing ? 1 : 0;
        heights[i] *= weights[i];
    }
    blur(heights);
    blur(weights);
    for (std::size_t i = 0; i < heights.size(); ++i)
        heights[i] = relief.heights[i] - heights[i] / (weights[i] + 1e-6F);
    return heights;
}

}

double surfaceInFront(const CutSkin& skin, const Affine& toPatient, const Vector& place, double last)
{
    const Sampled sampled{skin.grid};
    const auto start = toPatient({place[0], foremost, place[2]});
    const auto way = toPatient.turned({0, -step, 0});
    const int steps = static_cast<int>((foremost - last) / step);
    for (int i = 0; i < steps; ++i) {
        const auto position = start + way * i;
        if (sampled(position) >= skin.threshold && !(skin.without && skin.without->takes(position)))
            return foremost - i * step;
    }
    return -1000;
}

Relief reliefOf(const CutSkin& skin, const Affine& toPatient)
{
    Relief relief;
    relief.heights.reserve(static_cast<std::size_t>(Relief::columns) * Relief::rows);
    for (int row = 0; row < Relief::rows; ++row) {
        for (int column = 0; column < Relief::columns; ++column) {
            const Vector place{column - 60.0, 0, -20.0 - row};
            relief.heights.push_back(static_cast<float>(surfaceInFront(skin, toPatient, place, -20)));
        }
    }
    return relief;
}

double correlation(const Relief& one, const Relief& other)
{
    const auto a = fineShapeOf(one), b = fineShapeOf(other);
    double sumA = 0, sumB = 0, sumAA = 0, sumBB = 0, sumAB = 0, count = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (one.heights[i] <= Relief::nothing || other.heights[i] <= Relief::nothing)
            continue;
        const double x = static_cast<double>(a[i]), y = static_cast<double>(b[i]);
        sumA += x, sumB += y, sumAA += x * x, sumBB += y * y, sumAB += x * y, ++count;
    }
    if (count < fewest)
        return 0;
    const double varianceA = sumAA / count - sumA * sumA / count / count;
    const double varianceB = sumBB / count - sumB * sumB / count / count;
    return (sumAB / count - sumA * sumB / count / count) / std::sqrt(std::max(1e-12, varianceA * varianceB));
}

}
