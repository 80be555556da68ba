// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/element.h"
#include "engine/face/vector.h"

#include <optional>
#include <string_view>
#include <vector>

namespace engine::release {

/// A place of a contour (LPS mm), and how it is written.
struct ContourPoint {
    face::Vector place{};
    std::string_view text; ///< lies in the item
};

/// Of an item of Contour Sequence (3006,0040). Nothing where its data are no list of places, or stand beside an offset.
std::optional<std::vector<ContourPoint>> pointsOf(const dicom::Item& contour);

}
