// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/redact.h"

#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/frame_fragments.h"
#include "engine/pixels/jpeg_coefficients.h"
#include "engine/pixels/paint.h"
#include "engine/pixels/samples.h"
#include "engine/pixels/shape.h"

#include <algorithm>
#include <cstring>

namespace engine::pixels {

namespace {

/// Frames of one data set, decoded so that equal coefficients give equal samples.
class Source {
public:
    static Result<Source> open(const dicom::DataSet& dataSet)
    {
        auto shape = shapeOf(dataSet);
        if (!shape)
            return shape.error();
        const auto* codec = codecFor(dataSet.transferSyntaxUid());
        if (!codec)
            return Error{ErrorCode::Unsupported, "transfer syntax"};
        Source source{dataSet, *shape, *codec};
        if (dicom::pixelDataForm(dataSet).isEncapsulated) {
            auto ranges = fragmentsByFrame(dataSet, shape->frames);
            if (!ranges)
                return ranges.error();
            source.m_ranges = *std::move(ranges);
        }
        return source;
    }

    const ImageShape& shape() const { return m_shape; }

    /// The compressed bytes; empty when the pixels are native.
    Result<Bytes> stream(int frame) const
    {
        if (m_ranges.empty())
            return Bytes{};
        return codeStream(*m_dataSet, m_ranges[static_cast<std::size_t>(frame) - 1]);
    }

    Result<RawFrame> frame(int number, ByteView stream) const
    {
        if (!isEditableJpeg(stream))
            return m_codec->decode(*m_dataSet, m_shape, number);
        auto samples = decodeJpegPlainly(stream);
        if (!samples)
            return samples.error();
        RawFrame raw;
        raw.samples = *std::move(samples);
        return raw;
    }

private:
    Source(const dicom::DataSet& dataSet, ImageShape shape, const Codec& codec)
        : m_dataSet{&dataSet}, m_shape{std::move(shape)}, m_codec{&codec}
    {
    }

    const dicom::DataSet* m_dataSet;
    ImageShape m_shape;
    const Codec* m_codec;
    std::vector<FragmentRange> m_ranges;
};

/// Samples of two frames; what lies in the bits beside them is not compared, since it may be cleared as a whole.
struct Pair {
    StoredValues before, after;
    SampleGrid beforeGrid, afterGrid;

    bool isSame(int x, int y, int sample) const
    {
        return before.at(beforeGrid.at(x, y, sample) / static_cast<std::size_t>(beforeGrid.bytesPerSample)) ==
               after.at(afterGrid.at(x, y, sample) / static_cast<std::size_t>(afterGrid.bytesPerSample));
    }
};

/// The boxes of one frame, each as its rectangles.
using Parts = std::vector<std::vector<Box>>;

Parts partsOn(const std::vector<Box>& boxes, int frame)
{
    Parts parts;
    for (const auto& box : boxes) {
        if (frame >= box.firstFrame && frame <= box.lastFrame)
            parts.push_back(rectanglesOf(box));
    }
    return parts;
}

/// Which pixels lie in a box, row by row.
std::vector<bool> coveredBy(const Parts& boxes, const SampleGrid& grid)
{
    std::vector<bool> covered(grid.pixels());
    for (const auto& box : boxes) {
        for (const auto& part : box) {
            for (int y = part.y; y < std::min(part.y + part.height, grid.rows); ++y) {
                const auto line = covered.begin() + std::ptrdiff_t{y} * grid.columns;
                std::fill(line + part.x, line + std::min(part.x + part.width, grid.columns), true);
            }
        }
    }
    return covered;
}

std::uint64_t changedOutside(const Pair& pair, const Parts& boxes)
{
    const auto covered = coveredBy(boxes, pair.afterGrid);
    std::uint64_t changed = 0;
    std::size_t pixel = 0;
    for (int y = 0; y < pair.afterGrid.rows; ++y) {
        for (int x = 0; x < pair.afterGrid.columns; ++x) {
            if (covered[pixel++])
                continue;
            for (int sample = 0; sample < pair.afterGrid.samplesPerPixel; ++sample)
                changed += pair.isSame(x, y, sample) ? 0 : 1;
        }
    }
    return changed;
}

/// All samples of the part are as those of `first`.
bool isFlat(const RawFrame& raw, const SampleGrid& grid, const Box& box, const Box& first)
{
    const auto size = static_cast<std::size_t>(grid.bytesPerSample);
    for (int y = box.y; y < box.y + box.height; ++y) {
        for (int x = box.x; x < box.x + box.width; ++x) {
            for (int sample = 0; sample < grid.samplesPerPixel; ++sample) {
                if (std::memcmp(raw.samples.data() + grid.at(x, y, sample),
                                raw.samples.data() + grid.at(first.x, first.y, sample), size) != 0)
                    return false;
            }
        }
    }
    return true;
}

Result<std::uint64_t> compareFrame(const Source& before, const Source& after, const std::vector<Box>& boxes, int frame)
{
    const auto oldStream = before.stream(frame), newStream = after.stream(frame);
    if (!oldStream || !newStream)
        return oldStream ? newStream.error() : oldStream.error();
    const auto old = before.frame(frame, *oldStream), now = after.frame(frame, *newStream);
    if (!old || !now)
        return old ? now.error() : old.error();
    const Pair pair{StoredValues{*old, before.shape().isSigned}, StoredValues{*now, after.shape().isSigned},
                    gridOf(before.shape(), *old), gridOf(after.shape(), *now)};
    if (pair.beforeGrid.bytes() != old->samples.size() || pair.afterGrid.bytes() != now->samples.size() ||
        old->samples.size() != now->samples.size())
        return Error{ErrorCode::Damaged, "frame " + std::to_string(frame)};
    const auto here = partsOn(boxes, frame);
    for (const auto& box : here) {
        const auto flat = [&](const Box& part) { return isFlat(*now, pair.afterGrid, part, box.front()); };
        if (!std::all_of(box.begin(), box.end(), flat))
            return Error{ErrorCode::Damaged, "box of frame " + std::to_string(frame) + " is not flat"};
    }
    return changedOutside(pair, here);
}

}

Result<std::uint64_t> countChangedOutside(const dicom::DataSet& before, const dicom::DataSet& after,
                                          const std::vector<Box>& boxesUsed, const Progress& progress)
{
    const auto old = Source::open(before), now = Source::open(after);
    if (!old || !now)
        return old ? now.error() : old.error();
    if (old->shape().frames != now->shape().frames || old->shape().values() != now->shape().values())
        return Error{ErrorCode::Damaged, "pictures of another size"};
    const auto isHere = [&](const Box& box) { return isInside(box, now->shape()) && isSound(box); };
    if (!std::all_of(boxesUsed.begin(), boxesUsed.end(), isHere))
        return Error{ErrorCode::OutsideImage, "used boxes"};
    std::uint64_t changed = 0;
    for (int frame = 1; frame <= now->shape().frames; ++frame) {
        if (progress.stopped())
            return Error{ErrorCode::Cancelled, "frame " + std::to_string(frame)};
        const auto here = compareFrame(*old, *now, boxesUsed, frame);
        if (!here)
            return here;
        changed += *here;
    }
    return changed;
}

}
