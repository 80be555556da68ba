// SPDX-License-Identifier: Apache-2.0
#include "engine/base/wire.h"

namespace engine {

namespace {

constexpr int deepest = 32;

/// The deepest bracket outside strings. Measured before parsing: building a value nested a million deep is what kills.
int depthOf(std::string_view text)
{
    int depth = 0;
    int reached = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            i += c == '\\' ? 1 : 0;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            reached = std::max(reached, ++depth);
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return reached;
}

}

Result<Json> parseJson(std::string_view text)
{
    if (depthOf(text) > deepest)
        return Error{ErrorCode::Damaged, "message"};
    auto json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return Error{ErrorCode::Damaged, "message"};
    return json;
}

}
