// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace engine::journey {

/// Some folder above `place` holds a part, draft or release.
bool isInRelease(const std::string& place);

}
