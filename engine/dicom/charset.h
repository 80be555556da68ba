// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace engine::dicom {

/// Text made UTF-8.
struct Decoded {
    std::string text;
    /// false: some bytes are no text in the declared character set; `text` then shows what could be read, the rest as
    /// U+FFFD or, where nothing was declared, as the likeliest guess.
    bool whole = true;
};

/// Reads all tables of the system's iconv that DICOM needs; later calls need no file. Unsupported, with the name of the
/// set, when this system lacks one.
Done loadCharacterSets();

/// The Specific Character Set of one data set or item (PS3.3 C.12.1.1.2, code extensions of PS3.5 6.1.2.5).
class CharacterSet {
public:
    /// The default repertoire, ISO_IR 6.
    CharacterSet() = default;
    /// `terms` is the value of (0008,0005), backslash between the defined terms. Common misspellings are understood;
    /// text in a set that nobody knows is whole as long as it is ASCII.
    explicit CharacterSet(std::string_view terms);

    /// `isPersonName`: the delimiters ^ and = end a code extension there.
    Decoded decode(std::string_view bytes, bool isPersonName) const;

    /// Whether ASCII bytes mean themselves and any UTF-8 may be written.
    bool isUtf8() const { return m_scheme == Scheme::Utf8; }

private:
    enum class Scheme { Iso2022, Utf8, Gb18030, Unknown };

    Scheme m_scheme = Scheme::Iso2022;
    int m_g0 = 0;  ///< row of the set that bytes below 0x80 start with
    int m_g1 = -1; ///< row of the set that bytes from 0x80 start with, -1 none
    bool m_declared = false;
    bool m_extended = false;
};

}
