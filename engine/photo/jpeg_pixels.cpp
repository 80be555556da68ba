// SPDX-License-Identifier: Apache-2.0
#include "engine/photo/jpeg_pixels.h"

#include "engine/pixels/jpeg_coefficients.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>

extern "C" {
#include <jpeglib.h>

#include <jerror.h>
}

namespace engine::photo {

namespace {

constexpr std::uint8_t start = 0xFF, firstApplication = 0xE0, lastApplication = 0xEF, adobe = 0xEE;

/// libjpeg reports errors by a call that must not return.
struct Failure {
    jpeg_error_mgr manager;
    std::jmp_buf back;
    int strange = 0, extra = 0; ///< warnings of all kinds; those of bytes that belong to no block
};

void leave(j_common_ptr codec)
{
    std::longjmp(reinterpret_cast<Failure*>(codec->err)->back, 1);
}
void countWarning(j_common_ptr codec, int level)
{
    auto& failure = *reinterpret_cast<Failure*>(codec->err);
    if (level < 0)
        ++failure.strange;
    if (level < 0 && codec->err->msg_code == JWRN_EXTRANEOUS_DATA)
        ++failure.extra;
}
void sayNothing(j_common_ptr) {}

/// Holds nothing with a destructor: a failure jumps out of it. 0 where it went well, 1 where the stream is damaged.
int decodeInto(jpeg_decompress_struct& state, Failure& failure, std::uint8_t* samples, std::size_t room)
{
    if (setjmp(failure.back) != 0)
        return 1;
    jpeg_read_header(&state, TRUE);
    state.out_color_space = state.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&state);
    const auto line = std::size_t{state.output_width} * static_cast<std::size_t>(state.output_components);
    if (line * state.output_height > room)
        return 1;
    while (state.output_scanline < state.output_height) {
        JSAMPROW row = samples + state.output_scanline * line;
        jpeg_read_scanlines(&state, &row, 1);
    }
    jpeg_finish_decompress(&state);
    return failure.strange > 0 ? 1 : 0;
}

/// The same without a picture: lines are skipped, which reads their codes. All but the last, which libjpeg would not
/// read. Holds nothing with a destructor.
int skipThrough(jpeg_decompress_struct& state, Failure& failure, std::uint8_t* line, std::size_t room)
{
    if (setjmp(failure.back) != 0)
        return 1;
    jpeg_read_header(&state, TRUE);
    state.out_color_space = state.jpeg_color_space;
    state.do_fancy_upsampling = FALSE;
    jpeg_start_decompress(&state);
    if (std::size_t{state.output_width} * static_cast<std::size_t>(state.output_components) > room)
        return 1;
    if (state.output_height > 1)
        jpeg_skip_scanlines(&state, state.output_height - 1);
    while (state.output_scanline < state.output_height) {
        JSAMPROW row = line;
        jpeg_read_scanlines(&state, &row, 1);
    }
    jpeg_finish_decompress(&state);
    return 0;
}

/// Where the segments of the head end: those that we wrote, without Adobe's, which libjpeg writes itself.
Bytes headOf(ByteView file)
{
    Bytes head{file.begin(), file.begin() + 2};
    std::size_t at = 2;
    while (at + 4 <= file.size() && file[at] == start && file[at + 1] >= firstApplication &&
           file[at + 1] <= lastApplication) {
        const auto size = 2U + file[at + 2] * 256U + file[at + 3];
        const auto segment = file.subspan(at, std::min<std::size_t>(size, file.size() - at));
        if (file[at + 1] != adobe)
            head.insert(head.end(), segment.begin(), segment.end());
        at += size;
    }
    return head;
}

std::vector<int> levelsFor(const Dissection& taken, int fill)
{
    constexpr int middle = 128;
    if (taken.pages.front().samples == 1)
        return {fill};
    return taken.photometric == "RGB" ? std::vector<int>{fill, fill, fill} : std::vector<int>{fill, middle, middle};
}

}

Result<bool> hidesBytesInJpeg(ByteView file)
{
    const auto taken = dissectJpeg(file);
    if (!taken)
        return taken.error();
    const auto& page = taken->pages.front();
    Bytes line(static_cast<std::size_t>(page.columns) * static_cast<std::size_t>(page.samples));
    Failure failure{};
    jpeg_decompress_struct state{};
    state.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = leave;
    failure.manager.emit_message = countWarning;
    failure.manager.output_message = sayNothing;
    jpeg_create_decompress(&state);
    jpeg_mem_src(&state, file.data(), file.size());
    const int failed = skipThrough(state, failure, line.data(), line.size());
    jpeg_destroy_decompress(&state);
    if (failed != 0 || failure.strange > failure.extra)
        return Error{ErrorCode::Damaged, "JPEG picture"};
    return failure.extra > 0;
}

Result<Raster> decodeJpegStream(ByteView stream, int samples, const Page& page)
{
    auto raster = Raster::of(page, samples, 1);
    Failure failure{};
    jpeg_decompress_struct state{};
    state.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = leave;
    failure.manager.emit_message = countWarning;
    failure.manager.output_message = sayNothing;
    jpeg_create_decompress(&state);
    jpeg_mem_src(&state, stream.data(), stream.size());
    const int failed = decodeInto(state, failure, raster.bytes.data(), raster.bytes.size());
    jpeg_destroy_decompress(&state);
    return failed == 0 ? std::move(raster) : Result<Raster>{Error{ErrorCode::Damaged, "JPEG picture"}};
}

Result<Raster> rasterOfJpeg(ByteView file, Look look)
{
    const auto taken = dissectJpeg(file);
    if (!taken)
        return taken.error();
    if (!taken->cannotShow.empty())
        return Error{ErrorCode::Unsupported, "kind of JPEG"};
    const auto& page = taken->pages.front();
    if (look == Look::Shown)
        return decodeJpegStream(file, page.samples, page);
    auto samples = pixels::decodeJpegPlainly(file);
    if (!samples)
        return samples.error();
    auto raster = Raster::of(page, page.samples, 1);
    if (samples->size() != raster.bytes.size())
        return Error{ErrorCode::Damaged, "JPEG picture"};
    raster.bytes = *std::move(samples);
    return raster;
}

Result<Redacted> redactJpeg(ByteView file, const std::vector<pixels::Box>& boxes, int fill)
{
    const auto taken = dissectJpeg(file);
    const auto grid = taken ? pixels::gridOf(file) : Result<pixels::JpegGrid>{taken.error()};
    if (!grid)
        return grid.error();
    Redacted redacted;
    redacted.method = "compressed-domain";
    for (const auto& box : boxes)
        redacted.boxesUsed.push_back(pixels::widened(box, *grid));
    const auto blanked = pixels::blankJpeg(file, redacted.boxesUsed, levelsFor(*taken, fill));
    if (!blanked)
        return blanked.error();
    redacted.bytes = headOf(file);
    redacted.bytes.insert(redacted.bytes.end(), blanked->begin() + 2, blanked->end());
    return redacted;
}

}
