// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/presentation.h"

#include "engine/dicom/charset.h"
#include "engine/pixels/attributes.h"

namespace engine::pixels {

namespace {

/// The functional group macro of this frame, else the shared one; null when neither is there.
DcmItem* functionalGroup(DcmItem& dataset, const DcmTagKey& macro, int frame)
{
    DcmItem* group = nullptr;
    DcmItem* found = nullptr;
    if (dataset.findAndGetSequenceItem(DCM_PerFrameFunctionalGroupsSequence, group, frame - 1).good() &&
        group->findAndGetSequenceItem(macro, found, 0).good())
        return found;
    if (dataset.findAndGetSequenceItem(DCM_SharedFunctionalGroupsSequence, group, 0).good() &&
        group->findAndGetSequenceItem(macro, found, 0).good())
        return found;
    return nullptr;
}

std::string explanationIn(DcmItem& dataset, DcmItem& item, unsigned long position)
{
    OFString terms;
    dataset.findAndGetOFStringArray(DCM_SpecificCharacterSet, terms);
    return dicom::CharacterSet{std::string_view{terms.c_str(), terms.size()}}
        .decode(textIn(item, DCM_WindowCenterWidthExplanation, position), false)
        .text;
}

std::vector<Window> windowsIn(DcmItem& dataset, DcmItem& item)
{
    constexpr unsigned long most = 64;
    std::vector<Window> windows;
    for (unsigned long i = 0; i < most; ++i) {
        const auto centre = decimalIn(item, DCM_WindowCenter, i);
        const auto width = decimalIn(item, DCM_WindowWidth, i);
        if (!centre || !width)
            break;
        if (*width > 0)
            windows.push_back({*centre, *width, explanationIn(dataset, item, i)});
    }
    return windows;
}

}

Presentation presentationOf(const dicom::DataSet& dataSet, int frame)
{
    auto& dataset = dataSet.content().dataset();
    Presentation presentation;
    auto* rescale = functionalGroup(dataset, DCM_PixelValueTransformationSequence, frame);
    auto& rescaled = rescale ? *rescale : static_cast<DcmItem&>(dataset);
    const auto slope = decimalIn(rescaled, DCM_RescaleSlope);
    // A slope of 0 would make every pixel the same.
    if (slope && *slope != 0) {
        presentation.slope = *slope;
        presentation.intercept = decimalIn(rescaled, DCM_RescaleIntercept).value_or(0);
    }
    auto* windowed = functionalGroup(dataset, DCM_FrameVOILUTSequence, frame);
    presentation.windows = windowsIn(dataset, windowed ? *windowed : static_cast<DcmItem&>(dataset));
    presentation.inverted = textIn(dataset, DCM_PhotometricInterpretation) == "MONOCHROME1" ||
                            textIn(dataset, DCM_PresentationLUTShape) == "INVERSE";
    return presentation;
}

}
