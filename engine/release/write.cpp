// SPDX-License-Identifier: Apache-2.0
#include "engine/release/write.h"

#include "engine/base/hash.h"
#include "engine/dicom/data_set.h"
#include "engine/photo/format.h"
#include "engine/pixels/blank_parts.h"
#include "engine/pixels/codecs.h"
#include "engine/pixels/encode.h"
#include "engine/pixels/icc_texts.h"
#include "engine/pixels/overlay_bits.h"
#include "engine/pixels/redact.h"
#include "engine/pixels/redact_layers.h"
#include "engine/pixels/shape.h"
#include "engine/pixels/strip.h"
#include "engine/profile/plan.h"
#include "engine/release/contours.h"
#include "engine/release/photograph.h"
#include "engine/release/residual.h"

#include <algorithm>

namespace engine::release {

namespace {

constexpr std::string_view directory = "1.2.840.10008.1.3.10"; // Media Storage Directory, PS3.6 Table A-1

/// What a cut takes away of each frame.
std::vector<pixels::FrameParts> partsOf(const std::vector<face::FrameCut>& frames, const face::Cut& cut,
                                        const pixels::ImageShape& shape)
{
    const face::Cutter cutter{cut};
    std::vector<pixels::FrameParts> parts;
    for (const auto& [place, fill] : frames)
        parts.push_back(
            {static_cast<int>(parts.size()) + 1, fill, cutter.partsOf(place, shape.columns, shape.rows), {}});
    return parts;
}

/// What boxes blanked is no part of the cut, and changed all the same.
void addBoxes(const std::vector<pixels::Box>& boxes, std::vector<pixels::FrameParts>& parts)
{
    for (auto& frame : parts) {
        for (const auto& box : boxes) {
            if (frame.frame < box.firstFrame || frame.frame > box.lastFrame)
                continue;
            for (const auto& part : pixels::rectanglesOf(box)) {
                for (int row = 0; row < part.height; ++row)
                    frame.besides.push_back({part.y + row, part.x, part.x + part.width});
            }
        }
    }
}

/// One file on its way.
class Writing {
public:
    Writing(const Write& request, const profile::Standard& standard, const Progress& progress)
        : m_request{request}, m_standard{standard}, m_progress{progress}
    {
    }

    Result<Write::Answer> run(int original, int file)
    {
        auto dataSet = open(original);
        if (!dataSet)
            return dataSet.error();
        m_before = dicom::read(*dataSet);
        for (const auto step : {&Writing::plan, &Writing::editPixels, &Writing::editHeader}) {
            if (auto performed = (this->*step)(*dataSet); !performed)
                return performed.error();
        }
        if (auto saved = dicom::save(*dataSet, file); !saved)
            return saved.error();
        const auto written = dicom::load(file);
        if (!written)
            return written.error();
        if (auto same = dicom::checkReadBack(*written, *dataSet); !same)
            return same.error();
        if (auto checked = check(original, file, *written); !checked)
            return checked.error();
        return std::move(m_answer);
    }

private:
    static Result<dicom::DataSet> open(int original)
    {
        auto dataSet = dicom::load(original);
        if (!dataSet)
            return dataSet;
        if (!dataSet->damage().empty())
            return Error{ErrorCode::Damaged, dataSet->damage()};
        if (dicom::valueOf(dicom::read(*dataSet).meta, {0x0002, 0x0002}) == directory)
            return Error{ErrorCode::Unsupported, "DICOMDIR"};
        return dataSet;
    }

    bool isPart() const { return m_request.status == Status::Part; }

    Done plan(dicom::DataSet&)
    {
        if (isPart())
            return done();
        const auto crosswalk = crosswalk::Crosswalk::create(m_request.secrets);
        if (!crosswalk)
            return crosswalk.error();
        const profile::Task task{m_request.rules,
                                 {m_request.status == Status::Draft, m_request.pixelsReviewed, m_request.faces},
                                 m_request.surroundings};
        auto made = profile::plan(m_before, task, *crosswalk, m_standard);
        if (!made)
            return made.error();
        m_plan = *std::move(made);
        m_answer.actions = m_plan.actions;
        m_answer.newUids = m_plan.newUids;
        m_answer.newPeople = m_plan.newPeople;
        m_answer.daysMoved = m_plan.daysMoved;
        m_answer.texts = m_plan.texts;
        m_answer.doubts = m_plan.doubts;
        return done();
    }

