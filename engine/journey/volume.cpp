// SPDX-License-Identifier: Apache-2.0
#include "engine/face/volume.h"

#include "engine/base/hash.h"
#include "engine/journey/steps.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>

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

std::string faceFindingId(const std::string& seriesId)
{
    return "f" + toHex(sha256(viewOf(seriesId + "\nface"))).substr(0, 16);
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
    finding.id = faceFindingId(seriesId);
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

namespace {

/// Fills one volume from several threads.
class Assembly {
public:
    Assembly(const face::VolumePlan& plan, std::span<std::int16_t> samples) : m_filling{plan, samples}
    {
        // With even spacing each frame is one slice: no two threads write the same.
        const auto& remarks = plan.remarks;
        m_isShared = std::find(remarks.begin(), remarks.end(), "uneven-spacing") != remarks.end();
    }

    Done place(std::size_t at, const DecodedFrame& decoded)
    {
        std::unique_lock lock{m_mutex, std::defer_lock};
        if (m_isShared || at == 0)
            lock.lock();
        return m_filling.place(at, decoded.frame, decoded.samples.bytes());
    }

    const face::SampleUnits& units() const { return m_filling.units(); }

private:
    face::VolumeFilling m_filling;
    bool m_isShared = false;
    std::mutex m_mutex;
};

}

Result<AssembledVolume> assembleVolume(const face::VolumePlan& plan, const DecodeInstance& decode, pool::Pool& pool,
                                       const Progress& progress)
{
    auto memory = SharedMemory::create(plan.volume.bytes());
    if (!memory)
        return memory.error();
    const auto bytes = memory->bytes();
    Assembly assembly{plan, {reinterpret_cast<std::int16_t*>(bytes.data()), bytes.size() / 2}};
    const auto count = plan.instances.size();
    std::vector<pixels::Frame> frames(count);
    std::vector<std::optional<Error>> failures(count);
    std::atomic<std::size_t> reached = 0;
    const auto place = [&](std::size_t i) {
        auto decoded = decode(plan.instances[i]);
        const auto placed = decoded ? assembly.place(i, *decoded) : Done{decoded.error()};
        if (placed)
            frames[i] = std::move(decoded->frame);
        else
            failures[i] = placed.error();
        progress.report(++reached, count);
    };
    place(0); // chooses the units
    pool.each(
        count - 1, [&](std::size_t i) { place(i + 1); }, progress);
    if (progress.stopped())
        return Error{ErrorCode::Cancelled, "volume"};
    for (const auto& failure : failures) {
        if (failure)
            return *failure;
    }
    return AssembledVolume{plan.volume, std::move(*memory), plan, assembly.units(), std::move(frames)};
}

Result<AssembledVolume> assembleVolume(const std::vector<study::Entry>& series, pool::Pool& pool,
                                       const Progress& progress)
{
    const auto plan = face::planVolume(instancesOf(series));
    if (!plan)
        return plan.error();
    const Progress quiet{progress.stop, {}};
    const auto decode = [&](std::size_t i) { return decodeFrame(series[i].source, 1, pool, quiet); };
    return assembleVolume(*plan, decode, pool, progress);
}

}
