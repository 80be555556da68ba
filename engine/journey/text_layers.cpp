// SPDX-License-Identifier: Apache-2.0
#include "engine/base/hash.h"
#include "engine/journey/text_search.h"

#include <map>

namespace engine::journey {

namespace {

bool wasStopped(const Error& error)
{
    return error.code == ErrorCode::Cancelled;
}

/// The frames of one layer: each picture that differs from those before is looked at; what was found in one holds until
/// it is last shown.
Done searchLayer(const TextWorkers& workers, const Descriptor& file, const pixels::Layer& layer, Examined& answer)
{
    struct Range {
        std::size_t first, last;
    };
    std::map<Digest, Range> seen;
    for (int frame = 1; frame <= layer.frames; ++frame) {
        const auto decoded = workers.decodeLayer(file, layer.name, frame);
        if (!decoded)
            return decoded.error();
        const auto samples = std::as_const(decoded->samples).bytes().first(decoded->frame.layout.bytes());
        const auto digest = sha256(samples);
        if (const auto known = seen.find(digest); known != seen.end()) {
            for (auto i = known->second.first; i < known->second.last; ++i)
                answer.besides[i].box.lastFrame = frame;
            continue;
        }
        const auto found = workers.find(*decoded, frame, workers.mode());
        if (!found)
            return found.error();
        const auto first = answer.besides.size();
        for (const auto& one : found->found)
            answer.besides.push_back(findingOf(workers.entry().id, layer.name, one));
        seen[digest] = {first, answer.besides.size()};
    }
    return done();
}

}

Done searchLayers(const TextWorkers& workers, const Descriptor& file, Examined& answer)
{
    const auto layers = workers.layers(file);
    if (!layers && wasStopped(layers.error()))
        return layers.error();
    if (!layers) {
        answer.layersNotShown.emplace_back("all");
        return done();
    }
    for (const auto& layer : *layers) {
        const Done searched = layer.cannotShow.empty() ? searchLayer(workers, file, layer, answer)
                                                       : Done{Error{ErrorCode::Unsupported, layer.name}};
        if (!searched && wasStopped(searched.error()))
            return searched;
        if (!searched)
            answer.layersNotShown.push_back(layer.name);
    }
    return done();
}

}
