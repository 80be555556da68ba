// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/picture_faces.h"
#include "engine/journey/text_search.h"
#include "engine/journey/volume_classes.h"

#include <algorithm>

namespace engine::journey {

namespace {

Done searchTexts(const Descriptor& file, const TextWorkers& workers, Examined& answer)
{
    if (auto searched = FrameSearch{workers, file}.run(answer); !searched)
        return searched;
    return searchLayers(workers, file, answer);
}

}

Result<Examined> examineText(const study::Entry& entry, const std::string& mode, pool::Pool& pool,
                             const Progress& progress, std::optional<Examined> known)
{
    const bool isKnown = known.has_value();
    auto answer = isKnown ? *std::move(known) : Examined{entry.id, "text", entry.instance.frames, 0, {}, {}};
    answer.faceSearch = faceSearchNow;
    if (!entry.instance.cannotShow.empty()) {
        answer.framesTotal = std::max(1, answer.framesTotal);
        answer.reason = entry.instance.cannotShow;
        answer.findings.push_back(notExamined(entry.id, "cannot-show"));
        return answer;
    }
    const auto file = openSource(entry.source, pool, progress);
    if (!file)
        return file.error();
    if (!isKnown) {
        // A program that lacks its models says nothing of an image.
        if (const auto ready = pool.isolation(pool::Kind::Text); !ready)
            return ready.error();
        if (auto searched = searchTexts(*file, TextWorkers{entry, mode, pool, progress}, answer); !searched)
            return searched.error();
    }
    if (!showsPeople(entry.instance))
        return answer;
    if (auto searched = searchFaces(entry, *file, pool, progress, answer); !searched)
        return searched.error();
    return answer;
}

}
