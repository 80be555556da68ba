// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/steps.h"

#include "engine/base/hash.h"
#include "engine/journey/decoding.h"
#include "engine/pixels/requests.h"
#include "engine/pixels/window.h"
#include "engine/study/requests.h"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>

namespace engine::journey {

namespace {

/// Room for one frame. Only what is written costs memory.
constexpr std::size_t largestFrame = 1U << 29U;
/// Room for one archive member.
constexpr std::size_t largestMember = 1ULL << 32U;

Result<Descriptor> unpack(const Descriptor& archive, int index, pool::Pool& pool, const Progress& progress)
{
    auto memory = SharedMemory::create(largestMember);
    if (!memory)
        return memory.error();
    study::ExtractMember request;
    request.index = index;
    const auto extracted = pool.call(pool::Kind::Files, request, {{archive.get()}, &*memory}, progress);
    if (!extracted)
        return extracted.error();
    if (extracted->size > memory->size())
        return Error{ErrorCode::WorkerRefused, "archive member"};
    // A memory file of exactly the member's length: what reads it must see where it ends.
    auto member = SharedMemory::create(extracted->size);
    if (!member)
        return member.error();
    const auto bytes = std::as_const(*memory).bytes().first(extracted->size);
    std::copy(bytes.begin(), bytes.end(), member->bytes().begin());
    return Descriptor{::fcntl(member->fd(), F_DUPFD_CLOEXEC, 0)};
}

}

Result<Descriptor> openSource(const study::Source& source, pool::Pool& pool, const Progress& progress)
{
    auto file = openForReading(source.path);
    if (file && source.memberIndex >= 0)
        file = unpack(*file, source.memberIndex, pool, progress);
    if (!file) {
        const auto code = file.error().code;
        const bool isOfContent = code == ErrorCode::Unsupported || code == ErrorCode::Damaged; // nobody saw any yet
        return Error{isOfContent ? ErrorCode::NotReadable : code, source.shownPath};
    }
    if (!source.decoder.empty())
        return pictureOf(source, *file, pool, progress);
    if (source.sha256.empty())
        return file;
    const auto digest = sha256OfFile(file->get());
    if (!digest)
        return Error{ErrorCode::NotReadable, source.shownPath};
    if (toHex(*digest) != source.sha256)
        return Error{ErrorCode::Tampered, source.shownPath};
    return file;
}

Result<DecodedFrame> decodeFrame(const Descriptor& file, int frame, pool::Pool& pool, const Progress& progress)
{
    auto memory = SharedMemory::create(largestFrame);
    if (!memory)
        return memory.error();
    auto decoded = pool.call(pool::Kind::Files, pixels::DecodeFrame{frame}, {{file.get()}, &*memory}, progress);
    if (!decoded)
        return decoded.error();
    if (auto checked = pixels::check(*decoded, memory->size()); !checked)
        return Error{ErrorCode::WorkerRefused, "frame " + std::to_string(frame)};
    return DecodedFrame{std::move(*decoded), std::move(*memory)};
}

Result<DecodedFrame> decodeFrame(const study::Source& source, int frame, pool::Pool& pool, const Progress& progress)
{
    const auto file = openSource(source, pool, progress);
    return file ? decodeFrame(*file, frame, pool, progress) : Result<DecodedFrame>{file.error()};
}

Result<DecodedFrame> decodeFrameOfFile(const std::string& path, int frame, pool::Pool& pool, const Progress& progress)
{
    const auto file = openForReading(path);
    return file ? decodeFrame(*file, frame, pool, progress) : Result<DecodedFrame>{file.error()};
}

Result<profile::Inspect::Answer> inspect(const study::Source& source, const profile::Inspect& request, pool::Pool& pool,
                                         const Progress& progress)
{
    const auto file = openSource(source, pool, progress);
    if (!file)
        return file.error();
    return pool.call(pool::Kind::Files, request, {{file->get()}, nullptr}, progress);
}

namespace {

/// A pixel of grey samples or of colours, as one number to compare and one to show.
int distance(const DecodedFrame& before, const DecodedFrame& after, std::size_t pixel)
{
    const auto& layout = before.frame.layout;
    const auto samples = static_cast<std::size_t>(layout.samplesPerPixel);
    const auto size = static_cast<std::size_t>(layout.bytesPerSample);
    const auto a = std::as_const(before.samples).bytes(), b = std::as_const(after.samples).bytes();
    int largest = 0;
    for (std::size_t at = pixel * samples * size; at < (pixel + 1) * samples * size; ++at) {
        const bool isLowByte = size > 1 && at % size != size - 1;
        const int difference = std::abs(int{a[at]} - int{b[at]});
        largest = std::max(largest, isLowByte ? difference / 4 : difference);
    }
    return largest;
}

}

Result<DecodedFrame> decodeDifference(const study::Source& source, const std::string& path, int frame, pool::Pool& pool,
                                      const Progress& progress)
{
    const auto before = decodeFrame(source, frame, pool, progress);
    const auto after = before ? decodeFrameOfFile(path, frame, pool, progress) : Result<DecodedFrame>{before.error()};
    if (!after)
        return after.error();
    const auto& layout = before->frame.layout;
    if (layout.bytes() != after->frame.layout.bytes() || layout.columns != after->frame.layout.columns ||
        layout.samplesPerPixel != after->frame.layout.samplesPerPixel)
        return Error{ErrorCode::Damaged, "frame " + std::to_string(frame)};
    DecodedFrame difference;
    difference.frame.layout.columns = layout.columns;
    difference.frame.layout.rows = layout.rows;
    difference.frame.photometric = "MONOCHROME2";
    auto memory = SharedMemory::create(difference.frame.layout.bytes());
    if (!memory)
        return memory.error();
    constexpr int visible = 96, brightest = 255;
    const auto pixels = memory->bytes();
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const int apart = distance(*before, *after, i);
        pixels[i] = static_cast<std::uint8_t>(apart == 0 ? 0 : std::min(brightest, visible + apart));
    }
    difference.samples = *std::move(memory);
    return difference;
}

}
