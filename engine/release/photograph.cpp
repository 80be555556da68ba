// SPDX-License-Identifier: Apache-2.0
#include "engine/release/photograph.h"

#include "engine/base/hash.h"
#include "engine/photo/describe.h"
#include "engine/photo/raster.h"
#include "engine/release/dicomize.h"

#include <algorithm>

namespace engine::release {

namespace {

/// "decoded-from-jpeg-xl".
std::string decodedCode(const std::string& format)
{
    std::string code = "decoded-from-";
    for (const char c : format)
        code += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == ' ' ? '-' : c;
    return code;
}

/// What is to be done with a photograph, and what comes of it.
class PhotographWriting {
public:
    PhotographWriting(const Write& request, ByteView original) : m_request{request}, m_original{original} {}

    Result<Write::Answer> run(int file)
    {
        const auto taken = photo::dissect(m_original);
        if (!taken)
            return taken.error();
        if (!taken->cannotShow.empty())
            return Error{ErrorCode::Unsupported, "kind of picture"};
        m_finished = taken->cleaned();
        count(taken->notes);
        for (const auto step : {&PhotographWriting::name, &PhotographWriting::blank}) {
            if (auto performed = (this->*step)(); !performed)
                return performed.error();
        }
        m_answer.format = photo::nameOf(taken->format);
        m_answer.modality = "XC";
        if (!m_request.decodedFrom.empty())
            m_answer.pixels.push_back(decodedCode(m_request.decodedFrom));
        if (auto checked = check(*taken); !checked)
            return checked.error();
        if (auto wrapped = wrap(); !wrapped)
            return wrapped.error();
        if (auto written = photo::writeWhole(file, m_finished); !written)
            return written.error();
        const auto back = photo::readWhole(file);
        if (!back || *back != m_finished)
            return Error{ErrorCode::NotWritable, "photograph"};
        return std::move(m_answer);
    }

private:
    void count(const photo::Notes& notes)
    {
        bool isChanged = false;
        for (const auto& note : notes) {
            const bool isKept = note.fate == photo::Fate::Kept;
            ++m_answer.actions[isKept ? "K" : note.fate == photo::Fate::Removed ? "X" : "C"];
            isChanged = isChanged || !isKept;
        }
        if (isChanged)
            m_answer.pixels.emplace_back("stripped");
    }

    /// The pseudonym of whom it belongs to, and a keyed digest in place of its name.
    Done name()
    {
        const auto crosswalk = crosswalk::Crosswalk::create(m_request.secrets);
        if (!crosswalk)
            return crosswalk.error();
        const auto& people = m_request.surroundings.people;
        const auto imposed =
            std::find_if(people.begin(), people.end(), [&](const auto& one) { return one[0] == m_request.linkedTo; });
        m_answer.pseudonym = m_request.linkedTo.empty() ? "unlinked"
                             : imposed != people.end()  ? (*imposed)[1]
                                                        : crosswalk->pseudonym(m_request.linkedTo);
        if (m_request.linkedTo.empty())
            m_answer.doubts.push_back({"filename", "unlinked", ""});
        else
            m_answer.newPeople.push_back({m_request.linkedTo, m_answer.pseudonym});
        const auto& twin = m_request.surroundings.twin;
        m_answer.sopInstanceUid = crosswalk->fileName(viewOf(twin.empty() ? photo::fingerprintOf(m_original) : twin));
        return done();
    }

    Done blank()
    {
        if (!m_request.layerBoxes.empty() || !m_request.frameCuts.empty())
            return Error{ErrorCode::BadArgument, "a photograph has no layers"};
        if (m_request.boxes.empty()) {
            if (m_answer.pixels.empty())
                m_answer.pixels.emplace_back("untouched");
            return done();
        }
        const auto fill = m_request.fillGiven ? std::optional<int>{m_request.fill} : std::nullopt;
        auto redacted = photo::redact(m_finished, m_request.boxes, fill);
        if (!redacted)
            return redacted.error();
        m_finished = std::move(redacted->bytes);
        m_answer.boxesUsed = std::move(redacted->boxesUsed);
        m_answer.method = redacted->method;
        m_answer.pixels.insert(m_answer.pixels.begin(), "redacted");
        if (redacted->isRecoded)
            m_answer.pixels.emplace_back("re-encoded");
        return done();
    }

