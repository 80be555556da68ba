// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/deflated.h"

#include <algorithm>
#include <climits>
#include <memory>
#include <zlib.h>

namespace engine::photo {

Result<Bytes> inflated(ByteView packed, std::size_t most, std::size_t* rest)
{
    z_stream stream{};
    if (packed.size() > UINT_MAX || inflateInit(&stream) != Z_OK)
        return Error{ErrorCode::TooLarge, "packed bytes"};
    const std::unique_ptr<z_stream, int (*)(z_stream*)> end{&stream, inflateEnd};
    stream.next_in = const_cast<Bytef*>(packed.data()); // zlib 1.2 takes no const and writes nothing there
    stream.avail_in = static_cast<uInt>(packed.size());
    Bytes bytes;
    int state = Z_OK;
    while (state == Z_OK) {
        constexpr std::size_t step = 1U << 20U;
        const auto got = bytes.size();
        bytes.resize(std::min(most + 1, std::max(got + step, got * 2)));
        stream.next_out = bytes.data() + got;
        stream.avail_out = static_cast<uInt>(std::min<std::size_t>(bytes.size() - got, UINT_MAX));
        const auto room = stream.avail_out;
        state = inflate(&stream, Z_NO_FLUSH);
        bytes.resize(got + room - stream.avail_out);
        if (bytes.size() > most)
            return Error{ErrorCode::TooLarge, "packed bytes"};
    }
    if (state != Z_STREAM_END)
        return Error{ErrorCode::Damaged, "packed bytes"};
    if (rest)
        *rest = stream.avail_in;
    return bytes;
}

Result<Bytes> deflated(ByteView bytes)
{
    auto size = compressBound(bytes.size());
    Bytes packed(size);
    if (compress2(packed.data(), &size, bytes.data(), bytes.size(), Z_DEFAULT_COMPRESSION) != Z_OK)
        return Error{ErrorCode::OutOfMemory, "packed bytes"};
    packed.resize(size);
    return packed;
}

}
