// SPDX-License-Identifier: Apache-2.0
#include "engine/face/volume.h"

#include "engine/base/hash.h"
#include "engine/journey/steps.h"

namespace engine::journey {

namespace {

std::vector<study::Instance> instancesOf(const std::vector<study::Entry>& series)
{
    std::vector<study::Instance> instances;
    for (const auto& entry : series)
        instances.push_back(entry.instance);
    return instances;
}

/// A volume can show a face when it comes from a body scanner. Geometry decides, and the header's words never clear a
/// series: body part and description may be wrong.
bool isBodyScanner(const std::string& modality)
{
    return modality == "CT" || modality == "MR" || modality == "PT" || modality == "NM" || modality == "OT";
}

}

Examined examineFace(const std::string& seriesId, const std::vector<study::Entry>& series)
{
    Examined answer{seriesId, "face", 0, 0, {}, {}};
    const auto plan = face::planVolume(instancesOf(series));
    if (!plan) {
        answer.reason = plan.error().where;
        return answer;
    }
    if (!isBodyScanner(series.front().instance.modality)) {
        answer.reason = "modality";
        return answer;
    }
    review::Finding finding;
    finding.id = "f" + toHex(sha256(viewOf(seriesId + "\nface"))).substr(0, 16);
    finding.item = seriesId;
    finding.kind = review::FindingKind::Face;
    finding.place = "series";
    finding.machine = "unknown";
    finding.category = review::Category::Face;
    finding.reasons = plan->remarks;
    finding.reasons.insert(finding.reasons.begin(), "volume");
    answer.findings.push_back(std::move(finding));
    return answer;
}

Result<AssembledVolume> assembleVolume(const std::vector<study::Entry>& series, pool::Pool& pool,
                                       const Progress& progress)
{
    const auto plan = face::planVolume(instancesOf(series));
    if (!plan)
        return plan.error();
    auto memory = SharedMemory::create(plan->volume.bytes());
    if (!memory)
        return memory.error();
    const auto bytes = memory->bytes();
    face::VolumeFilling filling{*plan, {reinterpret_cast<std::int16_t*>(bytes.data()), bytes.size() / 2}};
    for (std::size_t i = 0; i < plan->instances.size(); ++i) {
        if (progress.stopped())
            return Error{ErrorCode::Cancelled, "volume"};
        const auto decoded = decodeFrame(series[plan->instances[i]].source, 1, pool, progress);
        if (!decoded)
            return decoded.error();
        if (auto placed = filling.place(i, decoded->frame, std::as_const(decoded->samples).bytes()); !placed)
            return placed.error();
        progress.report(i + 1, plan->instances.size());
    }
    return AssembledVolume{plan->volume, std::move(*memory)};
}

}
