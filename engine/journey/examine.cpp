// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/picture_faces.h"
#include "engine/journey/text_search.h"
#include "engine/journey/volume_classes.h"

#include <algorithm>

namespace engine::journey {

Result<Examined> examineText(const study::Entry& entry, const std::string& mode, pool::Pool& pool,
                             const Progress& progress)
{
    Examined answer{entry.id, "text", entry.instance.frames, 0, {}, {}};
    if (!entry.instance.cannotShow.empty()) {
        answer.framesTotal = std::max(1, answer.framesTotal);
        answer.reason = entry.instance.cannotShow;
        answer.findings.push_back(notExamined(entry.id, "cannot-show"));
        return answer;
    }
    const auto file = openSource(entry.source, pool, progress);
    if (!file)
        return file.error();
    const TextWorkers workers{entry, mode, pool, progress};
    if (auto searched = FrameSearch{workers, *file}.run(answer); !searched)
        return searched.error();
    if (auto searched = searchLayers(workers, *file, answer); !searched)
        return searched.error();
    if (!showsPeople(entry.instance))
        return answer;
    if (auto searched = searchFaces(entry, *file, pool, progress, answer); !searched)
        return searched.error();
    return answer;
}

}
