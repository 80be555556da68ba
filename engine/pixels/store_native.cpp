// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/store_native.h"

#include "engine/dicom/dcmtk_access.h"
#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/attributes.h"

#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmdata/dcrlerp.h>
#include <dcmtk/dcmjpeg/djencode.h>
#include <dcmtk/dcmjpeg/djrplol.h>
#include <dcmtk/dcmjpls/djencode.h>
#include <dcmtk/dcmjpls/djrparam.h>

#include <memory>

namespace engine::pixels {

namespace {

bool isNative(std::string_view uid)
{
    return uid == "1.2.840.10008.1.2" || uid == "1.2.840.10008.1.2.1" || uid == "1.2.840.10008.1.2.1.99" ||
           uid == "1.2.840.10008.1.2.2";
}

/// How the encoder of a lossless syntax is to be asked; null where there is none.
std::unique_ptr<DcmRepresentationParameter> encoderFor(std::string_view uid)
{
    constexpr int firstOrder = 1, anyPrediction = 6;
    if (uid == "1.2.840.10008.1.2.5")
        return std::make_unique<DcmRLERepresentationParameter>();
    if (uid == "1.2.840.10008.1.2.4.57")
        return std::make_unique<DJ_RPLossless>(anyPrediction, 0);
    if (uid == "1.2.840.10008.1.2.4.70")
        return std::make_unique<DJ_RPLossless>(firstOrder, 0);
    if (uid == "1.2.840.10008.1.2.4.80")
        return std::make_unique<DJLSRepresentationParameter>(0, OFTrue);
    return nullptr;
}

bool isLossy(std::string_view uid)
{
    constexpr std::string_view lossy[] = {"1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.53",
                                          "1.2.840.10008.1.2.4.55", "1.2.840.10008.1.2.4.81"};
    return std::find(std::begin(lossy), std::end(lossy), uid) != std::end(lossy);
}

Bytes joined(const std::vector<RawFrame>& frames)
{
    Bytes samples;
    samples.reserve(frames.size() * frames.front().samples.size() + 1);
    for (const auto& frame : frames)
        samples.insert(samples.end(), frame.samples.begin(), frame.samples.end());
    if (samples.size() % 2 != 0)
        samples.push_back(0);
    return samples;
}

void describe(DcmItem& item, const RawFrame& frame, std::string_view uid)
{
    const auto put = [&](const DcmTagKey& key, int value) {
        item.putAndInsertUint16(DcmTag{key}, static_cast<Uint16>(value));
    };
    put(DCM_BitsAllocated, frame.bitsAllocated);
    put(DCM_BitsStored, frame.bitsStored);
    put(DCM_HighBit, frame.highBit);
    if (numberIn(item, DCM_SamplesPerPixel).value_or(1) > 1)
        put(DCM_PlanarConfiguration, frame.isPlanar ? 1 : 0);
    const auto photometric = frame.photometric == "YBR_FULL_422" ? "YBR_FULL" : frame.photometric;
    item.putAndInsertString(DCM_PhotometricInterpretation, photometric.c_str());
    if (isLossy(uid))
        item.putAndInsertString(DCM_LossyImageCompression, "01");
}

bool encode(dicom::DataSet::Content& content, const std::string& uid)
{
    const auto parameter = encoderFor(uid);
    const auto syntax = DcmXfer(uid.c_str()).getXfer();
    auto& dataset = content.dataset();
    if (!parameter || dataset.chooseRepresentation(syntax, parameter.get()).bad())
        return false;
    dataset.removeAllButCurrentRepresentations();
    dataset.updateOriginalXfer();
    content.transferSyntaxUid = uid;
    content.presentedAs = syntax;
    return true;
}

}

Result<std::string> storeFrames(dicom::DataSet& dataSet, const std::vector<RawFrame>& frames, std::string_view uid)
{
    const std::string syntax{uid};
    const auto& first = frames.front();
    auto& content = dataSet.content();
    const auto put = dicom::replaceNative(dataSet, joined(frames), first.bitsAllocated > 8 ? 2 : 1);
    if (!put)
        return put.error();
    describe(content.dataset(), first, syntax);
    if (isNative(syntax)) {
        content.transferSyntaxUid = syntax;
        content.presentedAs = DcmXfer(syntax.c_str()).getXfer();
        return std::string{"uncompressed"};
    }
    return std::string{encode(content, syntax) ? "lossless" : "uncompressed"};
}

void registerEncoders()
{
    DJEncoderRegistration::registerCodecs();
    DJLSEncoderRegistration::registerCodecs();
    DcmRLEEncoderRegistration::registerCodecs();
}

}
