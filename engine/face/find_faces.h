// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/box.h"
#include "engine/pixels/frame.h"

#include <vector>

namespace engine::face {

/// Looks for faces in one picture: from in front upright, lying on either side and upside down; in profile upright.
/// The smallest that are seen have 40 pixels, or a twentieth of the longer side (in pictures of more than 1,600, from
/// in front a fortieth). Attachment: sealed memory with the samples as `frame.layout` says.
struct FindFaces {
    static constexpr std::string_view kind = "find-faces";
    struct Face {
        pixels::Box box; ///< of the whole head as far as it can be guessed: wider than the detector's
        double confidence = 0;
    };
    struct Answer {
        std::vector<Face> faces;
    };
    pixels::Frame frame;
};
WIRE_FIELDS(FindFaces::Face, box, confidence)
WIRE_FIELDS(FindFaces::Answer, faces)
WIRE_FIELDS(FindFaces, frame)

class FaceDetector;
class CascadeDetector;
struct Detectors {
    FaceDetector& front;
    CascadeDetector& profiles;
};

/// BadArgument when the samples are too few for the layout.
Result<FindFaces::Answer> findFaces(const FindFaces& request, ByteView samples, const Detectors& detectors);

}
