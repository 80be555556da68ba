// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"

#include <algorithm>
#include <array>

namespace drawn {

/// An oval of one grey, in hundredths of the side.
struct Oval {
    double left, top, right, bottom;
    int grey;

    bool holds(double x, double y) const
    {
        const double across = (2 * x - left - right) / (right - left), down = (2 * y - top - bottom) / (bottom - top);
        return across * across + down * down <= 1;
    }
};

/// A face of nobody, plain enough to be drawn and good enough for a detector; as tests/app/make_photographs.py has it.
constexpr std::array<Oval, 16> face{{{22, 4, 78, 70, 43},
                                     {25, 12, 75, 92, 170},
                                     {31, 37, 47, 41, 58},
                                     {32, 43, 46, 50, 240},
                                     {36, 43, 42, 50, 33},
                                     {30, 41.5, 48, 44.5, 117},
                                     {53, 37, 69, 41, 58},
                                     {54, 43, 68, 50, 240},
                                     {58, 43, 64, 50, 33},
                                     {52, 41.5, 70, 44.5, 117},
                                     {46, 46, 54, 64, 150},
                                     {45, 60, 49.5, 64, 90},
                                     {50.5, 60, 55, 64, 90},
                                     {39, 70, 61, 78, 110},
                                     {30, 60, 40, 76, 161},
                                     {60, 60, 70, 76, 161}}};

/// Grey, `side` × `side`, each pixel the mean of sixteen places.
inline engine::Bytes faceOf(int side)
{
    constexpr int fine = 4, ground = 75;
    engine::Bytes picture;
    for (int pixel = 0; pixel < side * side; ++pixel) {
        int sum = 0;
        for (int part = 0; part < fine * fine; ++part) {
            const double x = 100. * (pixel % side + (part % fine + .5) / fine) / side;
            const double y = 100. * (pixel / side + (part / fine + .5) / fine) / side;
            const auto top = std::find_if(face.rbegin(), face.rend(), [&](const Oval& one) { return one.holds(x, y); });
            sum += top == face.rend() ? ground : top->grey;
        }
        picture.push_back(static_cast<std::uint8_t>(sum / (fine * fine)));
    }
    return picture;
}

/// With a face of `size` whose left top is at (left, top), in a grey picture of `width`.
inline void paste(engine::Bytes& picture, int width, int left, int top, int size)
{
    const auto drawn = faceOf(size);
    for (int y = 0; y < size; ++y)
        std::copy_n(drawn.begin() + static_cast<std::ptrdiff_t>(y) * size, size,
                    picture.begin() + static_cast<std::ptrdiff_t>(top + y) * width + left);
}

}