    Done editPixels(dicom::DataSet& dataSet)
    {
        const auto fill = m_request.fillGiven ? std::optional<int>{m_request.fill} : std::nullopt;
        if (auto blanked = pixels::redactLayers(dataSet, m_request.layerBoxes); !blanked) // before icons go anyway
            return blanked;
        // As long as it is known to be lossy: what lossy coding carries over the bits of a sample is no writing.
        const auto overlays = isPart() ? Result<bool>{false} : pixels::clearOverlayBits(dataSet);
        if (!overlays)
            return overlays.error();
        auto redaction = pixels::redact(dataSet, m_request.boxes, fill, m_progress);
        if (!redaction)
            return redaction.error();
        m_answer.boxesUsed = std::move(redaction->boxesUsed);
        m_answer.method = redaction->method;
        m_wasLossy = redaction->wasLossy;
        if (auto cut = cutFace(dataSet); !cut)
            return cut;
        const auto icc = isPart() ? Result<bool>{false} : pixels::blankIccTexts(dataSet);
        if (!icc)
            return icc.error();
        const auto stripped = pixels::stripMetadata(dataSet);
        if (!stripped)
            return stripped.error();
        if (!stripped->isSearched)
            m_answer.doubts.push_back({"pixel", "bitstream-not-searched", ""});
        if (isRedacted())
            m_answer.pixels.emplace_back("redacted");
        if (isDefaced())
            m_answer.pixels.emplace_back("defaced");
        if ((!m_request.boxes.empty() || isDefaced()) && m_answer.method != "compressed-domain" &&
            isCompressedOriginal())
            m_answer.pixels.emplace_back("re-encoded");
        if (!stripped->removed.empty() || *overlays || *icc)
            m_answer.pixels.emplace_back("stripped");
        if (m_answer.pixels.empty())
            m_answer.pixels.emplace_back("untouched");
        return done();
    }

    bool isRedacted() const { return !m_request.boxes.empty() || !m_request.layerBoxes.empty(); }
    bool isDefaced() const
    {
        return m_pointsTaken > 0 ||
               std::any_of(m_parts.begin(), m_parts.end(), [](const auto& frame) { return !frame.parts.empty(); });
    }

    /// After the boxes: what they blanked stays blank, and the cut goes over it.
    Done cutFace(dicom::DataSet& dataSet)
    {
        if (m_request.clipsContours) {
            const auto taken = clipContours(dataSet, m_request.cut);
            m_pointsTaken = taken ? *taken : 0;
            return taken ? done() : Done{taken.error()};
        }
        if (m_request.frameCuts.empty())
            return done();
        const auto shape = pixels::shapeOf(dataSet);
        if (!shape)
            return shape.error();
        if (m_request.frameCuts.size() != static_cast<std::size_t>(shape->frames))
            return Error{ErrorCode::BadArgument, "frames of the cut"};
        m_parts = partsOf(m_request.frameCuts, m_request.cut, *shape);
        auto blanked = pixels::blankParts(dataSet, m_parts, m_progress);
        if (!blanked)
            return blanked.error();
        if (!blanked->method.empty())
            m_answer.method = blanked->method;
        m_wasLossy = m_wasLossy || blanked->wasLossy;
        return done();
    }

    bool isCompressedOriginal() const
    {
        const auto syntax = dicom::valueOf(m_before.meta, {0x0002, 0x0010});
        return syntax.rfind("1.2.840.10008.1.2.4", 0) == 0 || syntax == "1.2.840.10008.1.2.5";
    }

    Done editHeader(dicom::DataSet& dataSet)
    {
        if (auto applied = dicom::applyEdits(dataSet, m_plan.edits); !applied)
            return applied;
        if (!isRedacted() && m_request.frameCuts.empty())
            return done();
        auto edits = profile::derivationEdits(m_before, m_wasLossy);
        if (!m_request.frameCuts.empty()) {
            auto& words = edits.back().value; // ends with what became of a lossy past
            words = std::string{isRedacted() ? "Pixels of the face and in boxes" : "Pixels of the face"} +
                    " replaced by a flat value" + words.substr(std::min(words.find(';'), words.size()));
        }
        return dicom::applyEdits(dataSet, edits);
    }

    /// Judges the bytes on disk, not what was in memory.
    Done check(int original, int file, const dicom::DataSet& written)
    {
        const auto after = dicom::read(written);
        const auto missing = profile::newlyMissing(m_before, after, m_standard);
        if (!missing.empty())
            return Error{ErrorCode::Damaged, missing.front() + " is required and would be missing"};
        if (!isPart()) {
            const auto residual = searchFinished(file, written, after, m_plan.identity, m_standard);
            if (!residual)
                return residual.error();
            m_answer.searched = residual->searched;
            m_answer.exempt = residual->exempt;
            if (!residual->places.empty())
                return Error{ErrorCode::OpenFindings, residual->places[0][0] + ": what was taken out elsewhere (" +
                                                          residual->places[0][1] + ") is left in the finished file"};
        }
        if (auto compared = comparePixels(original, written); !compared)
            return compared;
        describe(written, after);
        return done();
    }

