// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/picture_faces.h"

#include "engine/base/hash.h"
#include "engine/face/find_faces.h"
#include "engine/journey/text_findings.h"
#include "engine/journey/upright.h"
#include "engine/journey/volume_classes.h"
#include "engine/pixels/overlap.h"
#include "engine/pixels/turn.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace engine::journey {

namespace {

/// Frames of one file that are looked at: a turning head is seen from everywhere in fewer. In ultrasound a face is
/// rare, and stays.
constexpr int mostLooked = 100, mostOfUltrasound = 8;

constexpr std::string_view notSearched = ": no search for faces, ";

/// Half of the smaller lies under the other, and a box over both is not mostly something else.
bool isSameFace(const pixels::Box& a, const pixels::Box& b)
{
    const auto one = areaOf(a), other = areaOf(b);
    return 2 * sharedArea(a, b) > std::min(one, other) && areaOf(around(a, b)) < 2 * std::max(one, other);
}

/// One of them lies over the same face in all of its frames.
bool isAmong(const std::vector<review::Finding>& known, const review::Finding& found)
{
    return std::any_of(known.begin(), known.end(), [&](const review::Finding& one) {
        return review::isFaceBox(one) && one.box.firstFrame <= found.box.firstFrame &&
               one.box.lastFrame >= found.box.lastFrame && isSameFace(one.box, found.box);
    });
}

review::Finding findingOfFace(const std::string& item, const face::FindFaces::Face& seen)
{
    text::FoundText found;
    found.box = seen.box;
    found.confidence = seen.confidence;
    found.verdict = text::Verdict::Phi;
    found.reasons = {"face"};
    auto finding = findingOf(item, "pixel", found);
    finding.category = review::Category::Face;
    return finding;
}

class FaceSearch {
public:
    FaceSearch(const study::Entry& picture, const Descriptor& file, pool::Pool& pool, const Progress& progress)
        : m_picture{picture}, m_file{file}, m_pool{pool}, m_progress{progress}
    {
    }

    Done run(Examined& answer)
    {
        const auto frames = framesToLookAt();
        answer.facesLooked = 0;
        if (answer.reason.find(notSearched) != std::string::npos) // of an earlier search
            answer.reason.clear();
        for (std::size_t k = 0; k < frames.size(); ++k) {
            if (m_progress.stopped())
                return Error{ErrorCode::Cancelled, answer.item};
            const auto looked = look(frames[k]);
            if (!looked && looked.error().code == ErrorCode::Cancelled)
                return looked.error();
            if (!looked && answer.reason.empty())
                answer.reason = "frame " + std::to_string(frames[k]) + std::string{notSearched} +
                                std::string{nameOf(looked.error().code)};
            if (!looked)
                continue;
            ++answer.facesLooked;
            // Frames between two that were looked at show what either shows.
            const int first = k == 0 ? frames[k] : frames[k - 1] + 1;
            const int last = k + 1 == frames.size() ? frames[k] : frames[k + 1] - 1;
            for (auto seen : *looked) {
                seen.box.firstFrame = first;
                seen.box.lastFrame = last;
                take(seen);
            }
        }
        std::erase_if(answer.findings, [&](const auto& one) { return isOfAFace(one); });
        const auto known = answer.findings;
        std::copy_if(m_found.begin(), m_found.end(), std::back_inserter(answer.findings),
                     [&](const auto& one) { return !isAmong(known, one); });
        return done();
    }

private:
    using Faces = std::vector<face::FindFaces::Face>;

    /// What looks written and nobody can read is the face itself, which a person decides: nobody is asked twice.
    bool isOfAFace(const review::Finding& known) const
    {
        return review::isUnreadRegion(known) &&
               std::any_of(m_found.begin(), m_found.end(), [&](const review::Finding& face) {
                   return face.box.firstFrame <= known.box.firstFrame && face.box.lastFrame >= known.box.lastFrame &&
                          isCovered(known.box, face.box);
               });
    }

    bool isPhotograph() const { return m_picture.instance.kind == study::FileKind::Image; }

    std::vector<int> framesToLookAt() const
    {
        const int all = m_picture.instance.frames;
        const int most = isPhotograph()                                ? all
                         : ruleFor(m_picture.instance) == "ultrasound" ? mostOfUltrasound
                                                                       : mostLooked;
        const int count = std::min(all, most);
        std::vector<int> frames;
        for (int k = 0; k < count; ++k)
            frames.push_back(count == 1 ? 1 : 1 + static_cast<int>(std::int64_t{k} * (all - 1) / (count - 1)));
        return frames;
    }

    /// In stored pixels of the frame.
    Result<Faces> look(int frame)
    {
        const auto stored = decodeFrame(m_file, frame, m_pool, m_progress);
        if (!stored)
            return stored.error();
        const auto digest = sha256(std::as_const(stored->samples).bytes().first(stored->frame.layout.bytes()));
        if (const auto known = m_looked.find(digest); known != m_looked.end() && !isPhotograph())
            return known->second;
        const auto turned = upright(*stored);
        if (!turned)
            return turned.error();
        const auto found = m_pool.call(pool::Kind::Face, face::FindFaces{turned->frame},
                                       {{turned->samples.fd()}, nullptr, std::chrono::minutes{2}}, m_progress);
        if (!found)
            return found.error();
        auto faces = found->faces;
        for (auto& seen : faces) {
            if (!isInside(seen.box, turned->frame.layout))
                return Error{ErrorCode::WorkerRefused, "frame " + std::to_string(frame)};
            seen.box = pixels::toStored(seen.box, stored->frame);
        }
        return m_looked[digest] = std::move(faces);
    }

    void take(const face::FindFaces::Face& seen)
    {
        const auto& box = seen.box;
        // Pages of a photograph may differ in size.
        const auto standing = std::find_if(m_found.begin(), m_found.end(), [&](const review::Finding& one) {
            return !isPhotograph() && box.firstFrame <= one.box.lastFrame + 1 && isSameFace(one.box, box);
        });
        if (standing == m_found.end()) {
            m_found.push_back(findingOfFace(m_picture.id, seen));
            return;
        }
        standing->box = around(standing->box, box);
        standing->confidence = std::max(standing->confidence, seen.confidence);
    }

    const study::Entry& m_picture;
    const Descriptor& m_file;
    pool::Pool& m_pool;
    const Progress& m_progress;
    std::map<Digest, Faces> m_looked;
    std::vector<review::Finding> m_found;
};

}

void noteFaceSearch(const study::Instance& picture, Examined& text)
{
    const bool isDue = text.faceSearch < faceSearchNow && picture.cannotShow.empty() && showsPeople(picture);
    text.faceSearch = isDue ? text.faceSearch : faceSearchNow;
}

bool lacksFaceSearch(const study::Instance& picture, const Examined* text)
{
    return text && picture.cannotShow.empty() && showsPeople(picture) && text->facesLooked < picture.frames;
}

Done searchFaces(const study::Entry& picture, const Descriptor& file, pool::Pool& pool, const Progress& progress,
                 Examined& answer)
{
    return FaceSearch{picture, file, pool, progress}.run(answer);
}

}
