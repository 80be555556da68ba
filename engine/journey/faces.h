// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"
#include "engine/journey/values.h"
#include "engine/pool/pool.h"

#include <optional>

namespace engine::journey {

/// `face`: looks at every series, and cuts the face out where that is asked for, without a project.
struct FaceWish {
    std::vector<std::string> inputs;
    std::string out;                 ///< empty: nothing is written
    bool isCut = false;              ///< the face is to be cut out
    std::optional<face::Cut> method; ///< null: the wedge that is usual for each; where it lies is each series' own
    int views = 0;                   ///< pictures of the first series that makes a volume
};

/// One series as a head: what was seen of it, and what a cut left.
struct FaceSeries {
    std::string uid;
    std::string faceClass = "U";
    /// Codes of the volume (`planVolume`), of the assessment (`Assessor`) and, where the series is no volume, why.
    std::vector<std::string> reasons;
    std::optional<face::AssessFace::Answer> seen;
    std::optional<face::CheckCut::Answer> checked; ///< of the files as they were written
    std::string method;                            ///< how it was cut, in the words of `face::cutOf`
    std::size_t clipped = 0; ///< files of an object that follows a head: what was cut out of it went from these too
    std::string notCut;      ///< why nothing was cut; empty where something was, or none was asked
};

/// A square picture in grey.
struct FacePicture {
    bool isAfter = false;
    int side = 0;
    Bytes grey;
};

struct FaceResult {
    std::vector<FaceSeries> series;
    std::vector<std::array<std::string, 2>> setAside; ///< path, reason in words of ours
    std::vector<FacePicture> pictures;
    std::size_t written = 0;
};

/// The output folder is whole or absent, and holds a part: one file for each slice of the series that were cut. Nothing
/// is ever cut without an anchor; a series that has none of its own takes that of another one in its frame of
/// reference. Overlap, Exists, NoSpace, Cancelled.
Result<FaceResult> lookAtFaces(const FaceWish& wish, pool::Pool& pool, const Progress& progress);

}
