// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace engine::dicom {

constexpr char32_t replacement = 0xFFFD;

void appendUtf8(std::string& text, char32_t code);
/// Strict: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool isUtf8(std::string_view bytes);

}
