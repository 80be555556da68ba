// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"

namespace engine::face {

/// Where a pixel of a picture (RenderFace) lies in the patient: on the skin, whatever is shown. NotFound as RenderFace.
struct PointAt {
    static constexpr std::string_view kind = "point-at";
    struct Answer {
        bool isSkin = false; ///< false: beside the head
        Vector position{};   ///< LPS mm
    };
    RenderFace view;
    double x = 0, y = 0; ///< of the picture, in pixels from its left top corner
};
WIRE_FIELDS(PointAt, view, x, y)
WIRE_FIELDS(PointAt::Answer, isSkin, position)

}
