// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/requests.h"

namespace engine::text {

/// BadArgument for words that are empty, too long or not ASCII, and for a height that no device writes in.
Result<DrawWords::Answer> drawWords(const DrawWords& request);

}
