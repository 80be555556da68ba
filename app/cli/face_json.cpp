// SPDX-License-Identifier: Apache-2.0
#include "app/cli/face_json.h"

#include "engine/face/cut.h"
#include "engine/journey/head.h"

#include <cmath>

namespace app::cli {

using engine::Json;

namespace {

/// Two decimals are what a picture's measure is worth.
double rounded(double value, double digits)
{
    return std::round(value * digits) / digits;
}

/// Null where the second detector is not installed.
Json adviceJson(int hits, int views)
{
    return views > 0 ? Json{{"n", hits}, {"of", views}} : Json{};
}

}

Json seenJson(const engine::face::AssessFace::Answer& seen)
{
    return {
        {"coverage", {{"found", seen.found.size()}, {"of", seen.inField.size()}, {"which", seen.found}}},
        {"hits", {{"n", seen.hits}, {"of", seen.views}}},
        {"advice", adviceJson(seen.adviceHits, seen.adviceViews)},
        {"anchor", {{"method", seen.anchor.method}, {"cost", rounded(seen.anchor.cost, 1e4)}, {"ok", seen.anchor.ok}}},
        {"resolution", {{"slice_mm", rounded(seen.sliceMm, 1e3)}, {"voxel_mm", rounded(seen.voxelMm, 1e3)}}},
        {"threshold", rounded(seen.threshold, 10)},
        {"usual_cut", seen.anchor.ok ? Json(engine::face::inWords(engine::journey::usualCut(seen))) : Json{}}};
}

Json checkedJson(const engine::face::CheckCut::Answer& checked)
{
    auto regions = Json::array();
    for (const auto& region : checked.regions)
        regions.push_back(
            {{"name", region.name}, {"share", region.share < 0 ? Json{} : Json(rounded(region.share, 1e3))}});
    return {{"class_after", checked.faceClass},
            {"coverage_after", {{"found", checked.found.size()}, {"which", checked.found}}},
            {"hits_after", {{"n", checked.hits}, {"of", checked.views}}},
            {"advice_after", adviceJson(checked.adviceHits, checked.adviceViews)},
            {"relief", rounded(checked.relief, 1e3)},
            {"voxels_changed", checked.changed},
            {"voxels_changed_outside", checked.outsideChanged},
            {"protected_voxels_changed", checked.protectedChanged},
            {"share_of_head", rounded(checked.shareOfHead, 1e4)},
            {"passed", checked.passed},
            {"failures", checked.failures},
            {"regions", regions}};
}

}
