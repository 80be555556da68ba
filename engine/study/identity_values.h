// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/element.h"

#include <array>

namespace engine::study {

/// The values of a data set, sequences included, that name a person, a place or a day, each once with its keyword:
/// `Instance::identity`.
std::vector<std::array<std::string, 2>> identityValues(const std::vector<dicom::Element>& elements);

}
