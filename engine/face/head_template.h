// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/face/brain_floor.h"
#include "engine/face/grid.h"

#include <string>
#include <string_view>

namespace engine::face {

/// A place on the face, in the template's millimetres. Average of heads that were registered by hand and eye.
struct Landmark {
    std::string_view name;
    Vector place{};
};
/// In the template x is the person's right, y in front, z up (RAS; MNI space within two millimetres).
constexpr std::array<Landmark, 10> landmarks{{{"brow-right", {30, 84, -22}},
                                              {"brow-left", {-30, 84, -22}},
                                              {"nasion", {0, 88, -42}},
                                              {"eye-right", {38, 68, -42}},
                                              {"eye-left", {-36, 68, -42}},
                                              {"nose-tip", {0, 101, -84}},
                                              {"cheek-right", {42, 66, -78}},
                                              {"cheek-left", {-42, 66, -78}},
                                              {"mouth", {0, 76, -116}},
                                              {"chin", {0, 66, -145}}}};

/// One head that others are compared with (resources/models/head_template.bin), with its brain. Its grids lie as a
/// patient's do (LPS): mirrored in x and y against the landmarks' millimetres.
struct HeadTemplate {
    Grid head;               ///< T1, 4 mm
    std::vector<bool> near;  ///< by sample of `head`: in the head or within 8 mm of it
    std::vector<bool> brain; ///< by sample of `head`

    /// NotReadable or Damaged, with the file's name.
    static Result<HeadTemplate> load(const std::string& path);
};

/// The middle of the template, which registration turns round: LPS mm.
constexpr Vector templateMiddle{0, 17, 15};
/// Between a patient's axes and those of the landmarks, which differ in the sign of x and y.
inline Vector mirrored(const Vector& v)
{
    return {-v[0], -v[1], v[2]};
}

/// Heights as in FloorShape, from the template's brain and a margin round it in mm.
std::vector<int> floorOf(const HeadTemplate& head, double margin);

}