    Done comparePixels(int original, const dicom::DataSet& written)
    {
        if (m_request.clipsContours) {
            const auto left = pointsIn(written, m_request.cut);
            if (!left)
                return left.error();
            return *left == 0 ? done() : Done{Error{ErrorCode::Damaged, "points inside the cut would stay"}};
        }
        if (!isRedacted() && !isDefaced())
            return done();
        const auto before = dicom::load(original);
        if (!before)
            return before.error();
        addBoxes(m_answer.boxesUsed, m_parts);
        const auto changed = isDefaced()
                                 ? pixels::countChangedOutside(*before, written, m_parts, m_progress)
                                 : pixels::countChangedOutside(*before, written, m_answer.boxesUsed, m_progress);
        if (!changed)
            return changed.error();
        m_answer.outsideChanged = *changed;
        return *changed == 0 ? done() : Done{Error{ErrorCode::Damaged, "pixels outside the boxes would change"}};
    }

    void describe(const dicom::DataSet& written, const dicom::Tree& after)
    {
        const auto value = [&](std::uint16_t group, std::uint16_t element) {
            return dicom::valueOf(after.elements, {group, element});
        };
        m_answer.pseudonym = isPart() ? value(0x0010, 0x0020) : m_plan.pseudonym;
        m_answer.studyUid = value(0x0020, 0x000D);
        m_answer.seriesUid = value(0x0020, 0x000E);
        m_answer.sopInstanceUid = value(0x0008, 0x0018);
        m_answer.sopClassUid = value(0x0008, 0x0016);
        m_answer.modality = value(0x0008, 0x0060);
        m_answer.transferSyntaxUid = written.transferSyntaxUid();
    }

    const Write& m_request;
    const profile::Standard& m_standard;
    const Progress& m_progress;
    dicom::Tree m_before;
    profile::Plan m_plan;
    Write::Answer m_answer;
    std::vector<pixels::FrameParts> m_parts; ///< of the cut
    std::uint64_t m_pointsTaken = 0;         ///< of contours
    bool m_wasLossy = false;
};

Done decodeAll(const dicom::DataSet& dataSet, const pixels::ImageShape& shape)
{
    const auto* codec = pixels::codecFor(dataSet.transferSyntaxUid());
    for (int frame = 1; codec && frame <= shape.frames; ++frame) {
        if (const auto decoded = codec->decode(dataSet, shape, frame); !decoded)
            return decoded.error();
    }
    return done();
}

}

void prepareWriting()
{
    pixels::registerCodecs();
    pixels::registerEncoders();
}

Result<Write::Answer> writeFile(const Write& request, int original, int file, const profile::Standard& standard,
                                const Progress& progress)
{
    if (photo::formatOf(original) != photo::Format::None)
        return writePhotograph(request, original, file);
    return Writing{request, standard, progress}.run(original, file);
}

Result<ReadBack::Answer> readBack(const ReadBack& request, int file)
{
    if (photo::formatOf(file) != photo::Format::None)
        return readBackPhotograph(request, file);
    const auto dataSet = dicom::load(file);
    if (!dataSet)
        return dataSet.error();
    if (!dataSet->damage().empty())
        return Error{ErrorCode::Damaged, dataSet->damage()};
    ReadBack::Answer answer;
    answer.sopInstanceUid = dicom::valueOf(dicom::read(*dataSet).elements, {0x0008, 0x0018});
    const auto shape = pixels::shapeOf(*dataSet);
    if (shape) {
        answer.frames = shape->frames;
        if (request.decodePixels) {
            if (auto decoded = decodeAll(*dataSet, *shape); !decoded)
                return decoded.error();
        }
    }
    const auto digest = sha256OfFile(file);
    if (!digest)
        return digest.error();
    answer.sha256 = toHex(*digest);
    return answer;
}

Result<CountPoints::Answer> countPoints(const CountPoints& request, int file)
{
    const auto dataSet = dicom::load(file);
    if (!dataSet)
        return dataSet.error();
    const auto inside = pointsIn(*dataSet, request.cut);
    return inside ? Result<CountPoints::Answer>{{*inside}} : inside.error();
}

Result<ComparePixels::Answer> comparePixels(const ComparePixels& request, int original, int file)
{
    if (photo::formatOf(original) != photo::Format::None)
        return comparePhotographs(request, original, file);
    const auto before = dicom::load(original);
    if (!before)
        return before.error();
    const auto after = dicom::load(file);
    if (!after)
        return after.error();
    const auto shape = pixels::shapeOf(*before);
    if (!shape)
        return shape.error();
    auto parts = partsOf(request.frameCuts, request.cut, *shape);
    addBoxes(request.boxesUsed, parts);
    const auto changed = parts.empty() ? pixels::countChangedOutside(*before, *after, request.boxesUsed, {})
                                       : pixels::countChangedOutside(*before, *after, parts, {});
    return changed ? Result<ComparePixels::Answer>{{*changed}} : changed.error();
}

}
