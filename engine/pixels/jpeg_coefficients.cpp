// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/jpeg_coefficients.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" {
#include <jpeglib.h>
}

namespace engine::pixels {

namespace {

constexpr int middle = 128; // JPEG codes samples minus this

/// libjpeg reports errors by a call that must not return.
struct Failure {
    jpeg_error_mgr manager;
    std::jmp_buf back;
};

void leave(j_common_ptr codec)
{
    std::longjmp(reinterpret_cast<Failure*>(codec->err)->back, 1);
}
void stayQuiet(j_common_ptr, int) {}
void sayNothing(j_common_ptr) {}

jpeg_error_mgr* prepare(Failure& failure)
{
    auto* manager = jpeg_std_error(&failure.manager);
    manager->error_exit = leave;
    manager->emit_message = stayQuiet; // messages could quote the file
    manager->output_message = sayNothing;
    return manager;
}

/// Runs `work`, which may hold nothing with a destructor: a failure jumps out of it.
template <class Work>
bool guarded(Failure& failure, const Work& work)
{
    if (setjmp(failure.back) != 0)
        return false;
    work();
    return true;
}

struct Decoder {
    explicit Decoder(ByteView jpeg)
    {
        state.err = prepare(failure);
        isReady = guarded(failure, [&] {
            jpeg_create_decompress(&state);
            jpeg_mem_src(&state, jpeg.data(), jpeg.size());
            jpeg_read_header(&state, TRUE);
        });
    }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    ~Decoder() { jpeg_destroy_decompress(&state); }

    Failure failure{};
    jpeg_decompress_struct state{};
    bool isReady = false;
};

struct Encoder {
    Encoder() { state.err = prepare(failure); }
    Encoder(const Encoder&) = delete;
    Encoder& operator=(const Encoder&) = delete;
    ~Encoder()
    {
        jpeg_destroy_compress(&state);
        std::free(bytes);
    }

