// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/projections.h"

#include "engine/pixels/window.h"

#include <cmath>
#include <utility>

namespace engine::journey {

namespace {

void letter(const FrameOf& wanted, DecodedFrame& decoded)
{
    if (wanted.lettering)
        pixels::write(*wanted.lettering, decoded.frame, decoded.samples.bytes());
}

/// Decodes frames of one file after the other; a file is opened once for all its frames in a row.
class Reader {
public:
    Reader(pool::Pool& pool, const Progress& progress) : m_pool{pool}, m_quiet{progress.stop, {}} {}

    Result<DecodedFrame> read(const FrameOf& wanted)
    {
        if (!m_file || !(m_open.source == wanted.source) || m_open.file != wanted.file) {
            auto file = wanted.file.empty() ? openSource(wanted.source, m_pool, m_quiet) : openForReading(wanted.file);
            if (!file)
                return file.error();
            m_file = std::move(*file);
            m_open = wanted;
        }
        auto decoded = decodeFrame(*m_file, wanted.frame, m_pool, m_quiet);
        if (decoded)
            letter(wanted, *decoded);
        return decoded;
    }

private:
    pool::Pool& m_pool;
    Progress m_quiet;
    FrameOf m_open;
    std::optional<Descriptor> m_file;
};

bool isAlike(const pixels::Frame& a, const pixels::Frame& b)
{
    return a.layout.columns == b.layout.columns && a.layout.rows == b.layout.rows &&
           a.layout.samplesPerPixel == b.layout.samplesPerPixel && a.layout.bytesPerSample == b.layout.bytesPerSample &&
           a.layout.isSigned == b.layout.isSigned && a.presentation.inverted == b.presentation.inverted;
}

Projections sized(const pixels::FrameLayout& layout)
{
    Projections projections;
    projections.columns = layout.columns;
    projections.rows = layout.rows;
    projections.samplesPerPixel = layout.samplesPerPixel;
    return projections;
}

ByteView samplesOf(const DecodedFrame& decoded)
{
    return std::as_const(decoded.samples).bytes().first(decoded.frame.layout.bytes());
}

std::vector<pixels::Box> boxesOn(const std::vector<pixels::Box>& boxes, int frame)
{
    std::vector<pixels::Box> here;
    for (const auto& box : boxes) {
        if (frame >= box.firstFrame && frame <= box.lastFrame)
            here.push_back(box);
    }
    return here;
}

}

Result<DecodedFrame> decodeFrame(const FrameOf& wanted, pool::Pool& pool, const Progress& progress)
{
    auto decoded = wanted.file.empty() ? decodeFrame(wanted.source, wanted.frame, pool, progress)
                                       : decodeFrameOfFile(wanted.file, wanted.frame, pool, progress);
    if (decoded)
        letter(wanted, *decoded);
    return decoded;
}

Result<Projections> projectionsOf(const std::vector<FrameOf>& frames, pool::Pool& pool, const Progress& progress)
{
    Reader reader{pool, progress};
    std::optional<pixels::Projector> projector;
    std::optional<Error> firstError;
    pixels::Frame kind;
    std::vector<std::size_t> within, without;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const auto decoded = reader.read(frames[i]);
        if (progress.stopped())
            return Error{ErrorCode::Cancelled, "projections"};
        progress.report(i + 1, frames.size());
        if (!decoded && !firstError)
            firstError = decoded.error();
        if (decoded && !projector) {
            kind = decoded->frame;
            projector.emplace(kind);
        }
        if (!decoded || !isAlike(kind, decoded->frame)) {
            without.push_back(i);
            continue;
        }
        if (auto added = projector->add(samplesOf(*decoded)); !added)
            return added.error();
        within.push_back(i);
    }
    if (!projector)
        return firstError.value_or(Error{ErrorCode::NotFound, "frames"});
    auto projections = sized(kind.layout);
    projections.frames = projector->frames();
    projections.without = std::move(without);
    auto odd = projector->odd();
    projections.odd = std::move(odd.picture);
    projections.oddFrame = within[static_cast<std::size_t>(odd.index)];
    for (const auto panel : pixels::panels)
        projections.pictures[static_cast<std::size_t>(panel)] = projector->picture(panel);
    return projections;
}

Result<Projections> brightestOf(const study::Entry& entry, const std::vector<pixels::Box>& blanked, pool::Pool& pool,
                                const Progress& progress)
{
    Reader reader{pool, progress};
    std::optional<pixels::Projector> projector;
    std::optional<pixels::Projector::Range> range;
    Projections projections;
    for (int frame = 1; frame <= entry.instance.frames; ++frame) {
        const auto decoded = reader.read({entry.source, frame});
        if (!decoded)
            return decoded.error();
        if (!projector) {
            projector.emplace(decoded->frame, true);
            projections = sized(decoded->frame.layout);
            if (projections.samplesPerPixel == 1) {
                const auto window = pixels::defaultWindow(decoded->frame, samplesOf(*decoded));
                range = {window.centre - window.width / 2, window.centre + window.width / 2};
            } else {
                range = {0, std::pow(2, decoded->frame.layout.bitsStored) - 1};
            }
        }
        if (auto added = projector->add(samplesOf(*decoded), boxesOn(blanked, frame)); !added)
            return added.error();
        progress.report(static_cast<std::size_t>(frame), static_cast<std::size_t>(entry.instance.frames));
    }
    if (!projector)
        return Error{ErrorCode::NotFound, "frames"};
    projections.frames = projector->frames();
    projections.pictures[static_cast<std::size_t>(pixels::Panel::Brightest)] =
        projector->picture(pixels::Panel::Brightest, range);
    return projections;
}

}
