// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/dicom/data_set.h"

namespace engine::dicom {

/// How the pixel data of the top level (7FE0,0010) lie in a data set.
struct PixelDataForm {
    bool isPresent = false;
    bool isEncapsulated = false;
    std::size_t fragments = 0; ///< of encapsulated ones, without the offset table
    std::uint64_t bytes = 0;   ///< of all fragments, or of the native samples
};
PixelDataForm pixelDataForm(const DataSet& dataSet);

/// The basic offset table: where each frame's first fragment begins, counted from the first byte after the table
/// (PS3.5 A.4). Empty when there is none.
std::vector<std::uint32_t> offsetTable(const DataSet& dataSet);
/// Length of each fragment, in order.
std::vector<std::uint32_t> fragmentLengths(const DataSet& dataSet);
/// One fragment, as it lies in the file; the first is 0. NotFound beyond the last, Damaged when the file ends early.
Result<Bytes> fragment(const DataSet& dataSet, std::size_t index);
/// A part of native pixel data, words in little endian whatever the file's order.
Result<Bytes> nativeBytes(const DataSet& dataSet, std::uint64_t offset, std::size_t length);

/// Puts new fragments in place of all pixel data, one list a frame, with a new offset table (extended where there was
/// one and each frame is one fragment, else basic), and makes `transferSyntaxUid` the one to save with. Odd ones are
/// padded.
/// Unsupported when that syntax is not encapsulated or not known to DCMTK; TooLarge beyond 4 GB.
Done replaceFragments(DataSet& dataSet, const std::vector<std::vector<Bytes>>& frames,
                      std::string_view transferSyntaxUid);
/// Puts native samples (little endian, `bytesPerSample` 1 or 2) in place of all pixel data, to be saved as explicit VR
/// little endian.
Done replaceNative(DataSet& dataSet, ByteView samples, int bytesPerSample);

}
