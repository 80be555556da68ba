// SPDX-License-Identifier: Apache-2.0
#include "engine/face/volume.h"

#include "engine/base/hash.h"
#include "engine/journey/head.h"
#include "engine/journey/steps.h"
#include "engine/journey/volume_classes.h"

#include <algorithm>
#include <atomic>
#include <cmath>
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

constexpr std::string_view captures = "1.2.840.10008.5.1.4.1.1.7."; // of many frames
constexpr int fewestFrames = 8;                                     // as planVolume has it
constexpr double leastOfBody = 150;                                 // mm: a smaller picture holds no head
constexpr double mostlyAcross = 0.7; // share of the normal along the body: above, a picture is axial

/// Files of many frames have their places in functional groups, which only a worker can read. Screen captures may have
/// none at all.
bool isStackOfFrames(const study::Instance& instance)
{
    const bool isCapture = instance.sopClassUid.starts_with(captures);
    return instance.frames >= fewestFrames && instance.samplesPerPixel == 1 && (!isCapture || instance.geometry.known);
}

/// A picture along the body that is large enough for a head: a localizer shows the profile.
bool isAlongBody(const study::Instance& instance)
{
    const auto& g = instance.geometry;
    const auto& o = g.orientation;
    return g.known && std::abs(o[0] * o[4] - o[1] * o[3]) < mostlyAcross &&
           g.spacing[0] * instance.rows >= leastOfBody && g.spacing[1] * instance.columns >= leastOfBody;
}

template <class Test>
bool anyOf(const std::vector<study::Entry>& series, const Test& test)
{
    return std::any_of(series.begin(), series.end(), [&](const auto& entry) { return test(entry.instance); });
}

/// Those that could be slices. A screen capture that lies nowhere is none, and what is damaged is never released.
int picturesIn(const std::vector<study::Entry>& series)
{
    int count = 0;
    for (const auto& [id, source, instance] : series) {
        const bool isCapture = instance.sopClassUid.starts_with(captures) && !instance.geometry.known;
        if (ruleFor(instance) == "volume" && !isCapture && instance.damage.empty())
            count += instance.frames;
    }
    return count;
}

review::Finding faceFinding(const std::string& seriesId, std::vector<std::string> reasons)
{
    review::Finding finding;
    finding.id = faceFindingId(seriesId);
    finding.item = seriesId;
    finding.kind = review::FindingKind::Face;
    finding.place = "series";
    finding.machine = "unknown";
    finding.category = review::Category::Face;
    finding.reasons = std::move(reasons);
    return finding;
}

/// Why a person must decide about the series; empty where nothing of it can be a face, and then `why` says so.
/// Geometry decides, and the header's words never clear a series: body part and description may be wrong.
std::vector<std::string> reasonsToAsk(const std::vector<study::Entry>& series, std::string& why)
{
    if (series.front().instance.kind ==
        study::FileKind::Image) { // every photograph is looked at, with its faces as boxes
        why = "photograph";
        return {};
    }
    for (const auto& entry : series) {
        if (const auto part = biometricOf(entry.instance); !part.empty())
            return {"biometric", part};
    }
    const auto rule = ruleOf(series);
    if (followsHead(rule))
        return {rule};
    if (rule != "volume") {
        why = rule;
        return {};
    }
    const auto plan = face::planVolume(instancesOf(series));
    if (plan) {
        auto reasons = plan->remarks;
        reasons.insert(reasons.begin(), "volume");
        return reasons;
    }
    why = plan.error().where;
    if (anyOf(series, isStackOfFrames))
        return {"volume", "multi-frame"};
    if (anyOf(series, isAlongBody))
        return {"profile"};
    // What we cannot put together, others may.
    return picturesIn(series) >= fewestFrames ? std::vector{std::string{"volume"}, why} : std::vector<std::string>{};
}

}

std::string faceFindingId(const std::string& seriesId)
{
    return "f" + toHex(sha256(viewOf(seriesId + "\nface"))).substr(0, 16);
}

Examined examineFace(const std::string& seriesId, const std::vector<study::Entry>& series)
{
    Examined answer{seriesId, "face", 0, 0, {}, {}};
    auto reasons = reasonsToAsk(series, answer.reason);
    if (reasons.empty())
        return answer;
    answer.reason.clear();
    answer.findings.push_back(faceFinding(seriesId, std::move(reasons)));
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
        if (m_isShared)
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
    // Chooses the units: the slice in the middle, since the outermost ones of a PET may hold hardly anything.
    const auto middle = count / 2;
    place(middle);
    pool.each(
        count - 1, [&](std::size_t i) { place(i < middle ? i : i + 1); }, progress);
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
    auto whole = volumeOf(series, pool, progress);
    if (!whole)
        return whole.error();
    return std::move(whole->volume);
}

}
