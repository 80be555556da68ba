// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/instance.h"

namespace engine::study {

struct Content {
    FileKind kind = FileKind::Unknown;
    std::string_view format; ///< Instance::format; empty where the kind says it
};

/// What the bytes of an open file are, by their first ones (and, for compressed files, by what is inside).
/// Dicom stands for any data set, DICOMDIR included. `isInDicomFolder`: take a looser look for a data set without
/// preamble.
Content contentOf(int fd, bool isInDicomFolder);

}
