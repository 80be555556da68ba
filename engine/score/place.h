// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace engine::score {

/// A tag path in the one spelling by which keys and files are compared: that of `cli.md` with digits and creators in
/// capitals and private blocks as "xx" where a creator is named, e.g. "(0029,xx20){ACME}[0].(0010,0010)".

/// From the notation of `cli.md`. Damaged when it is none.
Result<std::string> placeFromPath(std::string_view path);
/// From that of MIDI-B: `<(0040,0275)>[<0000>]<(0019,"SIEMENS MED",11)>`. Damaged when it is none.
Result<std::string> placeFromMidi(std::string_view path);

}
