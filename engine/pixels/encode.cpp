// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/encode.h"

#include "engine/dicom/dcmtk_access.h"
#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/bitstream.h"
#include "engine/pixels/bitstream_jpeg2000.h"
#include "engine/pixels/frame_fragments.h"
#include "engine/pixels/jpeg2000_write.h"
#include "engine/pixels/rle.h"

#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpeg/djrplol.h>
#include <dcmtk/dcmjpls/djencode.h>
#include <dcmtk/dcmjpls/djrparam.h>

#include <memory>
#include <optional>

namespace engine::pixels {

namespace {

constexpr std::string_view rle = "1.2.840.10008.1.2.5", jpegLossless = "1.2.840.10008.1.2.4.57",
                           jpegFirstOrder = "1.2.840.10008.1.2.4.70", jpegLs = "1.2.840.10008.1.2.4.80",
                           jpeg2000Lossless = "1.2.840.10008.1.2.4.90", jpeg2000 = "1.2.840.10008.1.2.4.91";

/// How DCMTK's encoder is to be asked; null where it has none.
std::unique_ptr<DcmRepresentationParameter> encoderFor(std::string_view uid)
{
    constexpr int firstOrder = 1, anyPrediction = 6;
    if (uid == jpegLossless)
        return std::make_unique<DJ_RPLossless>(anyPrediction, 0);
    if (uid == jpegFirstOrder)
        return std::make_unique<DJ_RPLossless>(firstOrder, 0);
    if (uid == jpegLs)
        return std::make_unique<DJLSRepresentationParameter>(0, OFTrue);
    return nullptr;
}

/// A data set of the one frame: DCMTK codes data sets.
dicom::DataSet alone(const RawFrame& raw, const ImageShape& shape)
{
    auto content = std::make_unique<dicom::DataSet::Content>();
    auto& item = content->dataset();
    const auto put = [&](const DcmTagKey& key, int value) {
        item.putAndInsertUint16(DcmTag{key}, static_cast<Uint16>(value));
    };
    put(DCM_SamplesPerPixel, shape.samplesPerPixel);
    item.putAndInsertString(DCM_PhotometricInterpretation, raw.photometric.c_str());
    if (shape.samplesPerPixel > 1)
        put(DCM_PlanarConfiguration, raw.isPlanar ? 1 : 0);
    put(DCM_Rows, shape.rows);
    put(DCM_Columns, shape.columns);
    put(DCM_BitsAllocated, raw.bitsAllocated);
    put(DCM_BitsStored, raw.bitsStored);
    put(DCM_HighBit, raw.highBit);
    put(DCM_PixelRepresentation, shape.isSigned ? 1 : 0);
    return dicom::DataSet{std::move(content)};
}

Result<Bytes> encodeByDcmtk(const RawFrame& raw, const ImageShape& shape, std::string_view uid)
{
    const Error failed{ErrorCode::Unsupported, "lossless encoding"};
    if (raw.bitsAllocated > 16)
        return failed;
    auto frame = alone(raw, shape);
    auto samples = raw.samples;
    samples.resize(samples.size() + samples.size() % 2);
    if (auto put = dicom::replaceNative(frame, samples, raw.bitsAllocated > 8 ? 2 : 1); !put)
        return put.error();
    auto& dataset = frame.content().dataset();
    const auto parameter = encoderFor(uid);
    if (dataset.chooseRepresentation(DcmXfer(std::string{uid}.c_str()).getXfer(), parameter.get()).bad())
        return failed;
    dataset.removeAllButCurrentRepresentations();
    const auto fragments = dicom::fragmentLengths(frame).size();
    return fragments > 0 ? codeStream(frame, {0, fragments}) : failed;
}

/// Frame header of JPEG or JPEG-LS: precision, lines, columns, components (ITU-T T.81 B.2.2).
std::optional<Bytes> jpegFrameHeader(ByteView stream)
{
    constexpr std::uint8_t firstFrame = 0xC0, lastFrame = 0xCF, tables = 0xC4, extension = 0xC8, arithmetic = 0xCC,
                           jpegLsFrame = 0xF7;
    for (std::size_t at = 2; at + 4 <= stream.size() && stream[at] == 0xFF;) {
        const auto marker = stream[at + 1];
        const std::size_t length = marker == 0xFF ? 0 : stream[at + 2] * 256U + stream[at + 3];
        const bool isFrame = (marker >= firstFrame && marker <= lastFrame && marker != tables && marker != extension &&
                              marker != arithmetic) ||
                             marker == jpegLsFrame;
        constexpr std::size_t untilComponents = 8;
        if (isFrame && length >= untilComponents && at + 4 + untilComponents <= stream.size()) {
            const auto header = stream.subspan(at, 4 + untilComponents - 2);
            return Bytes{header.begin(), header.end()};
        }
        at += marker == 0xFF ? 1 : 2 + length;
    }
    return {};
}

}

Result<Bytes> encodeFrame(const RawFrame& raw, const ImageShape& shape, std::string_view uid, ByteView before)
{
    if (uid == rle)
        return writeRle(raw, shape);
    if (encoderFor(uid))
        return encodeByDcmtk(raw, shape, uid);
    if (uid != jpeg2000Lossless && uid != jpeg2000)
        return Error{ErrorCode::Unsupported, "lossless encoding"};
    Jpeg2000Kind kind{raw.bitsStored, shape.isSigned, raw.photometric == "RGB", true};
    if (isJpeg2000(before)) {
        const auto known = jpeg2000KindOf(before);
        if (!known)
            return known.error();
        kind = *known;
    }
    return writeJpeg2000(raw, shape, kind);
}

bool isSameKind(ByteView before, ByteView after)
{
    if (isJpeg2000(before) || isJpeg2000(after)) {
        const auto old = jpeg2000KindOf(before), now = jpeg2000KindOf(after);
        return old && now && *old == *now;
    }
    return jpegFrameHeader(before) == jpegFrameHeader(after);
}

void registerEncoders()
{
    DJEncoderRegistration::registerCodecs();
    DJLSEncoderRegistration::registerCodecs();
}

}
