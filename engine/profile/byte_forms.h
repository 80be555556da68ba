// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

namespace engine::profile {

/// The bytes that a UTF-8 text may be written as where nobody decodes it: UTF-8 (capitals, small letters, as it is),
/// UTF-16, Latin-1, and the other sets of DICOM, multi-byte ones included. ASCII letters come in one case only.
void eachByteForm(std::string_view utf8, const std::function<void(std::string_view)>& use);

/// Whether what was found at that place of some bytes is a text of its own: at no side a letter or digit of a longer
/// word when it is below six letters, and then, if `isStrict`, between bytes that look like the edge of a text; never a
/// part of a longer number.
bool isText(std::string_view bytes, std::size_t at, std::size_t length, bool isStrict);

}
