// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/face_series.h"

#include "engine/journey/followers.h"
#include "engine/journey/volume_classes.h"

#include <algorithm>

namespace engine::journey {

namespace {

constexpr int pictureSide = 512;
/// Round the head, the face first; then from above and below.
constexpr std::array<std::array<double, 2>, 8> directions{
    {{0, 0}, {45, 0}, {-45, 0}, {90, 0}, {-90, 0}, {0, 40}, {0, -40}, {180, 0}}};

bool stopsEverything(ErrorCode code)
{
    return code == ErrorCode::Cancelled || code == ErrorCode::NoSpace || code == ErrorCode::NotWritable;
}

/// An error that concerns this series alone becomes its reason.
Done noted(const Error& error, HeadSeries& head)
{
    if (stopsEverything(error.code))
        return error;
    const auto words = whyNot(error);
    head.series.reasons.push_back(words);
    head.series.notCut = words;
    return done();
}

}

Done SeriesLook::look(HeadSeries& series)
{
    auto& result = series.series;
    result.reasons.clear();
    auto head = openHead(series.entries, anchor, pool, progress);
    if (!head)
        return noted(head.error(), series);
    if (auto drawn = wantsPictures ? draw(false, *head) : done(); !drawn)
        return drawn;
    if (auto further = lookFurther(*head, series.entries, anchor != nullptr, pool, progress); !further)
        return noted(further.error(), series);
    result.reasons = head->volume.plan.remarks;
    result.reasons.insert(result.reasons.end(), head->seen.reasons.begin(), head->seen.reasons.end());
    result.seen = head->seen;
    result.faceClass = head->seen.faceClass;
    if (!wish.isCut)
        return done();
    if (!head->seen.anchor.ok) {
        result.notCut = "anchor-rejected";
        return done();
    }
    return cut(series, *head);
}

Done SeriesLook::cut(HeadSeries& series, Head& head)
{
    const auto method = wish.method ? *wish.method : usualCut(head.seen);
    const auto shape = placed(method, head.seen);
    const auto written = write(series, head, shape);
    if (!written)
        return noted(written.error(), series);
    const auto decode = [&](std::size_t entry, int number) {
        return decodeFrameOfFile(out->pathOf((*written)[entry]), number, pool, {progress.stop, {}});
    };
    auto checked = checkCut(head, {series.entries, shape, decode}, pool, progress);
    if (!checked)
        return withdrawn(checked.error(), *written, series);
    series.series.checked = *std::move(checked);
    series.series.method = face::inWords(method);
    series.shape = shape;
    return wantsPictures ? draw(true, head) : done();
}

Done SeriesLook::follow(HeadSeries& series, const face::Cut& shape)
{
    const auto rule = ruleOf(series.entries);
    HeadRecord known;
    orderFollower(rule, series.entries, pool, progress, known);
    WrittenFollower written{rule, series.entries, {}, {}, shape, false};
    for (const auto& entry : series.entries) {
        const auto cuts = known.cuts.find(entry.id);
        written.frameCuts.push_back(cuts == known.cuts.end() ? std::vector<face::FrameCut>{} : cuts->second);
        written.paths.emplace_back();
        if (cuts == known.cuts.end()) {
            series.leftOver.push_back(
                {entry.source.shownPath, "not cut, and left out: " + known.cannotCut.at(entry.id)});
            continue;
        }
        release::Write request;
        request.status = release::Status::Part;
        request.cut = shape;
        request.frameCuts = cuts->second;
        request.clipsContours = rule == "skin-contour";
        auto file = writeFile(entry.source, request, files.size() + 1);
        if (!file)
            return withdrawn(file.error(), written.paths, series);
        written.paths.back() = file->path;
        files.push_back(*std::move(file));
    }
    auto places = written.paths;
    for (auto& path : written.paths)
        path = path.empty() ? path : out->pathOf(path);
    const auto checked = checkFollower(written, pool, progress);
    if (!checked || !checked->passed)
        return withdrawn(checked ? Error{ErrorCode::Damaged, "after-check"} : checked.error(), places, series);
    series.series.clipped = known.cuts.size();
    series.series.notCut.clear();
    return done();
}

/// What was written and could not be looked at again does not stay.
Done SeriesLook::withdrawn(const Error& error, const std::vector<std::string>& paths, HeadSeries& series)
{
    for (const auto& path : paths) {
        std::erase_if(files, [&](const release::ManifestFile& file) { return file.path == path; });
        if (!path.empty())
            out->drop(path);
    }
    return noted(error, series);
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

Result<std::vector<std::string>> SeriesLook::write(HeadSeries& series, const Head& head, const face::Cut& shape)
{
    const auto whole = filesOf(head, series.entries, pool, progress);
    for (const auto& [entry, reason] : whole.leftOut)
        series.leftOver.push_back({series.entries[entry].source.shownPath, "not cut, and left out: " + reason});
    if (whole.cuts.empty())
        return Error{ErrorCode::Unsupported, "no file that can be cut whole"};
    const std::vector cuts(whole.cuts.begin(), whole.cuts.end());
    const auto first = files.size() + 1;
    std::vector<std::optional<Result<release::ManifestFile>>> rows(cuts.size());
    pool.each(
        cuts.size(),
        [&](std::size_t k) {
            release::Write request;
            request.status = release::Status::Part;
            request.cut = shape;
            request.frameCuts = cuts[k].second;
            rows[k] = writeFile(series.entries[cuts[k].first].source, request, first + k);
        },
        progress);
    std::vector<std::string> paths(series.entries.size());
    std::optional<Error> failure;
    for (std::size_t k = 0; k < cuts.size(); ++k) {
        if (rows[k] && *rows[k])
            paths[cuts[k].first] = (**rows[k]).path;
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

Done SeriesLook::draw(bool isAfter, Head& head)
{
    for (int view = 0; view < wish.views; ++view) {
        const auto& [yaw, pitch] = directions[static_cast<std::size_t>(view)];
        auto picture = lookAt(head, {yaw, pitch, pictureSide, isAfter}, progress);
        if (!picture)
            return picture.error();
        pictures.push_back({isAfter, pictureSide, *std::move(picture)});
    }
    return done();
}

}
