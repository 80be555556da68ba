// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

#include <nlohmann/json.hpp>

namespace engine {

using Json = nlohmann::json;

/// Plain values as JSON text, for the socket to a worker, the store and the manifest. A type takes part by
/// NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE beside its definition. Text that is not UTF-8 is written with U+FFFD.
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
