// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/strip.h"

#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/attributes.h"
#include "engine/pixels/bitstream.h"
#include "engine/pixels/frame_fragments.h"

#include <set>

namespace engine::pixels {

Result<Stripped> stripMetadata(dicom::DataSet& dataSet)
{
    Stripped stripped;
    if (!dicom::pixelDataForm(dataSet).isEncapsulated)
        return stripped;
    const auto start = dicom::fragment(dataSet, 0);
    if (!start || !isKnownBitstream(*start)) {
        const bool isRle = dataSet.transferSyntaxUid() == "1.2.840.10008.1.2.5";
        stripped.isSearched = isRle;
        return stripped;
    }
    const auto ranges =
        fragmentsByFrame(dataSet, numberIn(dataSet.content().dataset(), DCM_NumberOfFrames).value_or(1));
    if (!ranges)
        return ranges.error();
    std::set<std::string> kinds;
    std::vector<std::vector<Bytes>> clean;
    for (std::size_t i = 0; i < ranges->size(); ++i) {
        const auto stream = codeStream(dataSet, (*ranges)[i]);
        if (!stream)
            return stream.error();
        auto one = withoutMetadata(*stream);
        if (!one)
            return Error{one.error().code, one.error().where + " of frame " + std::to_string(i + 1)};
        kinds.insert(one->removed.begin(), one->removed.end());
        clean.push_back({std::move(one->bytes)});
    }
    if (kinds.empty())
        return stripped;
    stripped.removed.assign(kinds.begin(), kinds.end());
    if (auto replaced = dicom::replaceFragments(dataSet, clean, dataSet.transferSyntaxUid()); !replaced)
        return replaced.error();
    return stripped;
}

}
