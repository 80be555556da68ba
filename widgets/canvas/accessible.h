// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace widgets::canvas {

/// Lets screen readers know every Canvas by its description. As often as liked.
void installAccessible();

}
