// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/cut_out.h"

#include <algorithm>

namespace engine::journey {

namespace {

constexpr int margin = 32, gap = 24; // pixels: two lines of small type, and far enough not to be read as one
constexpr int reach = 8;             // heights along the line: a dozen letters

pixels::Box withMargin(const pixels::Box& box, const pixels::FrameLayout& layout)
{
    const int beside = margin + std::min(reach * box.height, layout.columns);
    const int left = std::max(0, box.x - beside), top = std::max(0, box.y - margin);
    const int right = std::min(layout.columns, box.x + box.width + beside);
    const int bottom = std::min(layout.rows, box.y + box.height + margin);
    return {left, top, right - left, bottom - top, 1, 1};
}

std::size_t bytesOf(const pixels::FrameLayout& layout, int pixels)
{
    return static_cast<std::size_t>(pixels) * static_cast<std::size_t>(layout.samplesPerPixel * layout.bytesPerSample);
}

void copyPiece(const DecodedFrame& from, const CutOut::Piece& piece, DecodedFrame& to)
{
    const auto& box = piece.inFrame;
    const auto source = std::as_const(from.samples).bytes();
    const auto target = to.samples.bytes();
    const auto sourceLine = bytesOf(from.frame.layout, from.frame.layout.columns);
    const auto targetLine = bytesOf(to.frame.layout, to.frame.layout.columns);
    for (int y = 0; y < box.height; ++y) {
        const auto line =
            source.subspan(static_cast<std::size_t>(box.y + y) * sourceLine + bytesOf(from.frame.layout, box.x),
                           bytesOf(from.frame.layout, box.width));
        std::copy(line.begin(), line.end(),
                  target.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(piece.top + y) * targetLine));
    }
}

}

std::optional<pixels::Box> CutOut::placeInFrame(const pixels::Box& box) const
{
    const int middle = box.y + box.height / 2;
    for (const auto& [inFrame, top] : pieces) {
        if (middle >= top && middle < top + inFrame.height)
            return pixels::Box{inFrame.x + box.x, inFrame.y + box.y - top, box.width, box.height, 1, 1};
    }
    return {};
}

Result<CutOut> cutOut(const DecodedFrame& frame, const std::vector<pixels::Box>& places)
{
    const auto& whole = frame.frame.layout;
    CutOut cut;
    cut.picture.frame = frame.frame;
    auto& layout = cut.picture.frame.layout;
    layout.columns = layout.rows = 0;
    for (const auto& place : places) {
        const auto box = withMargin(place, whole);
        cut.pieces.push_back({box, layout.rows});
        layout.columns = std::max(layout.columns, box.width);
        layout.rows += box.height + gap;
    }
    const auto area = [](const pixels::FrameLayout& one) { return std::int64_t{one.columns} * one.rows; };
    if (area(layout) >= area(whole)) {
        layout = whole;
        cut.pieces = {{{0, 0, whole.columns, whole.rows, 1, 1}, 0}};
    }
    auto memory = SharedMemory::create(layout.bytes());
    if (!memory)
        return memory.error();
    cut.picture.samples = std::move(*memory);
    for (const auto& piece : cut.pieces)
        copyPiece(frame, piece, cut.picture);
    return cut;
}

}
