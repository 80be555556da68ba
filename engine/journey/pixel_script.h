// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/device_templates.h"

namespace engine::journey {

/// Reads a script of CTP's DicomPixelAnonymizer: sections of a signature in braces and regions in parentheses, anything
/// else is a comment. A signature that asks for an element no template knows, or in a way that we do not, is told in
/// `notRead` with its line, never guessed at. There the first section that fits is used; here each makes its proposals.
/// Damaged with the line for braces that do not close and regions that are none.
Result<TemplatesRead> readPixelScript(std::string_view text);

}
