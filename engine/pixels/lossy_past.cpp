// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/lossy_past.h"

#include "engine/pixels/attributes.h"
#include "engine/pixels/jpeg2000_write.h"

#include <algorithm>
#include <cstdio>

namespace engine::pixels {

namespace {

constexpr std::string_view jpeg = "1.2.840.10008.1.2.4.";

/// Defined Terms of (0028,2114), PS3.3 C.7.6.1.1.5.1.
std::string methodOf(std::string_view uid)
{
    const auto last = uid.substr(std::min(uid.size(), jpeg.size()));
    if (last == "81")
        return "ISO_14495_1";
    if (last == "91")
        return "ISO_15444_1";
    return last.rfind("20", 0) == 0 ? "ISO_15444_15" : "ISO_10918_1";
}

/// NEAR of the first scan of JPEG-LS (ITU-T T.87 C.2.3); 0 where it cannot be found.
int toleranceOf(ByteView stream)
{
    constexpr std::uint8_t startOfScan = 0xDA;
    for (std::size_t at = 2; at + 5 <= stream.size() && stream[at] == 0xFF;) {
        const std::size_t length = stream[at + 2] * 256U + stream[at + 3];
        const auto near = at + 5 + std::size_t{stream[at + 4]} * 2;
        if (stream[at + 1] == startOfScan)
            return near < stream.size() ? stream[near] : 0;
        at += 2 + length;
    }
    return 0;
}

bool isTold(DcmItem& item, const DcmTagKey& key)
{
    return !textIn(item, key).empty();
}

}

bool losesSamples(std::string_view uid, ByteView stream)
{
    const auto last = uid.rfind(jpeg, 0) == 0 ? uid.substr(jpeg.size()) : std::string_view{};
    if (last == "81")
        return toleranceOf(stream) > 0;
    if (last == "91" || last == "203") {
        const auto kind = jpeg2000KindOf(stream);
        return !kind || !kind->isReversible;
    }
    return last == "50" || last == "51" || last == "53" || last == "55";
}

void statePast(DcmItem& item, std::string_view uid, const ImageShape& shape, const std::vector<Bytes>& streams)
{
    if (textIn(item, DCM_LossyImageCompression) != "01")
        item.putAndInsertString(DCM_LossyImageCompression, "01");
    std::size_t coded = 1;
    for (const auto& stream : streams)
        coded += stream.size();
    const auto plain = static_cast<double>(shape.values()) * shape.bitsAllocated / 8 * shape.frames;
    std::array<char, 16> ratio{};
    std::snprintf(ratio.data(), ratio.size(), "%.4g", plain / static_cast<double>(coded));
    if (!isTold(item, DCM_LossyImageCompressionRatio))
        item.putAndInsertString(DCM_LossyImageCompressionRatio, ratio.data());
    if (!isTold(item, DCM_LossyImageCompressionMethod))
        item.putAndInsertString(DCM_LossyImageCompressionMethod, methodOf(uid).c_str());
}

}
