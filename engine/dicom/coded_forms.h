// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engine::dicom {

/// The bytes that a UTF-8 text may be written as in the coded character sets of DICOM (PS3.3 C.12.1.1.2), without ASCII
/// and UTF-8: for every set that has all its characters, single bytes from 0x80, or pairs from 0xA1; pairs of JIS in
/// seven bits with the escape sequence before them. Empty for ASCII. `loadCharacterSets` must have been called.
std::vector<std::string> codedForms(std::string_view utf8);

}
