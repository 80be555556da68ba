// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/face/cascade_detector.h"
#include "engine/face/face_detector.h"
#include "engine/face/head_template.h"
#include "engine/face/requests.h"

#include <memory>

namespace engine::face {

/// Looks at heads and judges them. On the CPU alone: no display, no driver. For one thread.
///
/// Reasons in an answer: "anchor-rejected" (the head could not be found, or not surely), "anchors-disagree",
/// "threshold" (nearly everything or nearly nothing counts as head), "few-slices" (fewer than 8 over the face),
/// "no-landmark-in-field", "other-images" (of the series, which are no part of the volume: journey), and, which alone
/// leaves nothing undecided, "thick-slices" (above 6 mm: there may be more than is seen).
class Assessor {
public:
    /// Loads the template from `resourceFolder`; opens `landmarkFile` where it is there. `adviser` gives advice.
    static Result<Assessor> open(const std::string& resourceFolder, const std::string& landmarkFile,
                                 CascadeDetector adviser);
    Assessor(Assessor&&) noexcept;
    ~Assessor();

    /// BadArgument when volume and samples contradict each other; Unsupported, "constant" or "no-surface".
    Result<AssessFace::Answer> assess(const AssessFace& request, ByteView samples);
    Result<CheckCut::Answer> check(const CheckCut& request, ByteView before, ByteView after);
    Result<CheckCut::Answer> attempt(const TryCut& request, ByteView samples);
    /// Into the first side x side bytes of `grey`.
    Result<LookAt::Answer> look(const LookAt& request, std::span<std::uint8_t> grey) const;

private:
    struct Parts;
    explicit Assessor(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

}
