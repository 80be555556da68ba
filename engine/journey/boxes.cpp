// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/one_shot.h"

namespace engine::journey {

namespace {

/// Last frame 0: no frames were named, so all are meant.
pixels::Box boxFrom(const Json& json)
{
    pixels::Box box;
    box.lastFrame = 0;
    json.at("x").get_to(box.x);
    json.at("y").get_to(box.y);
    json.at(json.contains("w") ? "w" : "width").get_to(box.width);
    json.at(json.contains("h") ? "h" : "height").get_to(box.height);
    if (json.contains("frames") && json.at("frames").is_array()) {
        box.firstFrame = json.at("frames").at(0);
        box.lastFrame = json.at("frames").at(1);
    } else if (json.contains("frame")) {
        box.firstFrame = box.lastFrame = json.at("frame");
    }
    return box;
}

}

Result<BoxesByFile> boxesFromJson(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json)
        return Error{ErrorCode::Damaged, "boxes file: no JSON"};
    BoxesByFile boxes;
    try {
        for (const auto& file : json->at("files")) {
            const auto name =
                file.contains("path") ? file.at("path").get<std::string>() : file.at("sop_uid").get<std::string>();
            for (const auto& box : file.at("boxes")) {
                if (box.value("verdict", "") != "safe")
                    boxes[name].push_back(boxFrom(box));
            }
        }
    } catch (const Json::exception&) {
        return Error{ErrorCode::Damaged, "boxes file: expected {\"files\":[{\"path\":…, \"boxes\":[{\"x\":…}]}]}"};
    }
    return boxes;
}

}
