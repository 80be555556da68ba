// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/frame.h"

namespace engine::pixels {

/// Decodes one frame. Attachment: the file. Output memory: the samples.
struct DecodeFrame {
    static constexpr std::string_view kind = "decode-frame";
    using Answer = Frame;
    int frame = 1; ///< 1-based
};

/// A picture beside the frames.
struct Layer {
    std::string name; ///< "overlay:6000", ..., "icon"
    int frames = 1;
    std::string cannotShow; ///< why not, as code and place; empty when it can be decoded
};

/// Which layers a file has. Attachment: the file.
struct ListLayers {
    static constexpr std::string_view kind = "list-layers";
    struct Answer {
        std::vector<Layer> layers;
    };
};
inline void to_json(Json& json, const ListLayers&)
{
    json = Json::object();
}
inline void from_json(const Json&, ListLayers&) {}

/// Decodes one frame of a layer, or one stray bit ("bits:12") of a frame. Attachment: the file. Output memory: the
/// samples.
struct DecodeLayer {
    static constexpr std::string_view kind = "decode-layer";
    using Answer = Frame;
    std::string name;
    int frame = 1; ///< 1-based, of the layer
};

WIRE_FIELDS(DecodeFrame, frame)
WIRE_FIELDS(Layer, name, frames, cannotShow)
WIRE_FIELDS(ListLayers::Answer, layers)
WIRE_FIELDS(DecodeLayer, name, frame)

}
