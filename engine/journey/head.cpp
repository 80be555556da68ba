// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head.h"

#include "engine/journey/followers.h"
#include "engine/journey/volume_classes.h"
#include "engine/study/requests.h"

namespace engine::journey {

namespace {

using face::operator*;

std::vector<study::Instance> instancesOf(const std::vector<HeadFrame>& frames)
{
    std::vector<study::Instance> instances;
    for (const auto& frame : frames)
        instances.push_back(frame.instance);
    return instances;
}

/// What each picture looks like when it is decoded; why not, of one that cannot be cut.
std::vector<Result<pixels::Frame>> shownIn(const Head& head, const std::vector<study::Entry>& series, pool::Pool& pool,
                                           const Progress& progress)
{
    std::vector<Result<pixels::Frame>> shown(head.frames.size(), Error{ErrorCode::Unsupported, "volume"});
    for (std::size_t i = 0; i < head.volume.plan.instances.size(); ++i)
        shown[head.volume.plan.instances[i]] = head.volume.frames[i];
    for (const auto& [number, reason] : head.volume.plan.leftOut) {
        const auto& frame = head.frames[number];
        // A further phase at the same place shows the same head; a picture across the others may be a projection.
        const auto decoded = reason == "same-position"
                                 ? decodeFrame(series[frame.entry].source, frame.number, pool, {progress.stop, {}})
                                 : Result<DecodedFrame>{Error{ErrorCode::Unsupported, reason}};
        shown[number] = decoded ? Result<pixels::Frame>{decoded->frame} : decoded.error();
    }
    return shown;
}

/// The same places with the images of a phase in front, and the first ones as that phase.
face::VolumePlan withPhaseInFront(face::VolumePlan plan, std::size_t phase)
{
    std::map<std::size_t, std::size_t> behind;
    for (auto& [at, instance] : plan.phases[phase]) {
        std::swap(plan.instances[at], instance);
        behind[plan.instances[at]] = instance;
    }
    for (auto& one : plan.leftOut) {
        if (const auto found = behind.find(one.instance); found != behind.end())
            one.instance = found->second;
    }
    return plan;
}

bool isConstant(const AssembledVolume& volume)
{
    const auto bytes = volume.samples.bytes().first(volume.volume.bytes());
    return std::equal(bytes.begin() + 2, bytes.end(), bytes.begin());
}

/// The first phase that `shows` something; where none does, the first of all. A scanner may write one of nothing:
/// before the contrast comes, or as a dummy.
Result<AssembledVolume> firstPhaseThat(const std::function<bool(const AssembledVolume&)>& shows, AssembledVolume volume,
                                       const DecodeInstance& decode, pool::Pool& pool, const Progress& progress)
{
    if (shows(volume))
        return volume;
    for (std::size_t phase = 0; phase < volume.plan.phases.size(); ++phase) {
        auto next = assembleVolume(withPhaseInFront(volume.plan, phase), decode, pool, progress);
        if (!next || shows(*next))
            return next;
    }
    return volume;
}

/// Of the worker, not of the series.
bool isPassing(ErrorCode code)
{
    return code == ErrorCode::WorkerLost || code == ErrorCode::WorkerRefused || code == ErrorCode::TimedOut ||
           code == ErrorCode::OutOfMemory;
}

}

face::FramePlace placeOf(const study::Instance& instance)
{
    const auto& g = instance.geometry;
    const auto& o = g.orientation;
    return {g.position, face::Vector{o[0], o[1], o[2]} * g.spacing[1], face::Vector{o[3], o[4], o[5]} * g.spacing[0]};
}

/// A file of many frames is as good as many files: each frame has a place of its own.
Result<std::vector<HeadFrame>> framesOf(const std::vector<study::Entry>& series, pool::Pool& pool,
                                        const Progress& progress)
{
    std::vector<HeadFrame> frames;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const auto& [id, source, instance] = series[i];
        if (instance.frames <= 1) {
            frames.push_back({i, 1, instance});
            continue;
        }
        const auto file = openSource(source, pool, progress);
        if (!file)
            return file.error();
        const auto places = pool.call(pool::Kind::Files, study::DescribeFrames{}, {{file->get()}, nullptr}, progress);
        if (!places)
            return places.error();
        if (places->frames.size() != static_cast<std::size_t>(instance.frames))
            return Error{ErrorCode::Unsupported, "multi-frame"};
        for (std::size_t k = 0; k < places->frames.size(); ++k) {
            auto one = instance;
            one.frames = 1;
            one.instanceNumber = static_cast<int>(k) + 1;
            one.geometry = places->frames[k];
            frames.push_back({i, static_cast<int>(k) + 1, std::move(one)});
        }
    }
    return frames;
}

DecodeInstance originals(const std::vector<HeadFrame>& frames, const std::vector<study::Entry>& series,
                         pool::Pool& pool, const Progress& progress)
{
    return [&frames, &series, &pool, stop = progress.stop](std::size_t i) {
        return decodeFrame(series[frames[i].entry].source, frames[i].number, pool, {stop, {}});
    };
}

