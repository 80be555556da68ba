// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/instance.h"

namespace engine::study {

/// What the bytes of an open file are, by their first ones (and, for compressed files, by what is inside).
/// Dicom stands for any data set, DICOMDIR included. `isInDicomFolder`: take a looser look for a data set without
/// preamble.
FileKind kindOf(int fd, bool isInDicomFolder);

}