    /// The cleaned photograph as DICOM, where that is wished for.
    Done wrap()
    {
        if (!m_request.asDicom)
            return done();
        const auto crosswalk = crosswalk::Crosswalk::create(m_request.secrets);
        if (!crosswalk)
            return crosswalk.error();
        const auto print = photo::fingerprintOf(m_original) + m_request.surroundings.twin;
        const auto person = m_request.linkedTo.empty() ? print : m_request.linkedTo; // strangers share no study
        DicomNames names{m_answer.pseudonym, crosswalk->uid("photographs of " + person),
                         crosswalk->uid("series of photographs of " + person), crosswalk->uid("photograph " + print)};
        auto wrapped = dicomFrom(m_finished, names);
        if (!wrapped)
            return wrapped.error();
        m_finished = std::move(wrapped->bytes);
        m_answer.format.clear();
        m_answer.studyUid = names.study;
        m_answer.seriesUid = names.series;
        m_answer.sopInstanceUid = names.instance;
        m_answer.sopClassUid = wrapped->sopClass;
        m_answer.transferSyntaxUid = wrapped->transferSyntax;
        if (wrapped->isRecoded)
            m_answer.pixels.emplace_back("re-encoded");
        return done();
    }

    /// Reads the finished bytes as if they were a stranger's.
    Done check(const photo::Dissection& before)
    {
        const auto after = photo::dissect(m_finished);
        if (!after)
            return after.error();
        for (const auto& note : after->notes) {
            if (note.fate != photo::Fate::Kept)
                return Error{ErrorCode::OpenFindings, note.place};
        }
        if (after->pages.size() != before.pages.size() || after->orientation != before.orientation)
            return Error{ErrorCode::Damaged, "pages"};
        const auto hidden = photo::hidesBytes(m_finished);
        if (!hidden || *hidden)
            return hidden ? Error{ErrorCode::Unsupported, "bytes behind the picture"} : hidden.error();
        if (m_request.boxes.empty())
            return after->hasSamePicture(before) ? done() : Done{Error{ErrorCode::Damaged, "the picture would change"}};
        const auto changed = photo::countChangedOutside(m_original, m_finished, m_answer.boxesUsed, {});
        if (!changed)
            return changed.error();
        m_answer.outsideChanged = *changed;
        return *changed == 0 ? done() : Done{Error{ErrorCode::Damaged, "pixels outside the boxes would change"}};
    }

    const Write& m_request;
    ByteView m_original;
    Bytes m_finished;
    Write::Answer m_answer;
};

}

Result<Write::Answer> writePhotograph(const Write& request, int original, int file)
{
    const auto bytes = photo::readWhole(original);
    if (!bytes)
        return bytes.error();
    return PhotographWriting{request, *bytes}.run(file);
}

Result<ReadBack::Answer> readBackPhotograph(const ReadBack& request, int file)
{
    const auto bytes = photo::readWhole(file);
    if (!bytes)
        return bytes.error();
    const auto taken = photo::dissect(*bytes);
    if (!taken)
        return taken.error();
    ReadBack::Answer answer;
    answer.frames = static_cast<int>(taken->pages.size());
    for (int page = 1; page <= answer.frames && request.decodePixels; ++page) {
        if (const auto decoded = photo::rasterOf(*bytes, page, photo::Look::Shown); !decoded)
            return decoded.error();
    }
    answer.sha256 = toHex(sha256(*bytes));
    return answer;
}

Result<ComparePixels::Answer> comparePhotographs(const ComparePixels& request, int original, int file)
{
    const auto before = photo::readWhole(original), after = photo::readWhole(file);
    if (!before || !after)
        return before ? after.error() : before.error();
    const auto changed = photo::countChangedOutside(*before, *after, request.boxesUsed, {});
    return changed ? Result<ComparePixels::Answer>{{*changed}} : changed.error();
}

}
