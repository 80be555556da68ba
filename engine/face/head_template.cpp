// SPDX-License-Identifier: Apache-2.0
#include "engine/face/head_template.h"

#include "engine/base/atomic_file.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace engine::face {

namespace {

constexpr std::size_t mostBytes = 8'000'000;
constexpr double skin = 12; // of 0 to 254 in the template
constexpr double aura = 8;  // mm

struct Shape {
    std::string mark;
    int version = 0, columns = 0, rows = 0, slices = 0, pitch = 0;
    Vector first{}; ///< centre of the first sample, in the landmarks' axes

    std::size_t samples() const
    {
        return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) * static_cast<std::size_t>(slices);
    }
};

Result<Shape> shapeOf(std::string_view line)
{
    std::istringstream words{std::string{line}};
    Shape shape;
    words >> shape.mark >> shape.version >> shape.columns >> shape.rows >> shape.slices >> shape.pitch;
    words >> shape.first[0] >> shape.first[1] >> shape.first[2];
    const auto isSize = [](int n) { return n > 8 && n < 256; };
    if (!words || shape.mark != "safelight-head-template" || shape.version != 1 || !isSize(shape.columns) ||
        !isSize(shape.rows) || !isSize(shape.slices) || shape.pitch != 4)
        return Error{ErrorCode::Damaged, "head template"};
    return shape;
}

/// With one layer of air on every side, as a Grid has, and x and y turned round.
Grid gridOf(const Shape& shape, ByteView bytes)
{
    Grid grid;
    grid.size = {shape.columns + 2, shape.rows + 2, shape.slices + 2};
    grid.spacing = shape.pitch;
    const auto far = shape.first + Vector{1.0 * (shape.columns - 1), 1.0 * (shape.rows - 1), 0} * grid.spacing;
    grid.origin = Vector{-far[0], -far[1], shape.first[2]} - Vector{1, 1, 1} * grid.spacing;
    grid.samples.assign(grid.indexOf(0, 0, grid.size[2]), 0);
    for (int z = 0; z < shape.slices; ++z) {
        for (int y = 0; y < shape.rows; ++y) {
            for (int x = 0; x < shape.columns; ++x) {
                const auto from =
                    (static_cast<std::size_t>(z) * static_cast<std::size_t>(shape.rows) + static_cast<std::size_t>(y)) *
                        static_cast<std::size_t>(shape.columns) +
                    static_cast<std::size_t>(x);
                grid.samples[grid.indexOf(shape.columns - x, shape.rows - y, z + 1)] = bytes[from];
            }
        }
    }
    return grid;
}

/// Within `reach` samples along the axes: thicker by that, cube by cube.
std::vector<bool> thickened(const Grid& grid, const std::vector<bool>& inside, int reach)
{
    std::vector<bool> thick(inside.size());
    for (int z = reach; z + reach < grid.size[2]; ++z) {
        for (int y = reach; y + reach < grid.size[1]; ++y) {
            for (int x = reach; x + reach < grid.size[0]; ++x) {
                bool isNear = false;
                for (int i = -reach; i <= reach && !isNear; ++i)
                    isNear = inside[grid.indexOf(x + i, y, z)] || inside[grid.indexOf(x, y + i, z)] ||
                             inside[grid.indexOf(x, y, z + i)];
                thick[grid.indexOf(x, y, z)] = isNear;
            }
        }
    }
    return thick;
}

}

Result<HeadTemplate> HeadTemplate::load(const std::string& path)
{
    const auto bytes = readFile(path, mostBytes);
    if (!bytes)
        return Error{bytes.error().code, "head template"};
    const auto end = std::find(bytes->begin(), bytes->end(), '\n');
    const auto line = static_cast<std::size_t>(end - bytes->begin());
    const auto shape = shapeOf(textOf(*bytes).substr(0, line));
    if (!shape)
        return shape.error();
    if (bytes->size() != line + 1 + 2 * shape->samples())
        return Error{ErrorCode::Damaged, "head template"};
    const auto content = ByteView{*bytes}.subspan(line + 1);
    HeadTemplate made;
    made.head = gridOf(*shape, content.first(shape->samples()));
    const auto brain = gridOf(*shape, content.subspan(shape->samples()));
    auto solid = made.head;
    if (!makeSolid(solid, skin))
        return Error{ErrorCode::Damaged, "head template"};
    std::vector<bool> inside;
    for (std::size_t i = 0; i < solid.samples.size(); ++i) {
        inside.push_back(solid.samples[i] >= skin);
        made.brain.push_back(brain.samples[i] > 0);
    }
    made.near = thickened(made.head, inside, static_cast<int>(aura) / shape->pitch);
    return made;
}

std::vector<int> floorOf(const HeadTemplate& head, double margin)
{
    std::vector<int> heights(static_cast<std::size_t>(FloorShape::columns) * FloorShape::rows, FloorShape::none);
    const auto& grid = head.head;
    const double half = grid.spacing / 2;
    const auto roll = [&](const Vector& place) {
        for (int row = 0; row < FloorShape::rows; ++row) {
            for (int column = 0; column < FloorShape::columns; ++column) {
                const double x = FloorShape::left + (column + 0.5) * FloorShape::pitch - place[0];
                const double y = FloorShape::back + (row + 0.5) * FloorShape::pitch - place[1];
                const double dx = std::max(0.0, std::abs(x) - 2 * half), dy = std::max(0.0, std::abs(y) - 2 * half);
                const double room = margin * margin - dx * dx - dy * dy;
                if (room < 0)
                    continue;
                auto& height =
                    heights[static_cast<std::size_t>(row) * FloorShape::columns + static_cast<std::size_t>(column)];
                height = std::min(height, static_cast<int>(std::floor(place[2] - half - std::sqrt(room))));
            }
        }
    };
    for (int y = 1; y + 1 < grid.size[1]; ++y) {
        for (int x = 1; x + 1 < grid.size[0]; ++x) {
            int z = 1;
            while (z + 1 < grid.size[2] && !head.brain[grid.indexOf(x, y, z)])
                ++z;
            if (z + 1 < grid.size[2])
                roll(mirrored(grid.origin + Vector{1.0 * x, 1.0 * y, 1.0 * z} * grid.spacing));
        }
    }
    return heights;
}

}
