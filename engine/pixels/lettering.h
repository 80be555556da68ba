// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/pixels/box.h"
#include "engine/pixels/frame.h"

#include <string>

namespace engine::pixels {

/// Words as a device writes them on its pictures: strokes of one brightness.
struct Lettering {
    std::string name;           ///< tells one from another; not what is written
    std::vector<Patch> strokes; ///< in pixels of the picture as it stands upright
    double level = 1;           ///< 0 the darkest sample of the frame, 1 the brightest as it is shown

    bool operator==(const Lettering&) const = default;
};

/// Writes into the samples of a decoded frame, in memory; strokes outside the picture are left out. `samples` hold what
/// the layout says.
void write(const Lettering& lettering, const Frame& frame, std::span<std::uint8_t> samples);

}
