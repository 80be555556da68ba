// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/data_set.h"
#include "engine/pixels/box.h"

#include <vector>

namespace engine::pixels {

/// Blanks boxes on the layers beside the pixels: bits of an overlay plane are cleared, as are the bits that no sample
/// uses; an icon goes whole, since it is small and shows the same picture. Samples stay what they are.
/// BadArgument for a layer that is not there, OutsideImage, Unsupported for unused bits that cannot be reached.
Done redactLayers(dicom::DataSet& dataSet, const std::vector<LayerBox>& boxes);

}
