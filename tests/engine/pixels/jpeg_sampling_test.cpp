// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/jpeg_coefficients.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>

extern "C" {
#include <jpeglib.h>
}

namespace engine::pixels {

namespace {

constexpr int side = 64;

/// How a JPEG of 64 x 64 samples is coded.
struct Coding {
    const char* name;
    int components;
    int across, down; ///< sampling factors of the first component; those of the others are 1
    bool areApart;    ///< a scan each component
    int unitWidth, unitHeight;
};

void PrintTo(const Coding& coding, std::ostream* out)
{
    *out << coding.name;
}

Bytes written(const Coding& coding)
{
    jpeg_compress_struct state{};
    jpeg_error_mgr failure{};
    state.err = jpeg_std_error(&failure);
    jpeg_create_compress(&state);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&state, &bytes, &size);
    state.image_width = state.image_height = side;
    state.input_components = coding.components;
    state.in_color_space = coding.components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&state);
    state.comp_info[0].h_samp_factor = coding.across;
    state.comp_info[0].v_samp_factor = coding.down;
    std::array<jpeg_scan_info, 3> scans{};
    for (int i = 0; i < 3; ++i)
        scans[std::size_t(i)] = {1, {i}, 0, 63, 0, 0};
    if (coding.areApart) {
        state.scan_info = scans.data();
        state.num_scans = coding.components;
    }
    jpeg_start_compress(&state, TRUE);
    std::array<JSAMPLE, 3 * side> line{};
    for (int y = 0; y < side; ++y) {
        for (std::size_t at = 0; at < line.size(); ++at)
            line[at] = JSAMPLE((at * 37 + std::size_t(y) * 11) % 251);
        JSAMPROW row = line.data();
        jpeg_write_scanlines(&state, &row, 1);
    }
    jpeg_finish_compress(&state);
    jpeg_destroy_compress(&state);
    Bytes file(bytes, bytes + size);
    std::free(bytes);
    return file;
}

}

class JpegSampling : public testing::TestWithParam<Coding> {};

TEST_P(JpegSampling, widensABoxNoFurtherThanItsBlocksAndChangesNoOther)
{
    const auto& coding = GetParam();
    const auto file = written(coding);
    const auto grid = gridOf(file);
    ASSERT_TRUE(grid);
    EXPECT_EQ(grid->unitWidth, coding.unitWidth);
    EXPECT_EQ(grid->unitHeight, coding.unitHeight);
    const auto used = widened({17, 41, 1, 1, 1, 1}, *grid);

    const auto blank = blankJpeg(file, {used}, std::vector(std::size_t(coding.components), 128));

    ASSERT_TRUE(blank) << blank.error().where;
    const auto before = decodeJpegPlainly(file), after = decodeJpegPlainly(*blank);
    ASSERT_TRUE(before && after);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const bool isInside = x >= used.x && x < used.x + used.width && y >= used.y && y < used.y + used.height;
            for (int i = 0; i < coding.components; ++i) {
                const auto at = std::size_t((y * side + x) * coding.components + i);
                ASSERT_EQ(int((*after)[at]), isInside ? 128 : int((*before)[at])) << x << ' ' << y << ' ' << i;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Codings, JpegSampling,
    testing::Values(Coding{"grey", 1, 1, 1, false, 8, 8}, Coding{"grey that says 2x2", 1, 2, 2, false, 8, 8},
                    Coding{"grey that says 4x1", 1, 4, 1, false, 8, 8}, Coding{"4:2:0", 3, 2, 2, false, 16, 16},
                    Coding{"4:1:1", 3, 4, 1, false, 32, 8}, Coding{"4:1:1 in three scans", 3, 4, 1, true, 32, 8},
                    Coding{"4x4, more blocks than a scan may have", 3, 4, 4, true, 32, 32}));

}
