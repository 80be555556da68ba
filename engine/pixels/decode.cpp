// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/decode.h"

#include "engine/pixels/codecs.h"
#include "engine/pixels/presentation.h"
#include "engine/pixels/samples.h"

#include <new>
#include <stdexcept>

namespace engine::pixels {

namespace {

enum class Colours { Grey, Palette, Rgb };

Result<Colours> coloursOf(const ImageShape& shape)
{
    const auto& name = shape.photometric;
    if (shape.samplesPerPixel == 3) {
        for (const auto* known : {"RGB", "YBR_FULL", "YBR_FULL_422", "YBR_RCT", "YBR_ICT"}) {
            if (name == known)
                return Colours::Rgb;
        }
    } else if (name == "PALETTE COLOR") {
        return Colours::Palette;
    } else if (name == "MONOCHROME1" || name == "MONOCHROME2" || name.empty()) {
        return Colours::Grey;
    }
    return Error{ErrorCode::Unsupported, "(0028,0004)"};
}

FrameLayout layoutOf(const ImageShape& shape, Colours colours)
{
    FrameLayout layout;
    layout.columns = shape.columns;
    layout.rows = shape.rows;
    layout.samplesPerPixel = colours == Colours::Grey ? 1 : 3;
    if (colours == Colours::Palette)
        return layout;
    const bool isFloat = shape.samples != ImageShape::Samples::Integer;
    layout.bytesPerSample = isFloat ? 2 : shape.bitsAllocated <= 8 ? 1 : shape.bitsAllocated / 8;
    layout.bitsStored = isFloat ? 16 : shape.bitsStored;
    layout.isSigned = !isFloat && shape.isSigned && colours == Colours::Grey;
    return layout;
}

const Codec* codecOf(const dicom::DataSet& dataSet)
{
    auto uid = dataSet.transferSyntaxUid();
    // Without a meta header DCMTK has found out how the data set is written, and it is native.
    return codecFor(uid.empty() ? "1.2.840.10008.1.2.1" : std::string_view{uid});
}

struct Plan {
    ImageShape shape;
    Colours colours = Colours::Grey;
    const Codec* codec = nullptr;
    Frame frame;
};

Result<Plan> planUnguarded(const dicom::DataSet& dataSet, int number)
{
    Plan plan;
    auto shape = shapeOf(dataSet);
    if (!shape)
        return shape.error();
    plan.shape = std::move(*shape);
    if (number < 1 || number > plan.shape.frames)
        return Error{ErrorCode::BadArgument, "frame " + std::to_string(number)};
    plan.codec = codecOf(dataSet);
    // Floats and doubles exist native only (PS3.5 8.2).
    const bool isInteger = plan.shape.samples == ImageShape::Samples::Integer;
    if (!plan.codec || (!isInteger && !plan.codec->isNative))
        return Error{ErrorCode::Unsupported, "transfer syntax " + dataSet.transferSyntaxUid()};
    const auto colours = coloursOf(plan.shape);
    if (!colours)
        return colours.error();
    plan.colours = *colours;
    plan.frame.layout = layoutOf(plan.shape, plan.colours);
    plan.frame.photometric = plan.shape.photometric;
    plan.frame.presentation = presentationOf(dataSet, number);
    if (plan.frame.layout.bytes() > largestFrame)
        return Error{ErrorCode::TooLarge, "frame " + std::to_string(number)};
    return plan;
}

/// DCMTK throws at some broken strings.
Result<Plan> plan(const dicom::DataSet& dataSet, int number)
{
    try {
        return planUnguarded(dataSet, number);
    } catch (const std::exception&) {
        return Error{ErrorCode::Damaged, "image description"};
    }
}

Done write(const dicom::DataSet& dataSet, Plan& plan, const RawFrame& raw, std::span<std::uint8_t> into)
{
    auto& frame = plan.frame;
    if (plan.shape.samples != ImageShape::Samples::Integer) {
        const auto quantised = writeFloats(raw, into);
        frame.presentation.intercept += frame.presentation.slope * quantised.smallest;
        frame.presentation.slope *= quantised.step;
        return done();
    }
    switch (plan.colours) {
    case Colours::Grey:
        writeGrey(raw, frame.layout, into);
        return done();
    case Colours::Palette: {
        const auto palette = paletteOf(dataSet, plan.shape.isSigned);
        if (!palette)
            return palette.error();
        writePalette(raw, *palette, plan.shape.isSigned, into);
        return done();
    }
    case Colours::Rgb:
        writeColour(raw, frame.layout, into);
        return done();
    }
    return Error{ErrorCode::Internal, "colours"};
}

Result<Frame> strayBitUnguarded(const dicom::DataSet& dataSet, Plan plan, int number, int bit,
                                std::span<std::uint8_t> into)
{
    const auto raw = plan.codec->decode(dataSet, plan.shape, number);
    if (!raw)
        return raw.error();
    if (bit < 0 || bit >= 32 || raw->bitsAllocated > 32 || plan.shape.samplesPerPixel != 1 ||
        ((strayBitsOf(*raw, plan.shape.isSigned) >> bit) & 1U) == 0)
        return Error{ErrorCode::NotFound, "bits:" + std::to_string(bit)};
    Frame frame;
    frame.layout.columns = plan.shape.columns;
    frame.layout.rows = plan.shape.rows;
    if (into.size() < frame.layout.bytes())
        return Error{ErrorCode::BadArgument, "output"};
    writeStrayBit(*raw, plan.shape.isSigned, bit, into.first(frame.layout.bytes()));
    return frame;
}

Result<Frame> decode(const dicom::DataSet& dataSet, Plan plan, int number, std::span<std::uint8_t> into)
{
    auto raw = plan.codec->decode(dataSet, plan.shape, number);
    if (!raw)
        return raw.error();
    // A code stream may be deeper or shallower than the header says.
    auto& layout = plan.frame.layout;
    if (plan.colours != Colours::Palette && plan.shape.samples == ImageShape::Samples::Integer) {
        layout.bytesPerSample = raw->bitsAllocated / 8;
        layout.bitsStored = raw->bitsStored;
    }
    if (into.size() < layout.bytes())
        return Error{ErrorCode::BadArgument, "output"};
    if (plan.shape.samples == ImageShape::Samples::Integer)
        plan.frame.strayBits = strayBitsOf(*raw, plan.shape.isSigned);
    if (auto written = write(dataSet, plan, *raw, into); !written)
        return written.error();
    return std::move(plan.frame);
}

}

void prepare()
{
    registerCodecs();
}

Result<Frame> describeFrame(const dicom::DataSet& dataSet, int frame)
{
    auto planned = plan(dataSet, frame);
    if (!planned)
        return planned.error();
    return std::move(planned->frame);
}

Result<Frame> decodeFrame(const dicom::DataSet& dataSet, int frame, std::span<std::uint8_t> into)
{
    auto planned = plan(dataSet, frame);
    if (!planned)
        return planned.error();
    if (into.size() < planned->frame.layout.bytes())
        return Error{ErrorCode::BadArgument, "output"};
    try {
        return decode(dataSet, std::move(*planned), frame, into);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "frame " + std::to_string(frame)};
    } catch (const std::exception&) {
        return Error{ErrorCode::Damaged, "frame " + std::to_string(frame)};
    }
}

Result<Frame> decodeStrayBit(const dicom::DataSet& dataSet, int frame, int bit, std::span<std::uint8_t> into)
{
    auto planned = plan(dataSet, frame);
    if (!planned)
        return planned.error();
    try {
        return strayBitUnguarded(dataSet, std::move(*planned), frame, bit, into);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "frame " + std::to_string(frame)};
    } catch (const std::exception&) {
        return Error{ErrorCode::Damaged, "frame " + std::to_string(frame)};
    }
}

std::string whyNotShown(const dicom::DataSet& dataSet)
{
    const auto planned = plan(dataSet, 1);
    if (planned || planned.error().code == ErrorCode::NotFound)
        return {};
    return std::string{nameOf(planned.error().code)} + ": " + planned.error().where;
}

}
