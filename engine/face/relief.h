// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/affine.h"
#include "engine/face/cut.h"
#include "engine/face/grid.h"

#include <vector>

namespace engine::face {

/// How far in front the first surface lies, on a raster of 1 mm that goes with the template's face: what makes a
/// person.
struct Relief {
    static constexpr int columns = 121, rows = 141; ///< x from -60, z from -20 down
    static constexpr float nothing = -1000;
    std::vector<float> heights; ///< template y, mm
};
/// A head: all samples from the threshold up but those that a cut takes (null: none).
struct CutSkin {
    const Grid& grid;
    double threshold;
    const Cutter* without = nullptr;
};
/// `toPatient` leads from the template's millimetres (x right, y in front, z up) to LPS.
Relief reliefOf(const CutSkin& skin, const Affine& toPatient);

/// Correlation of the fine shape (below 12 mm) of two reliefs where both have a surface; 0 where that is hardly
/// anywhere.
double correlation(const Relief& one, const Relief& other);

/// The template's y at which a line from in front, through place x and z, first meets skin; below -900 never.
double surfaceInFront(const CutSkin& skin, const Affine& toPatient, const Vector& place, double last);

}
