// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/jpeg2000.h"

#include <openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace engine::pixels {

namespace {

struct Reader {
    ByteView bytes;
    std::size_t at = 0;
};

OPJ_SIZE_T readSome(void* buffer, OPJ_SIZE_T length, void* user)
{
    auto& reader = *static_cast<Reader*>(user);
    const auto count = std::min<std::size_t>(length, reader.bytes.size() - reader.at);
    if (count == 0)
        return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, reader.bytes.data() + reader.at, count);
    reader.at += count;
    return count;
}

OPJ_OFF_T skipSome(OPJ_OFF_T length, void* user)
{
    auto& reader = *static_cast<Reader*>(user);
    if (length < 0)
        return -1;
    const auto count = std::min<std::size_t>(static_cast<std::size_t>(length), reader.bytes.size() - reader.at);
    reader.at += count;
    return static_cast<OPJ_OFF_T>(count);
}

OPJ_BOOL seekTo(OPJ_OFF_T place, void* user)
{
    auto& reader = *static_cast<Reader*>(user);
    if (place < 0 || static_cast<std::size_t>(place) > reader.bytes.size())
        return OPJ_FALSE;
    reader.at = static_cast<std::size_t>(place);
    return OPJ_TRUE;
}

using Stream = std::unique_ptr<opj_stream_t, decltype(&opj_stream_destroy)>;
using Decoder = std::unique_ptr<opj_codec_t, decltype(&opj_destroy_codec)>;
using Image = std::unique_ptr<opj_image_t, decltype(&opj_image_destroy)>;

Stream openStream(Reader& reader)
{
    Stream stream{opj_stream_default_create(OPJ_TRUE), opj_stream_destroy};
    opj_stream_set_user_data(stream.get(), &reader, nullptr);
    opj_stream_set_user_data_length(stream.get(), reader.bytes.size());
    opj_stream_set_read_function(stream.get(), readSome);
    opj_stream_set_skip_function(stream.get(), skipSome);
    opj_stream_set_seek_function(stream.get(), seekTo);
    return stream;
}

bool isJp2(ByteView bytes)
{
    return bytes.size() > 12 && textOf(bytes.subspan(4, 4)) == "jP  ";
}

bool fits(const opj_image_t& image, const ImageShape& shape)
{
    if (image.numcomps < static_cast<OPJ_UINT32>(shape.samplesPerPixel))
        return false;
    for (int i = 0; i < shape.samplesPerPixel; ++i) {
        const auto& component = image.comps[i];
        // Subsampled colours do not occur in DICOM (PS3.5 A.4.4 allows no YBR_420).
        const bool isSameSize = component.dx == 1 && component.dy == 1 &&
                                component.w == static_cast<OPJ_UINT32>(shape.columns) &&
                                component.h == static_cast<OPJ_UINT32>(shape.rows);
        if (!isSameSize || component.prec < 1 || component.prec > 32 || component.prec != image.comps[0].prec)
            return false;
    }
    return true;
}

/// Whether the code stream itself turned its colours into RGB: then the file's word does not matter.
bool isTransformed(opj_codec_t* decoder)
{
    auto* description = opj_get_cstr_info(decoder);
    const bool isUsed = description && description->m_default_tile_info.mct != 0;
    opj_destroy_cstr_info(&description);
    return isUsed;
}

std::string coloursAfter(const ImageShape& shape, bool transformed)
{
    if (shape.samplesPerPixel == 1)
        return shape.photometric;
    return !transformed && shape.photometric.rfind("YBR_FULL", 0) == 0 ? "YBR_FULL" : "RGB";
}

RawFrame interleaved(const opj_image_t& image, const ImageShape& shape, bool transformed)
{
    RawFrame raw;
    raw.bitsStored = static_cast<int>(image.comps[0].prec);
    raw.highBit = raw.bitsStored - 1;
    raw.bitsAllocated = std::max(shape.bitsAllocated, raw.bitsStored <= 8 ? 8 : raw.bitsStored <= 16 ? 16 : 32);
    raw.photometric = coloursAfter(shape, transformed);
    const auto bytes = static_cast<std::size_t>(raw.bitsAllocated) / 8;
    const auto colours = static_cast<std::size_t>(shape.samplesPerPixel);
    raw.samples.resize(shape.values() * bytes);
    for (std::size_t colour = 0; colour < colours; ++colour) {
        const auto* values = image.comps[colour].data;
        for (std::size_t i = 0; i < shape.pixels(); ++i)
            std::memcpy(raw.samples.data() + (i * colours + colour) * bytes, values + i, bytes);
    }
    return raw;
}

}

Result<RawFrame> readJpeg2000(ByteView stream, const ImageShape& shape)
{
    const Error broken{ErrorCode::Damaged, "code stream"};
    Reader reader{stream};
    const auto input = openStream(reader);
    // The file says which it is; DICOM asks for bare code streams, some write JP2 files all the same.
    const Decoder decoder{opj_create_decompress(isJp2(stream) ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K), opj_destroy_codec};
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    if (!opj_setup_decoder(decoder.get(), &parameters))
        return broken;
    opj_image_t* header = nullptr;
    const bool isHeaderRead = opj_read_header(input.get(), decoder.get(), &header);
    const Image image{header, opj_image_destroy};
    // Sizes are checked before the decoder allocates by them.
    if (!isHeaderRead || !fits(*image, shape))
        return broken;
    const bool transformed = isTransformed(decoder.get());
    if (!opj_decode(decoder.get(), input.get(), image.get()))
        return broken;
    for (int i = 0; i < shape.samplesPerPixel; ++i) {
        if (!image->comps[i].data)
            return broken;
    }
    return interleaved(*image, shape, transformed);
}

}
