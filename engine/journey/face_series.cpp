// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/face_series.h"

#include "engine/journey/volume_classes.h"
#include "engine/study/requests.h"

#include <algorithm>

namespace engine::journey {

namespace {

using face::operator*;

constexpr int pictureSide = 512;
/// Round the head, the face first; then from above and below.
constexpr std::array<std::array<double, 2>, 8> directions{
    {{0, 0}, {45, 0}, {-45, 0}, {90, 0}, {-90, 0}, {0, 40}, {0, -40}, {180, 0}}};

bool stopsEverything(ErrorCode code)
{
    return code == ErrorCode::Cancelled || code == ErrorCode::NoSpace || code == ErrorCode::NotWritable;
}

std::vector<study::Instance> instancesOf(const std::vector<HeadFrame>& frames)
{
    std::vector<study::Instance> instances;
    for (const auto& frame : frames)
        instances.push_back(frame.instance);
    return instances;
}

/// An error that concerns this series alone becomes its reason.
Done noted(const Error& error, HeadSeries& head, bool isCut)
{
    if (stopsEverything(error.code))
        return error;
    const auto words = error.code == ErrorCode::Unsupported ? error.where : inWords(error);
    head.series.reasons.push_back(words);
    if (isCut)
        head.series.notCut = words;
    return done();
}

face::FramePlace placeOf(const study::Instance& instance)
{
    const auto& g = instance.geometry;
    const auto& o = g.orientation;
    return {g.position, face::Vector{o[0], o[1], o[2]} * g.spacing[1], face::Vector{o[3], o[4], o[5]} * g.spacing[0]};
}

}

Done SeriesLook::look(HeadSeries& head)
{
    const auto& first = head.entries.front().instance;
    head.series.reasons.clear();
    if (const auto rule = ruleFor(first); rule != "volume") {
        head.series.reasons.push_back(rule);
        head.series.notCut = rule;
        return done();
    }
    if (auto listed = listFrames(head); !listed)
        return noted(listed.error(), head, true);
    const auto plan = face::planVolume(instancesOf(head.frames));
    if (!plan)
        return noted(plan.error(), head, true);
    const auto decode = [&](std::size_t i) {
        const auto& frame = head.frames[i];
        return decodeFrame(head.entries[frame.entry].source, frame.number, pool, {progress.stop, {}});
    };
    const auto volume = assembleVolume(*plan, decode, pool, progress);
    if (!volume)
        return noted(volume.error(), head, true);
    head.series.reasons = plan->remarks;
    auto lease = pool.lease(pool::Kind::Face, progress);
    if (!lease)
        return lease.error();
    if (auto assessed = assess(head, *volume, *lease); !assessed)
        return assessed;
    if (!head.series.seen || !wish.cut)
        return done();
    if (!head.series.seen->anchor.ok) {
        head.series.notCut = "anchor-rejected";
        return done();
    }
    return cut(head, *volume, *lease);
}

/// A file of many frames is as good as many files: each frame has a place of its own.
Done SeriesLook::listFrames(HeadSeries& head)
{
    head.frames.clear();
    for (std::size_t i = 0; i < head.entries.size(); ++i) {
        const auto& [id, source, instance] = head.entries[i];
        if (instance.frames <= 1) {
            head.frames.push_back({i, 1, instance});
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
            head.frames.push_back({i, static_cast<int>(k) + 1, std::move(one)});
        }
    }
    return done();
}

Done SeriesLook::assess(HeadSeries& head, const AssembledVolume& volume, pool::Lease& lease)
{
    face::AssessFace request;
    request.volume = volume.volume;
    request.anchorGiven = anchor != nullptr;
    if (anchor)
        request.toTemplate = *anchor;
    const auto seen = lease.call(request, {{volume.samples.fd()}, nullptr}, progress);
    if (!seen)
        return noted(seen.error(), head, true);
    head.series.seen = *seen;
    head.series.faceClass = seen->faceClass;
    head.series.reasons.insert(head.series.reasons.end(), seen->reasons.begin(), seen->reasons.end());
    return wantsPictures ? draw(false, lease) : done();
}

Done SeriesLook::cut(HeadSeries& head, const AssembledVolume& volume, pool::Lease& lease)
{
    auto shape = *wish.cut;
    shape.toTemplate = head.series.seen->anchor.toTemplate;
    shape.floor = head.series.seen->brainFloor;
    const auto written = write(head, volume, shape);
    if (!written)
        return noted(written.error(), head, true);
    const auto decode = [&](std::size_t i) {
        const auto& frame = head.frames[i];
        return decodeFrameOfFile(out->pathOf((*written)[frame.entry]), frame.number, pool, {progress.stop, {}});
    };
    const auto after = assembleVolume(volume.plan, decode, pool, progress);
    if (!after)
        return withdrawn(after.error(), *written, head);
    const face::CheckCut request{volume.volume, shape};
    const auto checked = lease.call(request, {{volume.samples.fd(), after->samples.fd()}, nullptr}, progress);
    if (!checked)
        return withdrawn(checked.error(), *written, head);
    head.series.checked = *checked;
    return wantsPictures ? draw(true, lease) : done();
}

/// What was written and could not be looked at again does not stay.
Done SeriesLook::withdrawn(const Error& error, const std::vector<std::string>& paths, HeadSeries& head)
{
    for (const auto& path : paths) {
        std::erase_if(files, [&](const release::ManifestFile& file) { return file.path == path; });
        if (!path.empty())
            out->drop(path);
    }
    return noted(error, head, true);
}

std::vector<std::optional<pixels::Frame>> SeriesLook::shownIn(HeadSeries& head, const AssembledVolume& volume)
{
    std::vector<std::optional<pixels::Frame>> shown(head.frames.size());
    for (std::size_t i = 0; i < volume.plan.instances.size(); ++i)
        shown[volume.plan.instances[i]] = volume.frames[i];
    for (const auto& [number, reason] : volume.plan.leftOut) {
        const auto& frame = head.frames[number];
        const auto& source = head.entries[frame.entry].source;
        // A further phase at the same place shows the same head; a picture across the others may be a projection.
        const auto decoded = reason == "same-position" ? decodeFrame(source, frame.number, pool, {progress.stop, {}})
                                                       : Result<DecodedFrame>{Error{ErrorCode::Unsupported, reason}};
        if (decoded)
            shown[number] = decoded->frame;
        else
            head.leftOver.push_back({source.shownPath, "not cut, and left out: " + decoded.error().where});
    }
    return shown;
}

std::vector<SeriesLook::CutFile> SeriesLook::filesOf(HeadSeries& head, const AssembledVolume& volume,
                                                     const face::Cut& shape)
{
    const auto shown = shownIn(head, volume);
    std::vector<CutFile> cuts;
    std::vector<bool> isWhole(head.entries.size(), true);
    for (std::size_t i = 0; i < head.frames.size(); ++i) {
        const auto& frame = head.frames[i];
        if (cuts.empty() || cuts.back().entry != frame.entry) {
            cuts.push_back({frame.entry, {}});
            cuts.back().request.status = release::Status::Part;
            cuts.back().request.cut = shape;
        }
        isWhole[frame.entry] = isWhole[frame.entry] && shown[i].has_value();
        if (shown[i])
            cuts.back().request.frameCuts.push_back(
                {placeOf(frame.instance),
                 face::storedFor(head.series.seen->background, volume.units, volume.volume, *shown[i])});
    }
    // A file with one frame that cannot be cut is left out whole.
    std::erase_if(cuts, [&](const CutFile& one) { return !isWhole[one.entry]; });
    return cuts;
}

Result<release::ManifestFile> SeriesLook::writeFile(const study::Source& source, const release::Write& request,
                                                    std::size_t number)
{
    const auto digits = std::to_string(number);
    const auto name = "part-" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits + ".dcm";
    auto file = out->newFile(name);
    if (!file)
        return file.error();
    const auto written = writeCleaned(source, request, file->descriptor(), pool, {progress.stop, {}});
    if (!written)
        return written.error();
    if (auto committed = file->commit(Durability::WithBatch); !committed)
        return committed.error();
    return release::entryFor(*written, name);
}

Result<std::vector<std::string>> SeriesLook::write(HeadSeries& head, const AssembledVolume& volume,
                                                   const face::Cut& shape)
{
    const auto cuts = filesOf(head, volume, shape);
    if (cuts.empty())
        return Error{ErrorCode::Unsupported, "no file that can be cut whole"};
    const auto first = files.size() + 1;
    std::vector<std::optional<Result<release::ManifestFile>>> rows(cuts.size());
    pool.each(
        cuts.size(),
        [&](std::size_t k) { rows[k] = writeFile(head.entries[cuts[k].entry].source, cuts[k].request, first + k); },
        progress);
    std::vector<std::string> paths(head.entries.size());
    std::optional<Error> failure;
    for (std::size_t k = 0; k < cuts.size(); ++k) {
        if (rows[k] && *rows[k])
            paths[cuts[k].entry] = (**rows[k]).path;
        else
            failure = rows[k] ? rows[k]->error() : Error{ErrorCode::Cancelled, "face"};
    }
    if (failure) {
        for (const auto& path : paths) {
            if (!path.empty())
                out->drop(path);
        }
        return *failure;
    }
    for (const auto& row : rows)
        files.push_back(**row);
    return paths;
}

Done SeriesLook::draw(bool isAfter, pool::Lease& lease)
{
    auto memory = SharedMemory::create(static_cast<std::size_t>(pictureSide) * pictureSide);
    if (!memory)
        return memory.error();
    for (int view = 0; view < wish.views; ++view) {
        const auto& [yaw, pitch] = directions[static_cast<std::size_t>(view)];
        const auto drawn = lease.call(face::LookAt{yaw, pitch, pictureSide, isAfter}, {{}, &*memory}, progress);
        if (!drawn)
            return drawn.error();
        const auto bytes = std::as_const(*memory).bytes();
        pictures.push_back({isAfter, pictureSide, {bytes.begin(), bytes.end()}});
    }
    return done();
}

}
