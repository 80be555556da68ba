// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/dissection.h"

namespace engine::photo {

class FieldReader;
struct Directory;

/// Dots per unit. Nothing known: zeros.
struct Resolution {
    double x = 0, y = 0;
    int unit = 2; ///< 1 none (a ratio), 2 inch, 3 centimetre: of EXIF and TIFF
    bool isKnown() const;
};

/// What an EXIF block says that shapes the picture.
struct Exif {
    int orientation = 1;
    Resolution resolution;
};

/// Tells every field of an EXIF block (the TIFF inside, without "Exif\0\0") as a Note of `into`, and who, where and
/// when it names. A broken block is told as far as it can be read.
Exif readExif(ByteView tiff, const std::string& place, Dissection& into);
/// The same of one TIFF directory that was read already; fields of `structure` shape the picture and are not told.
void tellFields(const FieldReader& reader, const Directory& directory, const std::string& place, Dissection& into);

/// An EXIF block with orientation and resolution alone; empty where neither says anything.
Bytes writeExif(const Exif& exif);

/// Notes on what stays of an EXIF block that is written anew.
void tellKept(const Exif& exif, const std::string& place, Dissection& into);

/// How ExifTool calls a field; empty for an unknown one. `group`: "IFD0", "ExifIFD", "GPS", "InteropIFD".
std::string_view fieldName(std::string_view group, std::uint16_t tag);

}
