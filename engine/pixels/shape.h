// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/box.h"

namespace engine::pixels {

/// Whether it covers something and its parts lie within its rectangle and frames. Of a polygon a thousand corners at
/// most. Where the image ends is not known here.
bool isSound(const Box& box);

/// The one place where shapes become pixels: rectangles without overlap that together are every pixel a sound box
/// touches, top to bottom, with its frames.
std::vector<Box> rectanglesOf(const Box& box);

/// The area of many patches as few that do not overlap.
std::vector<Patch> joined(const std::vector<Patch>& patches);

/// Boxes as the rectangles that they are made of, for code that blanks rectangles.
struct Taken {
    std::vector<Box> rectangles;
    std::vector<std::size_t> ends; ///< of each box's, among them
};
Taken takenApart(const std::vector<Box>& boxes);
/// The boxes again, from what became of their rectangles (as many, in the same order): a shape of which one was widened
/// is Blocks.
std::vector<Box> putTogether(const std::vector<Box>& boxes, const Taken& taken, const std::vector<Box>& used);

/// The same shape in another place and size.
Box placed(const Box& box, const Patch& place);

}
