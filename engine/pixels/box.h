// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <vector>

namespace engine::pixels {

/// What a box covers of its rectangle.
enum class Shape {
    Rectangle,
    Ellipse, ///< the one that touches all four sides
    Polygon, ///< see `outline`; crossing lines enclose by turns (even-odd)
    Blocks   ///< see `patches`: what a codec's grid made of another shape; nobody draws it
};
NLOHMANN_JSON_SERIALIZE_ENUM(Shape, {{Shape::Rectangle, "rectangle"},
                                     {Shape::Ellipse, "ellipse"},
                                     {Shape::Polygon, "polygon"},
                                     {Shape::Blocks, "blocks"}})

/// A point between pixels: (0, 0) is the image's top left corner, (1, 1) that of the pixel at x 1, y 1.
struct Corner {
    int x = 0, y = 0;

    bool operator==(const Corner&) const = default;
};
WIRE_FIELDS(Corner, x, y)

struct Patch {
    int x = 0, y = 0, width = 0, height = 0;

    bool operator==(const Patch&) const = default;
};
WIRE_FIELDS(Patch, x, y, width, height)

/// Stored pixels in a range of frames: x and y count from 0 at the top left, frames from 1, both ends included. A shape
/// other than a rectangle covers every pixel that it touches, see `rectanglesOf` in shape.h.
struct Box {
    int x = 0, y = 0, width = 0, height = 0; ///< the whole of it; the smallest rectangle round any other shape
    int firstFrame = 1, lastFrame = 1;
    Shape shape = Shape::Rectangle;
    std::vector<Corner> outline{}; ///< of Polygon: three corners and more
    std::vector<Patch> patches{};  ///< of Blocks

    bool operator==(const Box&) const = default;
};

/// Of a rectangle without the rest, as it was before there were other shapes: journals and stamps stay the same.
inline void to_json(Json& json, const Box& box)
{
    json = {{"x", box.x},
            {"y", box.y},
            {"width", box.width},
            {"height", box.height},
            {"firstFrame", box.firstFrame},
            {"lastFrame", box.lastFrame}};
    if (box.shape != Shape::Rectangle)
        json["shape"] = box.shape;
    if (!box.outline.empty())
        json["outline"] = box.outline;
    if (!box.patches.empty())
        json["patches"] = box.patches;
}

inline void from_json(const Json& json, Box& box)
{
    json.at("x").get_to(box.x);
    json.at("y").get_to(box.y);
    json.at("width").get_to(box.width);
    json.at("height").get_to(box.height);
    json.at("firstFrame").get_to(box.firstFrame);
    json.at("lastFrame").get_to(box.lastFrame);
    box.shape = json.value("shape", Shape::Rectangle);
    box.outline = json.value("outline", std::vector<Corner>{});
    box.patches = json.value("patches", std::vector<Patch>{});
}

/// A box on what lies in a file beside its pixels. Last frame 0: all frames of the layer.
struct LayerBox {
    std::string layer; ///< "overlay:6000", "bits" (of the frames' pixels, with or without ":12"), "icon"
    Box box;           ///< in the layer's own pixels and frames

    bool operator==(const LayerBox&) const = default;
};
WIRE_FIELDS(LayerBox, layer, box)

}
