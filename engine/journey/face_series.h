// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/faces.h"
#include "engine/journey/head.h"
#include "engine/release/folder.h"
#include "engine/release/manifest.h"

#include <optional>

namespace engine::journey {

/// A series on its way through `lookAtFaces`.
struct HeadSeries {
    FaceSeries series;
    face::Cut shape; ///< where it was cut
    std::vector<study::Entry> entries;
    std::vector<std::array<std::string, 2>> leftOver; ///< path, reason: of a series that was cut, what could not be

    /// A volume that lies somewhere, and no head was found in it.
    bool needsAnchor() const { return series.seen && !series.seen->anchor.ok; }
};

/// Looks at one series: puts it together, assesses it, cuts it, and looks at what was written.
struct SeriesLook {
    const FaceWish& wish;
    pool::Pool& pool;
    const Progress& progress;
    const release::OutputFolder* out;          ///< null: nothing is written
    std::vector<release::ManifestFile>& files; ///< written ones are added
    const face::Affine* anchor = nullptr;      ///< of another series; null: find one
    bool wantsPictures = false;
    std::vector<FacePicture> pictures{};

    /// Only what stops every series is an Error; what keeps this one from being looked at goes into its reasons.
    Done look(HeadSeries& series);
    /// Of an object that follows a head: cut as the head was.
    Done follow(HeadSeries& series, const face::Cut& shape);

private:
    Done cut(HeadSeries& series, Head& head);
    Result<release::ManifestFile> writeFile(const study::Source& source, const release::Write& request,
                                            std::size_t number);
    /// The names of the files, by number of entry; empty where it was left out.
    Result<std::vector<std::string>> write(HeadSeries& series, const Head& head, const face::Cut& shape);
    Done withdrawn(const Error& error, const std::vector<std::string>& paths, HeadSeries& series);
    Done draw(bool isAfter, Head& head);
};

}
