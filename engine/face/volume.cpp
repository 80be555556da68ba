// SPDX-License-Identifier: Apache-2.0
#include "engine/face/volume.h"

#include "engine/face/vector.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <tuple>

namespace engine::face {

namespace {

using study::Instance;

constexpr std::size_t fewestSlices = 8;
constexpr std::size_t mostBytes = std::size_t{2} << 30;
constexpr int mostSlices = 4096;
constexpr double mostOfBody = 5e3; // mm
/// Of direction cosines, as written with four decimals.
constexpr double sameDirection = 2e-3;

Vector rowOf(const Instance& i)
{
    const auto& o = i.geometry.orientation;
    return {o[0], o[1], o[2]};
}

Vector columnOf(const Instance& i)
{
    const auto& o = i.geometry.orientation;
    return {o[3], o[4], o[5]};
}

bool isUnitFrame(const Instance& i)
{
    const auto row = rowOf(i), column = columnOf(i);
    return std::abs(length(row) - 1) < 0.01 && std::abs(length(column) - 1) < 0.01 &&
           std::abs(dot(row, column)) < 0.01 && i.geometry.spacing[0] > 0 && i.geometry.spacing[1] > 0;
}

Vector positionOf(const Instance& i)
{
    return i.geometry.position;
}

/// Places and sizes beyond this, and numbers that are none, are no geometry: no scanner is so large.
bool isInAScanner(const Instance& i)
{
    constexpr double furthest = 5e4, largest = 5e3; // mm
    const auto position = positionOf(i);
    const auto& spacing = i.geometry.spacing;
    return std::all_of(position.begin(), position.end(), [](double mm) { return std::abs(mm) < furthest; }) &&
           spacing[0] * i.rows < largest && spacing[1] * i.columns < largest;
}

/// Why this image cannot be a slice at all; empty when it can.
std::string obstacleOf(const Instance& i)
{
    if (!i.damage.empty())
        return "damaged";
    if (i.frames < 1 || i.rows < 2 || i.columns < 2)
        return "no-pixels";
    if (i.frames > 1)
        return "multi-frame";
    if (!i.cannotShow.empty())
        return "cannot-show";
    if (i.samplesPerPixel != 1)
        return "colour";
    return i.geometry.known && isUnitFrame(i) && isInAScanner(i) ? "" : "no-geometry";
}

/// How `other` differs from `first`; empty when both may be slices of one stack.
std::string differenceOf(const Instance& first, const Instance& other)
{
    if (first.seriesUid != other.seriesUid)
        return "other-series";
    const auto& a = first.geometry.spacing;
    const auto& b = other.geometry.spacing;
    if (first.rows != other.rows || first.columns != other.columns || std::abs(a[0] - b[0]) > 0.01 * a[0] ||
        std::abs(a[1] - b[1]) > 0.01 * a[1])
        return "other-size";
    const bool isSame = std::equal(first.geometry.orientation.begin(), first.geometry.orientation.end(),
                                   other.geometry.orientation.begin(),
                                   [](double x, double y) { return std::abs(x - y) <= sameDirection; });
    return isSame ? "" : "other-orientation";
}

/// The largest set of images that go together; of two as large the one whose first image comes first.
std::vector<std::size_t> largestStack(const std::vector<Instance>& all, const std::vector<std::size_t>& candidates)
{
    std::vector<std::vector<std::size_t>> stacks;
    for (const auto i : candidates) {
        const auto fits = [&](const auto& stack) { return differenceOf(all[stack.front()], all[i]).empty(); };
        const auto stack = std::find_if(stacks.begin(), stacks.end(), fits);
        if (stack == stacks.end())
            stacks.push_back({i});
        else
            stack->push_back(i);
    }
    const auto isSmaller = [](const auto& a, const auto& b) { return a.size() < b.size(); };
    return stacks.empty() ? std::vector<std::size_t>{} : *std::max_element(stacks.begin(), stacks.end(), isSmaller);
}

/// Along the normal of a stack, mm.
std::function<double(std::size_t)> heightsOf(const std::vector<Instance>& all, const std::vector<std::size_t>& stack)
{
    const auto normal = cross(rowOf(all[stack.front()]), columnOf(all[stack.front()]));
    return [&all, normal](std::size_t i) { return dot(normal, positionOf(all[i])); };
}

/// Images nearer than this lie at one place, mm: phases of one measurement are written with rounding errors.
double samePlaceOf(const Instance& i)
{
    constexpr double least = 0.01, ofPixel = 0.05;
    return std::max(least, ofPixel * std::min(i.geometry.spacing[0], i.geometry.spacing[1]));
}

/// Keeps the part of a stack with the most images where holes divide it that are no missing slices: another head may
/// lie beyond.
void keepLargestPart(const std::vector<Instance>& all, std::vector<std::size_t>& stack, VolumePlan& plan)
{
    constexpr double widest = 30, ofUsual = 5; // mm; times the usual gap
    const auto height = heightsOf(all, stack);
    const double samePlace = samePlaceOf(all[stack.front()]);
    std::stable_sort(stack.begin(), stack.end(), [&](std::size_t a, std::size_t b) { return height(a) < height(b); });
    std::vector<double> gaps;
    for (std::size_t i = 1; i < stack.size(); ++i) {
        if (const double gap = height(stack[i]) - height(stack[i - 1]); gap > samePlace)
            gaps.push_back(gap);
    }
    if (gaps.empty())
        return;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    const double hole = std::max(widest, ofUsual * *middle);
    std::vector<std::vector<std::size_t>> parts{{stack.front()}};
    for (std::size_t i = 1; i < stack.size(); ++i) {
        if (height(stack[i]) - height(stack[i - 1]) > hole)
            parts.emplace_back();
        parts.back().push_back(stack[i]);
    }
    if (parts.size() == 1)
        return;
    const auto isSmaller = [](const auto& a, const auto& b) { return a.size() < b.size(); };
    const auto largest = std::max_element(parts.begin(), parts.end(), isSmaller);
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        for (std::size_t k = 0; part != largest && k < part->size(); ++k)
            plan.leftOut.push_back({(*part)[k], "other-place"});
    }
    stack = *largest;
    plan.remarks.emplace_back("several-volumes");
}

/// Sorts along the normal and takes out all but the first image at a place.
void sortAndThin(const std::vector<Instance>& all, std::vector<std::size_t>& stack, VolumePlan& plan)
{
    const double samePlace = samePlaceOf(all[stack.front()]);
    const auto height = heightsOf(all, stack);
    std::sort(stack.begin(), stack.end(), [&](std::size_t a, std::size_t b) {
        if (std::abs(height(a) - height(b)) > samePlace)
            return height(a) < height(b);
        return std::tie(all[a].instanceNumber, a) < std::tie(all[b].instanceNumber, b);
    });
    std::vector<std::size_t> kept;
    std::size_t phase = 0;
    for (const auto i : stack) {
        if (kept.empty() || height(i) - height(kept.back()) > samePlace) {
            kept.push_back(i);
            phase = 0;
            continue;
        }
        plan.leftOut.push_back({i, "same-position"});
        if (phase == plan.phases.size())
            plan.phases.emplace_back();
        plan.phases[phase++][kept.size() - 1] = i;
    }
    if (kept.size() < stack.size() && plan.remarks.empty())
        plan.remarks.emplace_back("several-volumes");
    stack = std::move(kept);
}

/// The distances of all slices from the first one, along the line to the last one; empty when a position lies off it.
std::vector<double> distancesOf(const std::vector<Instance>& all, const std::vector<std::size_t>& stack)
{
    const auto first = positionOf(all[stack.front()]);
    const auto way = positionOf(all[stack.back()]) - first;
    const double whole = length(way);
    const double tolerance = std::max(1.0, all[stack.front()].geometry.spacing[0]);
    std::vector<double> distances;
    for (const auto i : stack) {
        const auto offset = positionOf(all[i]) - first;
        const double along = dot(offset, way) / whole;
        if (length(offset - way * (along / whole)) > tolerance)
            return {};
        distances.push_back(along);
    }
    return distances;
}

/// A gap much wider than those beside it; a series may well have wider gaps in one half.
bool hasHole(const std::vector<double>& gaps)
{
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        const double before = i > 0 ? gaps[i - 1] : 0, after = i + 1 < gaps.size() ? gaps[i + 1] : 0;
        if (gaps[i] > 1.5 * std::max(before, after))
            return true;
    }
    return false;
}

