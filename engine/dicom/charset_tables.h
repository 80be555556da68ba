// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace engine::dicom {

/// One coded character set of PS3.3 Tables C.12-2 to C.12-4.
struct CodedSet {
    int isoIr = 0;                ///< its number in the ISO register
    std::string_view escape;      ///< what designates it, after the ESC
    bool isG1 = false;            ///< bytes from 0x80 (G1), else below (G0)
    int bytes = 1;                ///< per character
    const char* iconv = nullptr;  ///< name of the encoding to ask iconv for, null for ASCII
    std::string_view prefix = {}; ///< before each character in that encoding (JIS X 0212 in EUC-JP: 0x8F)
};

constexpr int asciiSet = 0;
constexpr int romajiSet = 1;
constexpr int katakanaSet = 2;

/// ASCII, romaji and katakana first (see above), then the others.
const std::vector<CodedSet>& codedSets();
/// The set that starts out in G1 for the defined term's number, -1 when there is none.
int g1SetOf(int isoIr);

/// Unicode of one character of set `row`; 0 when there is none. `first` and `second` with the high bit off.
char32_t characterIn(int row, unsigned first, unsigned second);
/// Unicode of a GB18030 (or GBK) character at the start of `bytes`, and how many bytes it took; {0, 1} when none.
struct WideCharacter {
    char32_t code = 0;
    std::size_t length = 1;
};
WideCharacter gb18030Character(std::string_view bytes);

/// Unsupported when this system's iconv lacks one of the encodings.
Done loadTables();

}
