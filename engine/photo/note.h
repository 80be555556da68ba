// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace engine::photo {

/// What becomes of something that a file holds beside its picture.
enum class Fate {
    Removed,
    Kept,   ///< as it is
    Cleaned ///< `after` stays of it
};

/// One such thing, for a person to see. `value` and `after` are values of the file, UTF-8.
struct Note {
    std::string place; ///< "jpeg:APP1", "png:tEXt", "tiff:IFD0", with what lies inside it: "jpeg:APP1/exif:GPS"
    std::string name;  ///< "GPSLatitude"; as ExifTool calls it where the format gives only a number
    std::string value; ///< "(binary, 1204 bytes)" where there is no text
    Fate fate = Fate::Removed;
    std::string reason; ///< in words of ours
    std::string after{};
};
using Notes = std::vector<Note>;

/// What stands for bytes that are no text.
std::string binaryWords(std::size_t size);
/// Text of unknown coding as UTF-8 without control characters, cut where it is long.
std::string shownText(std::string_view bytes);

}
