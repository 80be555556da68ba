// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

namespace engine::photo {

/// Makes a photograph of what a separate program wrote: PNG. Attachment: that. Output memory: the photograph, from its
/// start. Damaged, Unsupported, TooLarge.
struct Adopt {
    static constexpr std::string_view kind = "adopt-picture";
    struct Answer {
        std::uint64_t size = 0; ///< bytes
    };
    int pages = 0;       ///< of a document: as many pictures, one behind another, become one TIFF; 0: a single picture
    int dotsPerInch = 0; ///< of pages
};
WIRE_FIELDS(Adopt, pages, dotsPerInch)
WIRE_FIELDS(Adopt::Answer, size)

}
