// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/dicom/element.h"

#include <functional>
#include <string_view>

namespace engine::release {

/// One value as it lies in the bytes of a data set.
struct Leaf {
    dicom::Tag tag;
    std::string_view vr; ///< of implicit ones by the dictionary, "UN" where that does not know it
    std::size_t begin = 0, end = 0;
    bool isFragment = false; ///< of encapsulated pixel data
};

struct Coding {
    bool isImplicit = false, isBigEndian = false;
};

/// Walks a data set from `begin` to the end of `bytes` by its headers alone, sequences and items included: nothing that
/// DCMTK has read is believed. `vrOf` answers with an empty text for what the dictionary does not know. False where the
/// headers do not lead to the end; what was told until then holds.
bool eachLeaf(ByteView bytes, std::size_t begin, Coding coding, const std::function<std::string_view(dicom::Tag)>& vrOf,
              const std::function<void(const Leaf&)>& use);

/// The parts of a compressed frame that are no entropy-coded samples: marker segments of JPEG, JPEG-LS and JPEG 2000,
/// boxes, and what follows the end; of RLE, whose frame has that many `pixels`, what no packet reaches. All of it for a
/// format that is not known.
void eachPlainPart(ByteView frame, std::size_t pixels,
                   const std::function<void(std::size_t begin, std::size_t end)>& use);

}
