// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

#include <string>

namespace app {

/// Writes RGBA pixels (8 bit, rows from the top) as PNG, whole or not at all.
engine::Done writePng(const std::string& path, engine::ByteView rgba, int width, int height);

}
