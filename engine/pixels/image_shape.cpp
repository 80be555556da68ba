// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/image_shape.h"

#include "engine/pixels/attributes.h"

namespace engine::pixels {

namespace {

Error wrong(ErrorCode code, const DcmTagKey& key)
{
    return {code, dicom::toString(dicom::toTag(key))};
}

/// Whether integer, float or double samples are there; false when none are.
bool findSamples(DcmItem& item, ImageShape& shape)
{
    if (item.tagExists(DCM_FloatPixelData))
        shape.samples = ImageShape::Samples::Float;
    else if (item.tagExists(DCM_DoubleFloatPixelData))
        shape.samples = ImageShape::Samples::Double;
    else
        return item.tagExists(DCM_PixelData);
    return true;
}

void readDepth(DcmItem& item, ImageShape& shape)
{
    shape.bitsAllocated = numberIn(item, DCM_BitsAllocated).value_or(0);
    shape.bitsStored = numberIn(item, DCM_BitsStored).value_or(shape.bitsAllocated);
    if (shape.bitsStored < 1 || shape.bitsStored > shape.bitsAllocated)
        shape.bitsStored = shape.bitsAllocated;
    shape.highBit = numberIn(item, DCM_HighBit).value_or(shape.bitsStored - 1);
    if (shape.highBit < shape.bitsStored - 1 || shape.highBit >= shape.bitsAllocated)
        shape.highBit = shape.bitsStored - 1;
    shape.isSigned = numberIn(item, DCM_PixelRepresentation).value_or(0) == 1;
    if (shape.samples == ImageShape::Samples::Integer)
        return;
    shape.bitsAllocated = shape.samples == ImageShape::Samples::Float ? 32 : 64;
    shape.bitsStored = shape.bitsAllocated;
    shape.highBit = shape.bitsStored - 1;
}

Done check(const ImageShape& shape)
{
    const bool isFloat = shape.samples != ImageShape::Samples::Integer;
    const int bits = shape.bitsAllocated;
    if (shape.columns < 1)
        return wrong(ErrorCode::Damaged, DCM_Columns);
    if (shape.rows < 1)
        return wrong(ErrorCode::Damaged, DCM_Rows);
    if (shape.frames < 1)
        return wrong(ErrorCode::Damaged, DCM_NumberOfFrames);
    if (shape.samplesPerPixel != 1 && (shape.samplesPerPixel != 3 || isFloat))
        return wrong(ErrorCode::Unsupported, DCM_SamplesPerPixel);
    if (!isFloat && bits != 1 && bits != 8 && bits != 16 && bits != 32)
        return wrong(ErrorCode::Unsupported, DCM_BitsAllocated);
    if (shape.samplesPerPixel == 3 && bits == 1)
        return wrong(ErrorCode::Unsupported, DCM_BitsAllocated);
    const std::size_t bytes = bits < 8 ? 1 : static_cast<std::size_t>(bits) / 8;
    if (shape.values() * bytes > largestFrame)
        return wrong(ErrorCode::TooLarge, DCM_Rows);
    return done();
}

}

Result<ImageShape> shapeOf(const dicom::DataSet& dataSet)
{
    auto& item = dataSet.content().dataset();
    ImageShape shape;
    if (!findSamples(item, shape))
        return Error{ErrorCode::NotFound, "pixel data"};
    shape.columns = numberIn(item, DCM_Columns).value_or(0);
    shape.rows = numberIn(item, DCM_Rows).value_or(0);
    shape.frames = numberIn(item, DCM_NumberOfFrames).value_or(1);
    shape.samplesPerPixel = numberIn(item, DCM_SamplesPerPixel).value_or(1);
    shape.isPlanar = shape.samplesPerPixel > 1 && numberIn(item, DCM_PlanarConfiguration).value_or(0) == 1;
    shape.photometric = textIn(item, DCM_PhotometricInterpretation);
    readDepth(item, shape);
    if (auto sensible = check(shape); !sensible)
        return sensible.error();
    return shape;
}

}