/// Fills size, step and origin, and where each image lies in them.
Done layOut(const std::vector<Instance>& all, VolumePlan& plan)
{
    const auto& first = all[plan.instances.front()];
    const auto distances = distancesOf(all, plan.instances);
    if (distances.empty())
        return Error{ErrorCode::Unsupported, "not-on-a-line"};
    std::vector<double> gaps;
    for (std::size_t i = 1; i < distances.size(); ++i)
        gaps.push_back(distances[i] - distances[i - 1]);
    auto sorted = gaps;
    std::sort(sorted.begin(), sorted.end());
    const double usual = sorted[sorted.size() / 2];
    if (distances.back() >= mostOfBody)
        return Error{ErrorCode::Unsupported, "no-geometry"};
    if (usual <= 0 || distances.back() / usual > mostSlices)
        return Error{ErrorCode::Unsupported, "not-on-a-line"};
    const double steps = std::max(1.0, std::round(distances.back() / usual));
    const double step = distances.back() / steps;
    const auto isEven = [&] {
        for (std::size_t i = 0; i < distances.size(); ++i) {
            if (std::abs(distances[i] / step - static_cast<double>(i)) > 0.1)
                return false;
        }
        return distances.size() == static_cast<std::size_t>(steps) + 1;
    }();
    for (std::size_t i = 0; i < distances.size(); ++i)
        plan.places.push_back(isEven ? static_cast<double>(i) : distances[i] / step);
    if (!isEven)
        plan.remarks.emplace_back("uneven-spacing");
    if (hasHole(gaps))
        plan.remarks.emplace_back("missing-slices");
    const auto isOfFirst = [&](std::size_t i) { return all[i].frameOfReferenceUid == first.frameOfReferenceUid; };
    if (!std::all_of(plan.instances.begin(), plan.instances.end(), isOfFirst))
        plan.remarks.emplace_back("several-frames-of-reference");
    auto& volume = plan.volume;
    volume.size = {first.columns, first.rows, static_cast<int>(steps) + 1};
    volume.origin = positionOf(first);
    const auto way = positionOf(all[plan.instances.back()]) - positionOf(first);
    volume.step = {rowOf(first) * first.geometry.spacing[1], columnOf(first) * first.geometry.spacing[0],
                   way * (1 / steps)};
    volume.isHounsfield = first.modality == "CT";
    const double cosine = dot(cross(rowOf(first), columnOf(first)), way) / length(way);
    if (cosine < std::cos(M_PI / 180))
        plan.remarks.emplace_back("tilted");
    return done();
}

