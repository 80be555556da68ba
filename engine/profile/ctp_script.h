// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string>
#include <vector>

namespace engine::profile {

/// One entry of a script of CTP's DicomAnonymizer.
struct CtpEntry {
    char kind = 'e'; ///< p parameter, e element, k keep a group, r remove a kind of elements; '?' anything else
    bool isOn = true;
    std::string target; ///< parameter, tag, group or kind
    std::string name;   ///< of an element, as the script calls it
    std::string text;
    int line = 0;
};

/// The entries of a script, whether XML or properties. Damaged with "LINE:COLUMN: words" for XML that is none;
/// Unsupported for a document type, which could hold entities.
Result<std::vector<CtpEntry>> readCtpScript(std::string_view text);

/// A function of the script: `@name(arguments){yes}{no}`.
struct CtpCall {
    std::string name;
    std::vector<std::string> arguments; ///< without quotation marks
    std::string yes, no;
};

/// A stretch of plain text, or a call.
struct CtpPiece {
    std::string text;
    bool isCall = false;
    CtpCall call;
};

/// What an element's script is made of. Damaged for a function that does not end.
Result<std::vector<CtpPiece>> piecesOfCtp(std::string_view script);

}
