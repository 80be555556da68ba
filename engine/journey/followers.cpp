// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/followers.h"

#include "engine/release/requests.h"

#include <algorithm>

namespace engine::journey {

namespace {

/// The frames of one file; none of contours and of a dose without a grid.
Result<std::vector<HeadFrame>> placedFrames(const std::string& rule, const study::Entry& entry, pool::Pool& pool,
                                            const Progress& progress)
{
    constexpr std::string_view surfaces = "1.2.840.10008.5.1.4.1.1.66.5";
    if (entry.instance.sopClassUid == surfaces)
        return Error{ErrorCode::Unsupported, "surface"};
    if (rule == "skin-contour" || entry.instance.frames == 0)
        return std::vector<HeadFrame>{};
    auto frames = framesOf({entry}, pool, progress);
    if (!frames)
        return frames;
    const bool isPlaced = std::all_of(frames->begin(), frames->end(),
                                      [](const HeadFrame& frame) { return frame.instance.geometry.known; });
    return isPlaced ? std::move(frames) : Error{ErrorCode::Unsupported, "no-geometry"};
}

Done checkContours(int file, const face::Cut& cut, pool::Pool& pool, const Progress& progress,
                   face::CheckCut::Answer& result)
{
    const auto counted = pool.call(pool::Kind::Files, release::CountPoints{cut}, {{file}, nullptr}, progress);
    if (!counted)
        return counted.error();
    if (counted->inside > 0)
        result.failures.emplace_back("contours");
    return done();
}

Done checkFile(const WrittenFollower& written, std::size_t at, pool::Pool& pool, const Progress& progress,
               face::CheckCut::Answer& result)
{
    study::Source finished;
    finished.path = written.paths[at];
    const auto file = openSource(finished, pool, progress);
    if (!file)
        return file.error();
    if (written.rule == "skin-contour")
        return checkContours(file->get(), written.cut, pool, progress, result);
    if (written.frameCuts[at].empty())
        return done();
    const auto original = openSource(written.entries[at].source, pool, progress);
    if (!original)
        return original.error();
    const auto compared = pool.call(pool::Kind::Files, release::ComparePixels{{}, written.frameCuts[at], written.cut},
                                    {{original->get(), file->get()}, nullptr}, progress);
    if (!compared)
        return compared.error();
    result.outsideChanged += compared->outsideChanged;
    return done();
}

}

void orderFollower(const std::string& rule, const std::vector<study::Entry>& series, pool::Pool& pool,
                   const Progress& progress, HeadRecord& record)
{
    for (const auto& entry : series) {
        const auto frames = placedFrames(rule, entry, pool, progress);
        if (!frames) {
            record.cannotCut[entry.id] = whyNot(frames.error());
            continue;
        }
        auto& cuts = record.cuts[entry.id];
        for (const auto& frame : *frames)
            cuts.push_back({placeOf(frame.instance), 0});
    }
}

Result<face::CheckCut::Answer> checkFollower(const WrittenFollower& written, pool::Pool& pool, const Progress& progress)
{
    face::CheckCut::Answer result;
    for (std::size_t at = 0; at < written.entries.size(); ++at) {
        if (written.paths[at].empty())
            continue;
        if (auto checked = checkFile(written, at, pool, progress, result); !checked)
            return checked.error();
    }
    if (result.outsideChanged > 0 && !written.hasBoxes)
        result.failures.emplace_back("outside");
    result.passed = result.failures.empty();
    return result;
}

}
