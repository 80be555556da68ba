// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"
#include "engine/face/vector.h"

namespace engine::face {

/// position -> rows * position + shift, millimetres to millimetres.
struct Affine {
    std::array<Vector, 3> rows{Vector{1, 0, 0}, Vector{0, 1, 0}, Vector{0, 0, 1}};
    Vector shift{};

    Vector turned(const Vector& v) const { return {dot(rows[0], v), dot(rows[1], v), dot(rows[2], v)}; }
    Vector operator()(const Vector& v) const { return turned(v) + shift; }
    double determinant() const { return dot(rows[0], cross(rows[1], rows[2])); }
};
WIRE_FIELDS(Affine, rows, shift)

/// The way back; `affine` must not be flat.
inline Affine inverseOf(const Affine& affine)
{
    const auto& r = affine.rows;
    const double scale = 1 / affine.determinant();
    const Vector a = cross(r[1], r[2]) * scale, b = cross(r[2], r[0]) * scale, c = cross(r[0], r[1]) * scale;
    Affine back{{Vector{a[0], b[0], c[0]}, Vector{a[1], b[1], c[1]}, Vector{a[2], b[2], c[2]}}, {}};
    back.shift = back.turned(affine.shift) * -1;
    return back;
}

/// First `inner`, then `outer`.
inline Affine chained(const Affine& outer, const Affine& inner)
{
    Affine both;
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column)
            both.rows[row][column] = outer.rows[row][0] * inner.rows[0][column] +
                                     outer.rows[row][1] * inner.rows[1][column] +
                                     outer.rows[row][2] * inner.rows[2][column];
    }
    both.shift = outer(inner.shift);
    return both;
}

}
