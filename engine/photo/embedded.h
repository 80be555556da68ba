// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/photo/dissection.h"

namespace engine::photo {

/// Blocks that stand in pictures of several formats, told as Notes; all of them are removed. What cannot be read is
/// told as binary. Values that name people go into `into.identity`.

/// XMP (ISO 16684-1): every text and attribute of the packet. Read by a plain scan: no entity is ever resolved.
void tellXmp(ByteView packet, const std::string& place, Dissection& into);
/// IPTC-IIM records (IIM 4.2).
void tellIptc(ByteView records, const std::string& place, Dissection& into);
/// Photoshop's image resources, with IPTC and thumbnails inside.
void tellPhotoshop(ByteView resources, const std::string& place, Dissection& into);
/// C2PA manifests in JUMBF boxes: told as one, with the labels inside.
void tellJumbf(ByteView boxes, const std::string& place, Dissection& into);

}
