// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/descriptor.h"

#include <array>

namespace engine::journey {

/// Size and times of the last change: a file that somebody writes while it is read changes one of them.
using FileStamp = std::array<std::int64_t, 5>;
FileStamp stampOf(const Descriptor& file);

}