std::string mostFrequent(const std::vector<VolumePlan::LeftOut>& leftOut)
{
    std::map<std::string, int> counts;
    for (const auto& image : leftOut)
        ++counts[image.reason];
    const auto isRarer = [](const auto& a, const auto& b) { return a.second < b.second; };
    return counts.empty() ? "no-images" : std::max_element(counts.begin(), counts.end(), isRarer)->first;
}

}

VolumePlan phaseOf(const VolumePlan& plan, std::size_t phase)
{
    VolumePlan one{plan.volume, plan.instances, plan.places, {}, {}, plan.remarks};
    for (const auto& [at, instance] : plan.phases[phase])
        one.instances[at] = instance;
    return one;
}

Result<VolumePlan> planVolume(const std::vector<Instance>& instances)
{
    VolumePlan plan;
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < instances.size(); ++i) {
        if (const auto obstacle = obstacleOf(instances[i]); !obstacle.empty())
            plan.leftOut.push_back({i, obstacle});
        else
            candidates.push_back(i);
    }
    plan.instances = largestStack(instances, candidates);
    if (plan.instances.empty())
        return Error{ErrorCode::Unsupported, mostFrequent(plan.leftOut)};
    for (const auto i : candidates) {
        if (const auto difference = differenceOf(instances[plan.instances.front()], instances[i]); !difference.empty())
            plan.leftOut.push_back({i, difference});
    }
    keepLargestPart(instances, plan.instances, plan);
    sortAndThin(instances, plan.instances, plan);
    if (plan.instances.size() < fewestSlices)
        return Error{ErrorCode::Unsupported, "too-few-slices"};
    if (auto laidOut = layOut(instances, plan); !laidOut)
        return laidOut.error();
    if (plan.volume.bytes() > mostBytes)
        return Error{ErrorCode::Unsupported, "too-large"};
    return plan;
}

}
