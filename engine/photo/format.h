// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

namespace engine::photo {

/// The pictures that are cleaned and released.
enum class Format { None, Jpeg, Png, Tiff, WebP, Bmp, Gif };

/// By the first bytes, never by a name.
Format formatOf(ByteView file);
Format formatOf(int fd);
/// "jpeg", "png", ...: Instance::format; empty for None.
std::string_view nameOf(Format format);
Format formatNamed(std::string_view name);
/// With the dot; empty for None.
std::string_view extensionOf(Format format);

/// All of an open file, from its start. TooLarge beyond 1 GB, NotReadable.
Result<Bytes> readWhole(int fd);
/// From the start of an open, empty file. NoSpace, NotWritable.
Done writeWhole(int fd, ByteView bytes);

}
