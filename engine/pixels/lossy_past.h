// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/image_shape.h"

class DcmItem;

namespace engine::pixels {

/// Whether coding a frame this way lost something: by the syntax, and where it leaves that open by the stream itself
/// (wavelet of JPEG 2000, tolerance of JPEG-LS).
bool losesSamples(std::string_view transferSyntaxUid, ByteView stream);

/// Lossy Image Compression, its ratio and method (PS3.3 C.7.6.1.1.5), for pixels that are about to leave a lossy
/// syntax, where the data set does not tell them already.
void statePast(DcmItem& item, std::string_view transferSyntaxUid, const ImageShape& shape,
               const std::vector<Bytes>& streams);

}
