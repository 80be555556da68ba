// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace engine::dicom {

constexpr char32_t replacement = 0xFFFD;

void appendUtf8(std::string& text, char32_t code);
/// Code points of valid UTF-8.
std::u32string codesOf(std::string_view utf8);
/// Strict: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool isUtf8(std::string_view bytes);

}
