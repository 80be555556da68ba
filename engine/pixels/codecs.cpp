// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/codecs.h"

#include "engine/dicom/dcmtk_access.h"
#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/frame_fragments.h"
#include "engine/pixels/jpeg2000.h"
#include "engine/pixels/rle.h"

#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>

#include <algorithm>
#include <new>

namespace engine::pixels {

namespace {

Error atFrame(ErrorCode code, int frame)
{
    return {code, "frame " + std::to_string(frame)};
}

RawFrame rawFrame(const ImageShape& shape)
{
    RawFrame raw;
    raw.bitsAllocated = shape.bitsAllocated;
    raw.bitsStored = shape.bitsStored;
    raw.highBit = shape.highBit;
    raw.isPlanar = shape.isPlanar;
    raw.photometric = shape.photometric;
    return raw;
}

/// Two bytes a pixel instead of three: one pair of colours for two neighbours (PS3.3 C.7.6.3.1.2).
bool isSubsampled(const ImageShape& shape)
{
    return shape.photometric == "YBR_FULL_422" && shape.samplesPerPixel == 3 && shape.bitsAllocated == 8;
}

/// Y1 Y2 Cb Cr -> Y1 Cb Cr Y2 Cb Cr
Bytes doubledColours(ByteView pairs)
{
    Bytes full;
    full.reserve(pairs.size() / 4 * 6);
    for (std::size_t i = 0; i + 4 <= pairs.size(); i += 4)
        full.insert(full.end(), {pairs[i], pairs[i + 2], pairs[i + 3], pairs[i + 1], pairs[i + 2], pairs[i + 3]});
    return full;
}

/// One bit a pixel, the lowest bit first, frames not aligned to bytes (PS3.5 8.1.1).
Bytes unpackedBits(ByteView packed, std::size_t firstBit, std::size_t count)
{
    Bytes bytes(count);
    for (std::size_t i = 0; i < count; ++i)
        bytes[i] = (packed[(firstBit + i) / 8] >> ((firstBit + i) % 8)) & 1U;
    return bytes;
}

/// In big endian files the words are swapped one by one, so the halves of 32-bit samples are still in wrong order.
void swapHalves(Bytes& samples)
{
    for (std::size_t i = 0; i + 4 <= samples.size(); i += 4)
        std::swap_ranges(samples.begin() + static_cast<std::ptrdiff_t>(i),
                         samples.begin() + static_cast<std::ptrdiff_t>(i) + 2,
                         samples.begin() + static_cast<std::ptrdiff_t>(i) + 2);
}

Result<RawFrame> decodeBits(const dicom::DataSet& dataSet, const ImageShape& shape, int frame)
{
    const auto firstBit = static_cast<std::uint64_t>(frame - 1) * shape.pixels();
    const auto firstByte = firstBit / 8;
    const auto bytes = (firstBit % 8 + shape.pixels() + 7) / 8;
    const auto packed = dicom::nativeBytes(dataSet, firstByte, bytes);
    if (!packed)
        return atFrame(packed.error().code, frame);
    auto raw = rawFrame(shape);
    raw.samples = unpackedBits(*packed, firstBit % 8, shape.pixels());
    raw.bitsAllocated = 8;
    return raw;
}

Result<RawFrame> decodeFloats(const dicom::DataSet& dataSet, const ImageShape& shape, int frame)
{
    const auto key = shape.samples == ImageShape::Samples::Float ? DCM_FloatPixelData : DCM_DoubleFloatPixelData;
    DcmElement* element = nullptr;
    auto raw = rawFrame(shape);
    const auto bytes = shape.values() * static_cast<std::size_t>(shape.bitsAllocated) / 8;
    const auto offset = static_cast<std::uint64_t>(frame - 1) * bytes;
    if (dataSet.content().dataset().findAndGetElement(key, element).bad() || offset + bytes > element->getLengthField())
        return atFrame(ErrorCode::Damaged, frame);
    raw.samples.resize(bytes);
    const auto got = element->getPartialValue(raw.samples.data(), static_cast<Uint32>(offset),
                                              static_cast<Uint32>(bytes), nullptr, EBO_LittleEndian);
    return got.good() ? Result<RawFrame>{std::move(raw)} : atFrame(ErrorCode::Damaged, frame);
}

Result<RawFrame> decodeNative(const dicom::DataSet& dataSet, const ImageShape& shape, int frame)
{
    if (shape.samples != ImageShape::Samples::Integer)
        return decodeFloats(dataSet, shape, frame);
    if (shape.bitsAllocated == 1)
        return decodeBits(dataSet, shape, frame);
    const bool isPaired = isSubsampled(shape);
    const auto bytes =
        isPaired ? shape.pixels() * 2 : shape.values() * static_cast<std::size_t>(shape.bitsAllocated) / 8;
    auto samples = dicom::nativeBytes(dataSet, static_cast<std::uint64_t>(frame - 1) * bytes, bytes);
    if (!samples)
        return atFrame(samples.error().code, frame);
    auto raw = rawFrame(shape);
    raw.samples = isPaired ? doubledColours(*samples) : std::move(*samples);
    raw.isPlanar = shape.isPlanar && !isPaired;
    if (shape.bitsAllocated == 32 && dataSet.content().presentedAs == EXS_BigEndianExplicit)
        swapHalves(raw.samples);
    return raw;
}

/// Colours of lossless JPEG stay as they are stored: DCMTK, which goes by the photometric interpretation, would turn
/// luminance and chroma into RGB and round them.
class ColoursAsStored {
public:
    ColoursAsStored(const dicom::DataSet& dataSet, const ImageShape& shape)
        : m_item{dataSet.content().dataset()}, m_photometric{shape.photometric}
    {
        const auto uid = dataSet.transferSyntaxUid();
        const bool isLossless = uid == "1.2.840.10008.1.2.4.57" || uid == "1.2.840.10008.1.2.4.70";
        m_isNeeded = isLossless && shape.samplesPerPixel == 3 && m_photometric.rfind("YBR_FULL", 0) == 0;
        if (m_isNeeded)
            m_item.putAndInsertString(DCM_PhotometricInterpretation, "RGB");
    }
    ColoursAsStored(const ColoursAsStored&) = delete;
    ColoursAsStored& operator=(const ColoursAsStored&) = delete;
    ~ColoursAsStored()
    {
        if (m_isNeeded)
            m_item.putAndInsertString(DCM_PhotometricInterpretation, m_photometric.c_str());
    }

