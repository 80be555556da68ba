// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/jpeg2000_write.h"

#include "engine/pixels/bitstream.h"
#include "engine/pixels/samples.h"

#include <openjpeg.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace engine::pixels {

namespace {

// ITU-T T.800 Table A.2
constexpr unsigned size = 0xFF51, codingStyle = 0xFF52, startOfTilePart = 0xFF90;

unsigned wordAt(ByteView bytes, std::size_t at)
{
    return bytes[at] * 256U + bytes[at + 1];
}

struct Writer {
    Bytes bytes;
    std::size_t at = 0;
};

OPJ_SIZE_T writeSome(void* buffer, OPJ_SIZE_T length, void* user)
{
    auto& writer = *static_cast<Writer*>(user);
    writer.bytes.resize(std::max(writer.bytes.size(), writer.at + length));
    std::memcpy(writer.bytes.data() + writer.at, buffer, length);
    writer.at += length;
    return length;
}

OPJ_OFF_T skipSome(OPJ_OFF_T length, void* user)
{
    auto& writer = *static_cast<Writer*>(user);
    writer.at += static_cast<std::size_t>(length);
    return length;
}

OPJ_BOOL seekTo(OPJ_OFF_T place, void* user)
{
    static_cast<Writer*>(user)->at = static_cast<std::size_t>(place);
    return OPJ_TRUE;
}

using Stream = std::unique_ptr<opj_stream_t, decltype(&opj_stream_destroy)>;
using Encoder = std::unique_ptr<opj_codec_t, decltype(&opj_destroy_codec)>;
using Image = std::unique_ptr<opj_image_t, decltype(&opj_image_destroy)>;

Image imageFrom(const RawFrame& raw, const ImageShape& shape, const Jpeg2000Kind& kind)
{
    opj_image_cmptparm_t component{};
    component.dx = component.dy = 1;
    component.w = static_cast<OPJ_UINT32>(shape.columns);
    component.h = static_cast<OPJ_UINT32>(shape.rows);
    component.prec = static_cast<OPJ_UINT32>(kind.precision);
    component.sgnd = kind.isSigned ? 1 : 0;
    std::array<opj_image_cmptparm_t, 3> components{component, component, component};
    const auto colours = static_cast<std::size_t>(shape.samplesPerPixel);
    Image image{opj_image_create(static_cast<OPJ_UINT32>(colours), components.data(),
                                 colours == 3 ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_GRAY),
                opj_image_destroy};
    if (!image)
        return image;
    image->x1 = component.w;
    image->y1 = component.h;
    const StoredValues values{raw, kind.isSigned};
    for (std::size_t colour = 0; colour < colours; ++colour) {
        for (std::size_t i = 0; i < shape.pixels(); ++i)
            image->comps[colour].data[i] =
                static_cast<OPJ_INT32>(values.at(raw.isPlanar ? colour * shape.pixels() + i : i * colours + colour));
    }
    return image;
}

opj_cparameters_t parametersFor(const ImageShape& shape, const Jpeg2000Kind& kind)
{
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.irreversible = 0;
    parameters.tcp_numlayers = 1;
    parameters.tcp_rates[0] = 0; // all of it
    parameters.cp_disto_alloc = 1;
    parameters.tcp_mct = kind.isTransformed ? 1 : 0;
    while (parameters.numresolution > 1 && std::min(shape.columns, shape.rows) < (1 << (parameters.numresolution - 1)))
        --parameters.numresolution;
    return parameters;
}

}

Result<Jpeg2000Kind> jpeg2000KindOf(ByteView stream)
{
    const Error damaged{ErrorCode::Damaged, "JPEG 2000 header"};
    const auto bare = withoutMetadata(stream);
    if (!bare)
        return bare.error();
    const ByteView bytes{bare->bytes};
    Jpeg2000Kind kind;
    bool hasSize = false, hasStyle = false;
    for (std::size_t at = 2; at + 4 <= bytes.size() && wordAt(bytes, at) != startOfTilePart;) {
        const auto marker = wordAt(bytes, at);
        const std::size_t length = wordAt(bytes, at + 2);
        if (length < 2 || at + 2 + length > bytes.size())
            return damaged;
        const auto content = bytes.subspan(at + 4, length - 2);
        if (marker == size && content.size() > 36) {
            kind.precision = (content[36] & 0x7F) + 1;
            kind.isSigned = (content[36] & 0x80) != 0;
            hasSize = true;
        } else if (marker == codingStyle && content.size() > 9) {
            kind.isTransformed = content[4] != 0;
            kind.isReversible = content[9] == 1;
            hasStyle = true;
        }
        at += 2 + length;
    }
    return hasSize && hasStyle ? Result<Jpeg2000Kind>{kind} : damaged;
}

Result<Bytes> writeJpeg2000(const RawFrame& raw, const ImageShape& shape, const Jpeg2000Kind& kind)
{
    constexpr int mostBits = 16;
    const Error failed{ErrorCode::Unsupported, "JPEG 2000 encoding"};
    if (kind.precision > mostBits || kind.precision != raw.bitsStored)
        return failed;
    const auto image = imageFrom(raw, shape, kind);
    const Encoder encoder{opj_create_compress(OPJ_CODEC_J2K), opj_destroy_codec};
    auto parameters = parametersFor(shape, kind);
    Writer writer;
    const Stream stream{opj_stream_default_create(OPJ_FALSE), opj_stream_destroy};
    if (!image || !encoder || !stream)
        return Error{ErrorCode::OutOfMemory, "JPEG 2000 encoding"};
    opj_stream_set_user_data(stream.get(), &writer, nullptr);
    opj_stream_set_write_function(stream.get(), writeSome);
    opj_stream_set_skip_function(stream.get(), skipSome);
    opj_stream_set_seek_function(stream.get(), seekTo);
    const bool isWritten = opj_setup_encoder(encoder.get(), &parameters, image.get()) &&
                           opj_start_compress(encoder.get(), image.get(), stream.get()) &&
                           opj_encode(encoder.get(), stream.get()) && opj_end_compress(encoder.get(), stream.get());
    if (!isWritten)
        return failed;
    auto bare = withoutMetadata(writer.bytes); // OpenJPEG names itself in a comment
    return bare ? Result<Bytes>{std::move(bare->bytes)} : bare.error();
}

}
