// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/data_set.h"
#include "engine/pixels/frame.h"
#include "engine/pixels/requests.h"

namespace engine::pixels {

/// The pictures that lie in a file beside its frames: overlay planes with data of their own (PS3.3 C.9.2), and the icon
/// image (PS3.3 C.7.6.1.1.6). Does not decode; what makes no sense is listed as `cannotShow`.
/// Bits that no sample uses are told with each frame instead, by `Frame::strayBits`.
std::vector<Layer> layersOf(const dicom::DataSet& dataSet);

/// Decodes a layer, or the stray bit "bits:N" of a frame, as 8-bit grey (the icon as it is): frame `frame`, 1-based, of
/// the layer. NotFound for a name that is not there; else as `decodeFrame`.
Result<Frame> decodeLayer(const dicom::DataSet& dataSet, const std::string& name, int frame,
                          std::span<std::uint8_t> into);

}
