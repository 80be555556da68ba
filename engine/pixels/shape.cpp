// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/shape.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <span>

namespace engine::pixels {

namespace {

constexpr std::size_t mostCorners = 1000;
constexpr double hair = 1e-9; // what rounding may add to a line that only meets a pixel's edge

/// Columns of one row: `from` is in it, `to` is not.
struct Span {
    int from = 0, to = 0;

    bool operator==(const Span&) const = default;
};
using Spans = std::vector<Span>;

Spans merged(Spans spans)
{
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
    Spans whole;
    for (const auto& span : spans) {
        if (span.from >= span.to)
            continue;
        if (whole.empty() || span.from > whole.back().to)
            whole.push_back(span);
        else
            whole.back().to = std::max(whole.back().to, span.to);
    }
    return whole;
}

Span touched(double left, double right)
{
    return {static_cast<int>(std::floor(left + hair)), static_cast<int>(std::ceil(right - hair))};
}

Spans rowOfEllipse(const Box& box, int row)
{
    const double a = box.width / 2., b = box.height / 2.;
    const double above = row - box.y, below = above + 1;
    const double away = above <= b && b <= below ? 0 : std::min(std::abs(above - b), std::abs(below - b));
    const double half = a * std::sqrt(std::max(0., 1 - away * away / (b * b)));
    return merged({touched(box.x + a - half, box.x + a + half)});
}

struct Edge {
    Corner a, b; ///< a above b

