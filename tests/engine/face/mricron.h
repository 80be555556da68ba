// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"

#include <cstring>
#include <filesystem>
#include <optional>
#include <vector>
#include <zlib.h>

namespace engine::face::mricron {

/// A volume of Debian's mricron-data as a scanner would have made it: axial slices from the feet up, LPS.
struct Scan {
    Volume volume;
    std::vector<std::int16_t> samples;

    ByteView bytes() const { return {reinterpret_cast<const std::uint8_t*>(samples.data()), samples.size() * 2}; }
};

/// `name` as "ch2". Eight-bit NIfTI in MNI space, 1 mm. Nothing when the package is not installed.
inline std::optional<Scan> scan(const std::string& name)
{
    const auto path = "/usr/share/mricron/templates/" + name + ".nii.gz";
    gzFile file = gzopen(path.c_str(), "rb");
    if (!file)
        return {};
    std::vector<std::uint8_t> content(352);
    gzread(file, content.data(), 352);
    std::array<std::int16_t, 3> size{};
    std::memcpy(size.data(), content.data() + 42, sizeof size);
    content.resize(static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]) *
                   static_cast<std::size_t>(size[2]));
    gzread(file, content.data(), static_cast<unsigned>(content.size()));
    gzclose(file);
    Scan made;
    made.volume.size = {size[0], size[1], size[2]};
    made.volume.step = {{{-1, 0, 0}, {0, -1, 0}, {0, 0, 1}}};
    made.volume.origin = {90.5, 126.5, -71.5};
    made.samples.assign(content.begin(), content.end());
    return made;
}

}
