// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"

#include <string>

namespace engine::photo {

/// What the container of a video or picture that is not released tells: ISO base media (MP4, MOV, HEIC, AVIF;
/// ISO/IEC 14496-12) and AVI. Which kinds of metadata there are, never what they say.
struct Media {
    double seconds = 0;        ///< 0: not told
    int columns = 0, rows = 0; ///< 0: not told
    bool hasSound = false;
    bool tellsPlace = false, tellsDevice = false, tellsTexts = false, tellsDay = false;
};

/// Takes what it finds; never fails.
Media mediaOf(ByteView start);

/// The same of an open file: reads its head, and the box that describes it wherever that lies.
Media mediaOf(int fd);

/// "12.4 s, 1920 x 1080, with sound; tells the place, the device, the day". Empty where nothing is told.
std::string inWords(const Media& media);

}
