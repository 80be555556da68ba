// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/utf8.h"

namespace engine::dicom {

namespace {

/// Length of the sequence at the start of `bytes`, 0 when it is malformed (RFC 3629, section 4).
std::size_t sequenceLength(std::string_view bytes)
{
    const auto at = [bytes](std::size_t i) -> unsigned {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
    };
    const auto isTail = [&at](std::size_t i) { return (at(i) & 0xC0U) == 0x80; };
    const auto within = [](unsigned value, unsigned low, unsigned high) { return value >= low && value <= high; };
    const unsigned first = at(0);
    if (first < 0x80)
        return 1;
    if (within(first, 0xC2, 0xDF))
        return isTail(1) ? 2 : 0;
    if (within(first, 0xE0, 0xEF)) {
        const bool good = within(at(1), first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && isTail(2);
        return good ? 3 : 0;
    }
    if (within(first, 0xF0, 0xF4)) {
        const bool good =
            within(at(1), first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && isTail(2) && isTail(3);
        return good ? 4 : 0;
    }
    return 0;
}

}

void appendUtf8(std::string& text, char32_t code)
{
    const auto tail = [&text, code](unsigned shift) { text += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0U | (code >> 6U));
        tail(0);
    } else if (code < 0x10000) {
        text += static_cast<char>(0xE0U | (code >> 12U));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | (code >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::u32string codesOf(std::string_view utf8)
{
    std::u32string codes;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) == 0x80 && !codes.empty())
            codes.back() = codes.back() << 6U | (byte & 0x3FU);
        else
            codes += byte < 0x80 ? byte : byte < 0xE0 ? byte & 0x1FU : byte < 0xF0 ? byte & 0x0FU : byte & 0x07U;
    }
    return codes;
}

bool isUtf8(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto length = sequenceLength(bytes);
        if (length == 0)
            return false;
        bytes.remove_prefix(length);
    }
    return true;
}

}