    Failure failure{};
    jpeg_compress_struct state{};
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
};

/// A component alone is coded block by block, whatever it says of its sampling (ITU-T T.81 A.2.2).
bool isAlone(const jpeg_decompress_struct& state)
{
    return state.num_components == 1;
}

JpegGrid gridOf(const jpeg_decompress_struct& state)
{
    if (isAlone(state))
        return {static_cast<int>(state.image_width), static_cast<int>(state.image_height), 1, DCTSIZE, DCTSIZE};
    return {static_cast<int>(state.image_width), static_cast<int>(state.image_height), state.num_components,
            state.max_h_samp_factor * DCTSIZE, state.max_v_samp_factor * DCTSIZE};
}

/// The DC coefficient of a block whose samples all have that level. Rounded away from the middle, so that black does
/// not become 1; the decoder cuts off.
JCOEF flatCoefficient(int level, const jpeg_component_info& component)
{
    const int step = component.quant_table ? component.quant_table->quantval[0] : 1;
    const int scaled = (level - middle) * DCTSIZE;
    return static_cast<JCOEF>(scaled < 0 ? (scaled - step + 1) / step : (scaled + step - 1) / step);
}

void blankComponent(jpeg_decompress_struct& state, jvirt_barray_ptr blocks, const jpeg_component_info& component,
                    const Box& box, JCOEF flat)
{
    const auto grid = gridOf(state);
    const auto blockAt = [](int pixel, int unit, int factor) {
        return static_cast<JDIMENSION>((pixel + unit - 1) / unit * factor);
    };
    const int across = isAlone(state) ? 1 : component.h_samp_factor,
              down = isAlone(state) ? 1 : component.v_samp_factor;
    const auto left = blockAt(box.x, grid.unitWidth, across), top = blockAt(box.y, grid.unitHeight, down);
    const auto right = std::min(component.width_in_blocks, blockAt(box.x + box.width, grid.unitWidth, across));
    const auto bottom = std::min(component.height_in_blocks, blockAt(box.y + box.height, grid.unitHeight, down));
    for (auto y = top; y < bottom; ++y) {
        JBLOCKARRAY row = state.mem->access_virt_barray(reinterpret_cast<j_common_ptr>(&state), blocks, y, 1, TRUE);
        for (auto x = left; x < right; ++x) {
            std::memset(row[0][x], 0, sizeof(JBLOCK));
            row[0][x][0] = flat;
        }
    }
}

/// A scan each component, where all together have more blocks than a scan may (ITU-T T.81 B.2.3).
void separateScans(jpeg_compress_struct& state, jpeg_scan_info (&scans)[MAX_COMPS_IN_SCAN])
{
    int blocks = 0;
    for (int i = 0; i < state.num_components; ++i)
        blocks += state.comp_info[i].h_samp_factor * state.comp_info[i].v_samp_factor;
    if (blocks <= C_MAX_BLOCKS_IN_MCU || state.num_components > MAX_COMPS_IN_SCAN)
        return;
    for (int i = 0; i < state.num_components; ++i)
        scans[i] = {1, {i}, 0, DCTSIZE2 - 1, 0, 0};
    state.scan_info = scans;
    state.num_scans = state.num_components;
}

void writeCoefficients(Decoder& decoder, Encoder& encoder, jvirt_barray_ptr* coefficients)
{
    jpeg_create_compress(&encoder.state);
    jpeg_mem_dest(&encoder.state, &encoder.bytes, &encoder.size);
    jpeg_copy_critical_parameters(&decoder.state, &encoder.state);
    encoder.state.optimize_coding = TRUE; // the new DC differences may lack codes in the old tables
    encoder.state.restart_interval = decoder.state.restart_interval;
    encoder.state.write_JFIF_header = FALSE;
    encoder.state.write_Adobe_marker = decoder.state.saw_Adobe_marker; // decides between RGB and YCbCr
    jpeg_scan_info scans[MAX_COMPS_IN_SCAN] = {};
    separateScans(encoder.state, scans);
    if (decoder.state.progressive_mode)
        jpeg_simple_progression(&encoder.state);
    jpeg_write_coefficients(&encoder.state, coefficients);
    jpeg_finish_compress(&encoder.state);
}

}

bool isEditableJpeg(ByteView jpeg)
{
    constexpr std::uint8_t baseline = 0xC0, lossless = 0xC3, tables = 0xC4, extension = 0xC8, arithmetic = 0xCC;
    for (std::size_t at = 2; at + 5 < jpeg.size() && jpeg[at] == 0xFF;) {
        const auto marker = jpeg[at + 1];
        const bool isFrame =
            marker >= baseline && marker <= 0xCF && marker != tables && marker != extension && marker != arithmetic;
        if (isFrame)
            return jpeg[at + 4] == 8 && (marker < lossless || marker == 0xC9 || marker == 0xCA);
        at += marker == 0xFF ? 1 : 2U + jpeg[at + 2] * 256U + jpeg[at + 3];
    }
    return false;
}

Result<JpegGrid> gridOf(ByteView jpeg)
{
    const Decoder decoder{jpeg};
    if (!decoder.isReady)
        return Error{ErrorCode::Damaged, "JPEG header"};
    return gridOf(decoder.state);
}

Box widened(const Box& box, const JpegGrid& grid)
{
    const auto down = [](int pixel, int unit) { return pixel / unit * unit; };
    const auto up = [](int pixel, int unit, int end) { return std::min((pixel + unit - 1) / unit * unit, end); };
    auto wide = box;
    wide.x = down(box.x, grid.unitWidth);
    wide.y = down(box.y, grid.unitHeight);
    wide.width = up(box.x + box.width, grid.unitWidth, grid.columns) - wide.x;
    wide.height = up(box.y + box.height, grid.unitHeight, grid.rows) - wide.y;
    return wide;
}

Result<Bytes> blankJpeg(ByteView jpeg, const std::vector<Box>& boxes, const std::vector<int>& levels)
{
    Decoder decoder{jpeg};
    Encoder encoder;
    const Error damaged{ErrorCode::Damaged, "JPEG coefficients"};
    if (!decoder.isReady || decoder.state.num_components != static_cast<int>(levels.size()))
        return damaged;
    jvirt_barray_ptr* coefficients = nullptr;
    const bool isBlank = guarded(decoder.failure, [&] {
        coefficients = jpeg_read_coefficients(&decoder.state);
        for (const auto& box : boxes) {
            for (int i = 0; i < decoder.state.num_components; ++i) {
                const auto& component = decoder.state.comp_info[i];
                blankComponent(decoder.state, coefficients[i], component, box,
                               flatCoefficient(levels[static_cast<std::size_t>(i)], component));
            }
        }
    });
    if (!isBlank || !guarded(encoder.failure, [&] { writeCoefficients(decoder, encoder, coefficients); }))
        return damaged;
    return Bytes(encoder.bytes, encoder.bytes + encoder.size);
}

Result<Bytes> decodeJpegPlainly(ByteView jpeg)
{
    Decoder decoder{jpeg};
    if (!decoder.isReady)
        return Error{ErrorCode::Damaged, "JPEG header"};
    auto& state = decoder.state;
    const auto lineSize = std::size_t{state.image_width} * static_cast<std::size_t>(state.num_components);
    Bytes samples(lineSize * state.image_height);
    const bool isWhole = guarded(decoder.failure, [&] {
        state.out_color_space = state.jpeg_color_space;
        state.do_fancy_upsampling = FALSE;
        jpeg_start_decompress(&state);
        while (state.output_scanline < state.output_height) {
            JSAMPROW line = samples.data() + state.output_scanline * lineSize;
            jpeg_read_scanlines(&state, &line, 1);
        }
        jpeg_finish_decompress(&state);
    });
    if (!isWhole)
        return Error{ErrorCode::Damaged, "JPEG picture"};
    return samples;
}

}
