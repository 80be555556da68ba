// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/instance.h"

#include <string>

namespace engine::study {

/// Names images whose screens are laid out alike: same modality, SOP class, make, model, size. The name tells modality
/// and size; the rest is in a digest, so it holds no value of the file.
std::string geometryClassOf(const Instance& instance);

}
