// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/mandatory.h"
#include "engine/study/survey.h"

namespace engine::profile {

/// What a check-up asks of one file.
study::Survey::Answer survey(const dicom::Tree& tree, const Mandatory& mandatory);

}
