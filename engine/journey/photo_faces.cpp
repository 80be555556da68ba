// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/photo_faces.h"

#include "engine/face/find_faces.h"
#include "engine/journey/text_findings.h"
#include "engine/journey/upright.h"
#include "engine/pixels/turn.h"

#include <algorithm>

namespace engine::journey {

namespace {

bool isInside(const pixels::Box& box, const pixels::FrameLayout& layout)
{
    return box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.width <= layout.columns - box.x &&
           box.height <= layout.rows - box.y;
}

review::Finding findingOfFace(const std::string& item, const face::FindFaces::Face& seen, const pixels::Frame& stored,
                              int page)
{
    text::FoundText found;
    found.box = pixels::toStored(seen.box, stored);
    found.box.firstFrame = found.box.lastFrame = page;
    found.confidence = seen.confidence;
    found.verdict = text::Verdict::Phi;
    found.reasons = {"face"};
    auto finding = findingOf(item, "pixel", found);
    finding.category = review::Category::Face;
    return finding;
}

Done searchPage(const Descriptor& file, int page, pool::Pool& pool, const Progress& progress, Examined& answer)
{
    const auto stored = decodeFrame(file, page, pool, progress);
    if (!stored)
        return stored.error();
    const auto turned = upright(*stored);
    if (!turned)
        return turned.error();
    const auto found = pool.call(pool::Kind::Face, face::FindFaces{turned->frame},
                                 {{turned->samples.fd()}, nullptr, std::chrono::minutes{2}}, progress);
    if (!found)
        return found.error();
    for (const auto& seen : found->faces) {
        if (!isInside(seen.box, turned->frame.layout))
            return Error{ErrorCode::WorkerRefused, "frame " + std::to_string(page)};
        answer.findings.push_back(findingOfFace(answer.item, seen, stored->frame, page));
    }
    return done();
}

}

Done searchFaces(const study::Entry& photograph, const Descriptor& file, pool::Pool& pool, const Progress& progress,
                 Examined& answer)
{
    for (int page = 1; page <= photograph.instance.frames; ++page) {
        if (progress.stopped())
            return Error{ErrorCode::Cancelled, answer.item};
        const auto searched = searchPage(file, page, pool, progress, answer);
        if (!searched && searched.error().code == ErrorCode::Cancelled)
            return searched;
        if (!searched && answer.reason.empty())
            answer.reason = "frame " + std::to_string(page) + ": no search for faces, " +
                            std::string{nameOf(searched.error().code)};
    }
    return done();
}

}
