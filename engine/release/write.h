// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/profile/standard.h"
#include "engine/release/requests.h"

namespace engine::release {

/// Makes the codecs ready that `writeFile` and `readBack` use. Once, before the first of them; `dicom::prepare` too.
void prepareWriting();

/// Writes one cleaned file from the original (opened for reading) into `file` (empty, readable and writable): plan,
/// edits, boxes, bitstreams, save; then everything is read back from `file` and compared. Both stay open.
/// Damaged for an original that is not whole; Unsupported for what cannot be written without loss or is a DICOMDIR;
/// OpenFindings, with the place, where the finished bytes still hold a string that was taken away; Damaged, with the
/// attribute, where the object would lose what it requires. After an error the caller drops the file.
Result<Write::Answer> writeFile(const Write& request, int original, int file, const profile::Standard& standard,
                                const Progress& progress);

/// Reads a finished file to its last frame.
Result<ReadBack::Answer> readBack(const ReadBack& request, int file);

/// See CountPoints.
Result<CountPoints::Answer> countPoints(const CountPoints& request, int file);

/// See ComparePixels.
Result<ComparePixels::Answer> comparePixels(const ComparePixels& request, int original, int file);

}
