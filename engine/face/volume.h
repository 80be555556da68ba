// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"
#include "engine/face/requests.h"
#include "engine/pixels/frame.h"
#include "engine/study/instance.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace engine::face {

/// How the images of a series lie together in space. Indices count in the list given to `planVolume`.
struct VolumePlan {
    Volume volume;
    std::vector<std::size_t> instances; ///< from one end of the stack to the other
    std::vector<double>
        places; ///< of each of them along the slice axis: 0 is the first slice of `volume`, 1 the second

    struct LeftOut {
        std::size_t instance = 0;
        std::string reason; ///< a code, as those of `planVolume`
    };
    std::vector<LeftOut> leftOut;
    /// Further images at the places of `instances` (in `leftOut` as "same-position"): the second ones, the third ones
    /// and so on, each by its position in `instances`. Phases, echoes, b-values, or mere copies.
    std::vector<std::map<std::size_t, std::size_t>> phases;
    /// What a reviewer should know: "uneven-spacing" (slices between are interpolated), "missing-slices" (a gap much
    /// wider than those beside it), "tilted" (the stack is not square to its images), "several-volumes" (more than one
    /// image at a place, of which the first by number is used, or another stack far from this one),
    /// "several-frames-of-reference" (the files say that the positions do not belong together; seen where identifiers
    /// were replaced one by one).
    std::vector<std::string> remarks;
};

/// The largest stack of like images: one series, size, orientation and spacing, one frame each. True geometry from the
/// positions, never from the slice thickness.
///
/// Unsupported, where the place of the error is the reason: "no-images", "no-pixels", "damaged", "cannot-show",
/// "colour", "multi-frame", "no-geometry", "too-few-slices" (below 8), "not-on-a-line" (the positions do not follow one
/// another), "too-large" (more than 2 GiB). Images left out of a good stack have these too, or "other-series",
/// "other-size", "other-orientation" (a localizer), "same-position", "other-place" (beyond a hole that is no missing
/// slice).
Result<VolumePlan> planVolume(const std::vector<study::Instance>& instances);
/// The same volume made of the images of one of its `phases`; where that has none, of the first ones.
VolumePlan phaseOf(const VolumePlan& plan, std::size_t phase);

/// How the samples of a volume come from rescaled values: (value - offset) * factor.
struct SampleUnits {
    double offset = 0, factor = 1;
};
/// The stored value that a frame has where the volume has `sample`; within the bits stored.
int storedFor(double sample, const SampleUnits& units, const Volume& volume, const pixels::Frame& frame);

/// Puts decoded frames into the samples of a volume. `samples` must be zeros at the start, plan.volume.bytes() long,
/// and stay alive. CT comes in HU. Other values keep the proportions of the Modality LUT, in units of the slope of
/// the frame that comes first, made smaller where 16 bits would not hold them; MONOCHROME1 is turned round, so that air
/// is low.
class VolumeFilling {
public:
    VolumeFilling(const VolumePlan& plan, std::span<std::int16_t> samples);

    /// `at` counts in plan.instances; each exactly once. BadArgument when the frame has another size or is colour,
    /// Damaged when its rescale values are no numbers.
    Done place(std::size_t at, const pixels::Frame& frame, ByteView samples);

    /// Known after the first `place`, which must have ended before others begin.
    const SampleUnits& units() const { return m_units; }

private:
    /// A slice of the volume that this frame is part of.
    struct Share {
        int slice = 0;
        double weight = 1;
    };
    std::vector<Share> sharesOf(std::size_t at) const;
    void chooseUnits(const pixels::Frame& frame);
    void add(const Share& share, const std::vector<float>& values);

    const VolumePlan& m_plan;
    std::span<std::int16_t> m_samples;
    bool m_hasUnits = false;
    SampleUnits m_units;
};

}
