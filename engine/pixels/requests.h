// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/frame.h"

namespace engine::pixels {

/// Decodes one frame. Attachment: the file. Output memory: the samples.
struct DecodeFrame {
    static constexpr std::string_view kind = "decode-frame";
    using Answer = Frame;
    int frame = 1; ///< 1-based
};

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DecodeFrame, frame)

}
