// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

#include <nlohmann/json.hpp>

#include <concepts>

namespace engine {

using Json = nlohmann::json;

/// The fields of a plain value by name, in its own namespace; with OR_DEFAULTS a missing field keeps the value that a
/// new object has. Like NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE, but as templates: a source file pays only for the types
/// that it converts.
#define WIRE_FIELDS(Type, ...)                                                                                         \
    template <std::same_as<engine::Json> J>                                                                            \
    void to_json(J& nlohmann_json_j, const Type& nlohmann_json_t)                                                      \
    {                                                                                                                  \
        NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(NLOHMANN_JSON_TO, __VA_ARGS__))                                       \
    }                                                                                                                  \
    template <std::same_as<engine::Json> J>                                                                            \
    void from_json(const J& nlohmann_json_j, Type& nlohmann_json_t)                                                    \
    {                                                                                                                  \
        NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(NLOHMANN_JSON_FROM, __VA_ARGS__))                                     \
    }

#define WIRE_FIELDS_OR_DEFAULTS(Type, ...)                                                                             \
    template <std::same_as<engine::Json> J>                                                                            \
    void to_json(J& nlohmann_json_j, const Type& nlohmann_json_t)                                                      \
    {                                                                                                                  \
        NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(NLOHMANN_JSON_TO, __VA_ARGS__))                                       \
    }                                                                                                                  \
    template <std::same_as<engine::Json> J>                                                                            \
    void from_json(const J& nlohmann_json_j, Type& nlohmann_json_t)                                                    \
    {                                                                                                                  \
        const Type nlohmann_json_default_obj;                                                                          \
        NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(NLOHMANN_JSON_FROM_WITH_DEFAULT, __VA_ARGS__))                        \
    }

/// Plain values as JSON text, for the socket to a worker, the store and the manifest. A type takes part by
/// WIRE_FIELDS beside its definition. Text that is not UTF-8 is written with U+FFFD.
template <class T>
std::string toText(const T& value)
{
    return Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// JSON from somewhere we do not trust: Damaged when it is no JSON or nested deeper than 32, never a crash.
Result<Json> parseJson(std::string_view text);

/// The value again: Damaged when it is no JSON, or a field is missing or of another type.
template <class T>
Result<T> fromText(std::string_view text)
{
    auto json = parseJson(text);
    if (!json)
        return json.error();
    try {
        return json->template get<T>();
    } catch (const Json::exception&) {
        return Error{ErrorCode::Damaged, "message"};
    }
}

}
