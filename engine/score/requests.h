// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <string>
#include <vector>

namespace engine::score {

/// One element of a finished file, at any level.
struct FoundElement {
    std::string path; ///< the notation of `cli.md`
    std::string vr;
    std::string value;    ///< UTF-8; of binary elements up to 64 kB their bytes as Latin-1. Empty for sequences
    bool isEmpty = false; ///< no bytes, or no items
};
WIRE_FIELDS(FoundElement, path, vr, value, isEmpty)

/// Reads a finished file, to be judged by an answer key. Attachment: the file. Damaged when it is no DICOM file.
struct ReadResult {
    static constexpr std::string_view kind = "read-result";
    static constexpr std::size_t longestBinary = 65536;
    struct Answer {
        std::vector<FoundElement> elements;   ///< file meta first
        std::string preamble;                 ///< its 128 bytes as Latin-1
        std::string pixelMd5, pixelSha256;    ///< of the value of (7FE0,0010) as it lies in the file; empty without one
        std::vector<std::string> textsInFile; ///< those of `texts` that are somewhere in the file's bytes
    };
    bool digestsWanted = false;
    std::vector<std::string> texts; ///< looked for without regard to the case of ASCII letters
};
WIRE_FIELDS(ReadResult, digestsWanted, texts)
WIRE_FIELDS(ReadResult::Answer, elements, preamble, pixelMd5, pixelSha256, textsInFile)

}
