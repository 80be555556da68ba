// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/base/wire.h"

#include <string>

namespace app::cli {

/// The enumerator of that word. BadArgument for an unknown one.
template <class Enum>
engine::Result<Enum> named(const std::string& word)
{
    const auto value = engine::Json(word).get<Enum>();
    if (engine::Json(value) != word) // the macro answers an unknown word with the first enumerator
        return engine::Error{engine::ErrorCode::BadArgument, "unknown word \"" + word + "\""};
    return value;
}

}
