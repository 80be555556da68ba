// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/face_series.h"

#include "engine/journey/volume_classes.h"

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

std::vector<study::Instance> instancesOf(const std::vector<study::Entry>& series)
{
    std::vector<study::Instance> instances;
    for (const auto& entry : series)
        instances.push_back(entry.instance);
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

release::Write requestFor(const study::Instance& instance, const pixels::Frame& frame, const AssembledVolume& volume,
                          double background, const face::Cut& shape)
{
    release::Write request;
    request.status = release::Status::Part;
    request.cut = shape;
    request.frameCuts = {{placeOf(instance), face::storedFor(background, volume.units, volume.volume, frame)}};
    return request;
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
    const auto plan = face::planVolume(instancesOf(head.entries));
    if (!plan)
        return noted(plan.error(), head, true);
    const auto decode = [&](std::size_t i) {
        return decodeFrame(head.entries[i].source, 1, pool, {progress.stop, {}});
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
        return decodeFrameOfFile(out->pathOf((*written)[i]), 1, pool, {progress.stop, {}});
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

std::vector<SeriesLook::Slice> SeriesLook::slicesOf(HeadSeries& head, const AssembledVolume& volume,
                                                    const face::Cut& shape)
{
    const double background = head.series.seen->background;
    std::vector<Slice> slices;
    for (std::size_t i = 0; i < volume.plan.instances.size(); ++i) {
        const auto instance = volume.plan.instances[i];
        slices.push_back(
            {instance, requestFor(head.entries[instance].instance, volume.frames[i], volume, background, shape)});
    }
    for (const auto& [instance, reason] : volume.plan.leftOut) {
        const auto& entry = head.entries[instance];
        // A further phase at the same place shows the same head; a picture across the others may be a projection.
        const auto frame = reason == "same-position" ? decodeFrame(entry.source, 1, pool, {progress.stop, {}})
                                                     : Result<DecodedFrame>{Error{ErrorCode::Unsupported, reason}};
        if (frame)
            slices.push_back({instance, requestFor(entry.instance, frame->frame, volume, background, shape)});
        else
            head.leftOver.push_back({entry.source.shownPath, "not cut, and left out: " + frame.error().where});
    }
    return slices;
}

Result<release::ManifestFile> SeriesLook::writeSlice(const study::Source& source, const release::Write& request,
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
    const auto slices = slicesOf(head, volume, shape);
    const auto first = files.size() + 1;
    std::vector<std::optional<Result<release::ManifestFile>>> rows(slices.size());
    pool.each(
        slices.size(),
        [&](std::size_t k) {
            rows[k] = writeSlice(head.entries[slices[k].instance].source, slices[k].request, first + k);
        },
        progress);
    std::vector<std::string> paths(head.entries.size());
    std::optional<Error> failure;
    for (std::size_t k = 0; k < slices.size(); ++k) {
        if (rows[k] && *rows[k])
            paths[slices[k].instance] = (**rows[k]).path;
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