    double at(double y) const { return a.x + double(b.x - a.x) * (y - a.y) / double(b.y - a.y); }
};

std::vector<Edge> edgesOf(const std::vector<Corner>& outline)
{
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const auto& a = outline[i];
        const auto& b = outline[(i + 1) % outline.size()];
        if (a.y != b.y)
            edges.push_back(a.y < b.y ? Edge{a, b} : Edge{b, a});
    }
    return edges;
}

/// Corners lie between rows, so within a row every edge is straight. Between two neighbours the inside is what their
/// own columns and the middle of the row say together, even where they cross.
Spans rowOfPolygon(const std::vector<Edge>& edges, int row)
{
    Spans spans;
    std::vector<double> crossings;
    for (const auto& edge : edges) {
        if (edge.a.y > row || edge.b.y <= row)
            continue;
        const auto [left, right] = std::minmax({edge.at(row), edge.at(row + 1)});
        spans.push_back(touched(left, right));
        crossings.push_back(edge.at(row + .5));
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
        spans.push_back(touched(crossings[i], crossings[i + 1]));
    return merged(std::move(spans));
}

/// Rows that are alike become one patch each span.
class Stacker {
public:
    void add(int top, int height, Spans spans)
    {
        if (m_height > 0 && spans == m_spans && m_top + m_height == top) {
            m_height += height;
            return;
        }
        flush();
        m_top = top;
        m_height = height;
        m_spans = std::move(spans);
    }

    std::vector<Patch> take()
    {
        flush();
        return std::move(m_patches);
    }

private:
    void flush()
    {
        for (const auto& [from, to] : m_spans)
            m_patches.push_back({from, m_top, to - from, m_height});
        m_height = 0;
    }

    int m_top = 0, m_height = 0;
    Spans m_spans;
    std::vector<Patch> m_patches;
};

std::vector<Patch> patchesOf(const Box& box)
{
    if (box.shape == Shape::Blocks)
        return joined(box.patches);
    if (box.shape == Shape::Rectangle)
        return {{box.x, box.y, box.width, box.height}};
    const auto edges = box.shape == Shape::Polygon ? edgesOf(box.outline) : std::vector<Edge>{};
    Stacker stacker;
    for (int row = box.y; row < box.y + box.height; ++row)
        stacker.add(row, 1, box.shape == Shape::Ellipse ? rowOfEllipse(box, row) : rowOfPolygon(edges, row));
    return stacker.take();
}

bool isWithin(const Patch& patch, const Box& box)
{
    return patch.width > 0 && patch.height > 0 && patch.x >= box.x && patch.y >= box.y &&
           patch.width <= box.width - (patch.x - box.x) && patch.height <= box.height - (patch.y - box.y);
}

bool isSoundOutline(const Box& box)
{
    const auto within = [&](const Corner& corner) {
        return corner.x >= box.x && corner.y >= box.y && corner.x - box.x <= box.width &&
               corner.y - box.y <= box.height;
    };
    return box.outline.size() >= 3 && box.outline.size() <= mostCorners &&
           std::all_of(box.outline.begin(), box.outline.end(), within) && !patchesOf(box).empty();
}

/// `value` between `from` and `from + length`, at the same share between `to` and `to + newLength`.
int scaled(int value, int from, int length, int to, int newLength)
{
    return to + static_cast<int>(std::lround(double(value - from) * newLength / std::max(1, length)));
}

Box blocksOf(std::span<const Box> used)
{
    std::vector<Patch> patches;
    for (const auto& part : used)
        patches.push_back({part.x, part.y, part.width, part.height});
    const auto& one = used.front();
    Box blocks{one.x, one.y, 0, 0, one.firstFrame, one.lastFrame, Shape::Blocks, {}, joined(patches)};
    int right = 0, bottom = 0;
    for (const auto& patch : blocks.patches) {
        blocks.x = std::min(blocks.x, patch.x);
        blocks.y = std::min(blocks.y, patch.y);
        right = std::max(right, patch.x + patch.width);
        bottom = std::max(bottom, patch.y + patch.height);
    }
    blocks.width = right - blocks.x;
    blocks.height = bottom - blocks.y;
    return blocks;
}

}

bool isSound(const Box& box)
{
    constexpr int mostLines = 65535; // Rows and Columns are US, PS3.3 C.7.6.3
    const bool isArea = box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.width <= mostLines &&
                        box.height <= mostLines && box.firstFrame >= 1 && box.lastFrame >= box.firstFrame;
    if (!isArea)
        return false;
    switch (box.shape) {
    case Shape::Rectangle:
    case Shape::Ellipse:
        return true;
    case Shape::Polygon:
        return isSoundOutline(box);
    case Shape::Blocks:
        return !box.patches.empty() && std::all_of(box.patches.begin(), box.patches.end(),
                                                   [&](const Patch& patch) { return isWithin(patch, box); });
    }
    return false;
}

std::vector<Box> rectanglesOf(const Box& box)
{
    std::vector<Box> rectangles;
    for (const auto& [x, y, width, height] : patchesOf(box))
        rectangles.push_back({x, y, width, height, box.firstFrame, box.lastFrame});
    return rectangles;
}

std::vector<Patch> joined(const std::vector<Patch>& patches)
{
    std::map<int, Spans> rows; // by the line where something begins or ends
    for (const auto& patch : patches) {
        rows[patch.y];
        rows[patch.y + patch.height];
    }
    for (const auto& patch : patches) {
        for (auto row = rows.find(patch.y); row->first < patch.y + patch.height; ++row)
            row->second.push_back({patch.x, patch.x + patch.width});
    }
    Stacker stacker;
    for (auto row = rows.begin(); row != rows.end() && std::next(row) != rows.end(); ++row)
        stacker.add(row->first, std::next(row)->first - row->first, merged(row->second));
    return stacker.take();
}

Taken takenApart(const std::vector<Box>& boxes)
{
    Taken taken;
    for (const auto& box : boxes) {
        const auto parts = rectanglesOf(box);
        taken.rectangles.insert(taken.rectangles.end(), parts.begin(), parts.end());
        taken.ends.push_back(taken.rectangles.size());
    }
    return taken;
}

std::vector<Box> putTogether(const std::vector<Box>& boxes, const Taken& taken, const std::vector<Box>& used)
{
    assert(used.size() == taken.rectangles.size());
    std::vector<Box> whole;
    std::size_t start = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto count = taken.ends[i] - start;
        const std::span mine{used.data() + start, count}, asked{taken.rectangles.data() + start, count};
        if (boxes[i].shape == Shape::Rectangle)
            whole.push_back(mine.front());
        else
            whole.push_back(std::equal(mine.begin(), mine.end(), asked.begin()) ? boxes[i] : blocksOf(mine));
        start = taken.ends[i];
    }
    return whole;
}

Box placed(const Box& box, const Patch& place)
{
    auto moved = box;
    moved.x = place.x;
    moved.y = place.y;
    moved.width = place.width;
    moved.height = place.height;
    for (auto& corner : moved.outline) {
        corner.x = scaled(corner.x, box.x, box.width, place.x, place.width);
        corner.y = scaled(corner.y, box.y, box.height, place.y, place.height);
    }
    return moved;
}

}