Result<face::AssessFace::Answer> assess(const AssembledVolume& volume, const face::Affine* anchor, pool::Lease& lease,
                                        const Progress& progress)
{
    face::AssessFace request;
    request.volume = volume.volume;
    request.anchorGiven = anchor != nullptr;
    if (anchor)
        request.toTemplate = *anchor;
    return lease.call(request, {{volume.samples.fd()}, nullptr}, progress);
}

Result<SeriesVolume> volumeOf(const std::vector<study::Entry>& series, pool::Pool& pool, const Progress& progress)
{
    if (const auto rule = ruleOf(series); rule != "volume")
        return Error{ErrorCode::Unsupported, rule};
    auto frames = framesOf(series, pool, progress);
    if (!frames)
        return frames.error();
    const auto plan = face::planVolume(instancesOf(*frames));
    if (!plan)
        return plan.error();
    const auto decode = originals(*frames, series, pool, progress);
    auto volume = assembleVolume(*plan, decode, pool, progress);
    if (!volume)
        return volume.error();
    auto telling =
        firstPhaseThat([](const auto& one) { return !isConstant(one); }, *std::move(volume), decode, pool, progress);
    if (!telling)
        return telling.error();
    return SeriesVolume{*std::move(frames), *std::move(telling)};
}

Result<Head> openHead(const std::vector<study::Entry>& series, const face::Affine* anchor, pool::Pool& pool,
                      const Progress& progress)
{
    auto whole = volumeOf(series, pool, progress);
    if (!whole)
        return whole.error();
    auto lease = pool.lease(pool::Kind::Face, progress);
    if (!lease)
        return lease.error();
    Result<face::AssessFace::Answer> seen{Error{ErrorCode::Unsupported, "volume"}};
    const auto hasSurface = [&](const AssembledVolume& one) {
        seen = assess(one, anchor, *lease, progress);
        return seen || seen.error().code != ErrorCode::Unsupported;
    };
    auto volume = firstPhaseThat(hasSurface, std::move(whole->volume), originals(whole->frames, series, pool, progress),
                                 pool, progress);
    if (!volume || !seen)
        return volume ? seen.error() : volume.error();
    return Head{std::move(whole->frames), *std::move(volume), *std::move(lease), *std::move(seen)};
}

Result<Bytes> lookAt(Head& head, const face::LookAt& look, const Progress& progress)
{
    auto memory = SharedMemory::create(static_cast<std::size_t>(look.side) * static_cast<std::size_t>(look.side));
    if (!memory)
        return memory.error();
    const auto drawn = head.lease.call(look, {{}, &*memory}, progress);
    if (!drawn)
        return drawn.error();
    const auto bytes = std::as_const(*memory).bytes();
    return Bytes{bytes.begin(), bytes.end()};
}

HeadFiles filesOf(const Head& head, const std::vector<study::Entry>& series, pool::Pool& pool, const Progress& progress)
{
    const auto shown = shownIn(head, series, pool, progress);
    HeadFiles files;
    for (std::size_t i = 0; i < head.frames.size(); ++i) {
        const auto& frame = head.frames[i];
        if (!shown[i])
            files.leftOut.try_emplace(frame.entry, whyNot(shown[i].error()));
        else
            files.cuts[frame.entry].push_back(
                {placeOf(frame.instance),
                 face::storedFor(head.seen.background, head.volume.units, head.volume.volume, *shown[i])});
    }
    for (const auto& [entry, reason] : files.leftOut)
        files.cuts.erase(entry);
    return files;
}

std::string whyNot(const Error& error)
{
    return error.code == ErrorCode::Unsupported ? error.where : inWords(Error{error.code, {}}); // where may be a path
}

Result<HeadRecord> examineHead(const HeadQuestion& question, pool::Pool& pool, const Progress& progress)
{
    HeadRecord record{question.series, question.files, {}, {}, {}, {}, {}};
    auto head = openHead(question.entries, question.anchor ? &*question.anchor : nullptr, pool, progress);
    if (!head && head.error().code == ErrorCode::Cancelled)
        return head.error();
    if (!head) {
        record.failure = whyNot(head.error());
        record.seen.faceClass = "U";
        if (followsHead(record.failure))
            orderFollower(record.failure, question.entries, pool, progress, record);
        if (isPassing(head.error().code))
            record.files.clear();
        return record;
    }
    record.remarks = head->volume.plan.remarks;
    if (auto further = lookFurther(*head, question.entries, question.anchor.has_value(), pool, progress); !further)
        return further.error();
    record.seen = head->seen;
    auto files = filesOf(*head, question.entries, pool, progress);
    for (auto& [entry, cuts] : files.cuts)
        record.cuts[question.entries[entry].id] = std::move(cuts);
    for (auto& [entry, reason] : files.leftOut)
        record.cannotCut[question.entries[entry].id] = std::move(reason);
    return record;
}

face::Cut usualCut(const face::AssessFace::Answer& seen)
{
    face::Cut cut;
    cut.tilt = seen.tilt;
    return cut;
}

/// Without an anchor a cut is by hand, and no brain is known that could be spared.
face::Cut placed(face::Cut cut, const face::AssessFace::Answer& seen)
{
    if (seen.anchor.ok) {
        cut.toTemplate = seen.anchor.toTemplate;
        cut.floor = seen.brainFloor;
    }
    return cut;
}

}