    bool isNeeded() const { return m_isNeeded; }

private:
    DcmItem& m_item;
    std::string m_photometric;
    bool m_isNeeded = false;
};

/// JPEG and JPEG-LS by DCMTK.
Result<RawFrame> decodeByDcmtk(const dicom::DataSet& dataSet, const ImageShape& shape, int frame)
{
    auto* pixels = dicom::pixelDataOf(dataSet.content());
    const auto fragments = fragmentsByFrame(dataSet, shape.frames);
    if (!fragments)
        return fragments.error();
    auto raw = rawFrame(shape);
    const auto bytes = shape.values() * static_cast<std::size_t>(shape.bitsAllocated) / 8;
    // DCMTK wants an even buffer; the fragment number counts the offset table.
    raw.samples.resize(bytes + bytes % 2);
    auto fragment = static_cast<Uint32>((*fragments)[static_cast<std::size_t>(frame) - 1].first) + 1;
    OFString model;
    const ColoursAsStored colours{dataSet, shape};
    const auto decoded =
        pixels->getUncompressedFrame(&dataSet.content().dataset(), static_cast<Uint32>(frame - 1), fragment,
                                     raw.samples.data(), static_cast<Uint32>(raw.samples.size()), model);
    if (decoded.bad())
        return atFrame(ErrorCode::Damaged, frame);
    raw.samples.resize(bytes);
    if (!model.empty() && !colours.isNeeded())
        raw.photometric = {model.c_str(), model.size()};
    return raw;
}

/// A codec that takes the joined fragments of one frame.
template <Result<RawFrame> (*read)(ByteView, const ImageShape&)>
Result<RawFrame> decodeStream(const dicom::DataSet& dataSet, const ImageShape& shape, int frame)
{
    const auto fragments = fragmentsByFrame(dataSet, shape.frames);
    if (!fragments)
        return fragments.error();
    const auto stream = codeStream(dataSet, (*fragments)[static_cast<std::size_t>(frame) - 1]);
    if (!stream)
        return stream.error();
    auto decoded = read(*stream, shape);
    return decoded ? std::move(decoded) : atFrame(decoded.error().code, frame);
}

/// PS3.6 Table A-1.
constexpr Codec table[] = {
    {"1.2.840.10008.1.2", "implicit little endian", decodeNative, true},
    {"1.2.840.10008.1.2.1", "explicit little endian", decodeNative, true},
    {"1.2.840.10008.1.2.1.99", "deflated", decodeNative, true},
    {"1.2.840.10008.1.2.2", "explicit big endian", decodeNative, true},
    {"1.2.840.10008.1.2.4.50", "JPEG baseline", decodeByDcmtk},
    {"1.2.840.10008.1.2.4.51", "JPEG extended", decodeByDcmtk},
    {"1.2.840.10008.1.2.4.53", "JPEG spectral selection", decodeByDcmtk},
    {"1.2.840.10008.1.2.4.55", "JPEG full progression", decodeByDcmtk},
    {"1.2.840.10008.1.2.4.57", "JPEG lossless", decodeByDcmtk},
    {"1.2.840.10008.1.2.4.70", "JPEG lossless, first-order prediction", decodeByDcmtk},
    {"1.2.840.10008.1.2.4.80", "JPEG-LS lossless", decodeByDcmtk},
    {"1.2.840.10008.1.2.4.81", "JPEG-LS near-lossless", decodeByDcmtk},
    {"1.2.840.10008.1.2.4.90", "JPEG 2000 lossless", decodeStream<readJpeg2000>},
    {"1.2.840.10008.1.2.4.91", "JPEG 2000", decodeStream<readJpeg2000>},
    {"1.2.840.10008.1.2.4.201", "HTJ2K lossless", decodeStream<readJpeg2000>},
    {"1.2.840.10008.1.2.4.202", "HTJ2K lossless RPCL", decodeStream<readJpeg2000>},
    {"1.2.840.10008.1.2.4.203", "HTJ2K", decodeStream<readJpeg2000>},
    {"1.2.840.10008.1.2.5", "RLE lossless", decodeStream<readRle>},
};

}

std::span<const Codec> codecs()
{
    return table;
}

const Codec* codecFor(std::string_view transferSyntaxUid)
{
    const auto* row = std::find_if(std::begin(table), std::end(table), [transferSyntaxUid](const Codec& codec) {
        return codec.transferSyntaxUid == transferSyntaxUid;
    });
    return row == std::end(table) ? nullptr : row;
}

void registerCodecs()
{
    DJDecoderRegistration::registerCodecs();
    DJLSDecoderRegistration::registerCodecs();
}

}
