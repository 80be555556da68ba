// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/regions.h"

#include "engine/journey/followers.h"
#include "engine/journey/volume_classes.h"
#include "engine/release/regions.h"

#include <set>

namespace engine::journey {

namespace {

Result<std::vector<face::RegionTaken>> measured(const study::Entry& entry, const face::Cut& cut, pool::Pool& pool,
                                                const Progress& progress)
{
    HeadRecord placed;
    orderFollower(ruleFor(entry.instance), {entry}, pool, progress, placed);
    const auto places = placed.cuts.find(entry.id);
    if (places == placed.cuts.end())
        return Error{ErrorCode::Unsupported, placed.cannotCut[entry.id]};
    const auto file = openSource(entry.source, pool, progress);
    if (!file)
        return file.error();
    auto answer =
        pool.call(pool::Kind::Files, release::RegionsInCut{cut, places->second}, {{file->get()}, nullptr}, progress);
    if (!answer)
        return answer.error();
    return std::move(answer->regions);
}

}

RegionFiles regionsOn(const std::vector<study::Entry>& head, const std::vector<const study::Entry*>& all)
{
    std::set<std::string> frames, studies;
    for (const auto& entry : head) {
        frames.insert(entry.instance.frameOfReferenceUid);
        studies.insert(entry.instance.studyUid);
    }
    frames.erase("");
    RegionFiles regions;
    for (const auto* entry : all) {
        const auto rule = ruleFor(entry->instance);
        const auto& frame = entry->instance.frameOfReferenceUid;
        if (rule != "skin-contour" && rule != "skin-segment")
            continue;
        if (frames.contains(frame))
            regions.files.push_back(*entry);
        else if (frame.empty() && studies.contains(entry->instance.studyUid))
            regions.unknown.push_back(*entry);
    }
    return regions;
}

RegionFiles regionsOn(const Project& project, const std::string& series)
{
    std::vector<study::Entry> head;
    for (const auto* entry : project.collection().instancesBelow(series))
        head.push_back(*entry);
    std::vector<const study::Entry*> all;
    for (const auto& entry : project.collection().entries())
        all.push_back(&entry);
    return regionsOn(head, all);
}

Done addRegions(const RegionFiles& regions, const face::Cut& cut, pool::Pool& pool, const Progress& progress,
                face::CheckCut::Answer& checked)
{
    constexpr double nobodyKnows = -1;
    for (const auto& entry : regions.files) {
        const auto touched = measured(entry, cut, pool, progress);
        if (!touched && touched.error().code == ErrorCode::Cancelled)
            return touched.error();
        if (touched)
            checked.regions.insert(checked.regions.end(), touched->begin(), touched->end());
        else
            checked.regions.push_back({{}, nobodyKnows});
    }
    checked.regions.insert(checked.regions.end(), regions.unknown.size(), {{}, nobodyKnows});
    if (!checked.regions.empty())
        checked.failures.emplace_back("regions");
    checked.passed = checked.failures.empty();
    return done();
}

}
