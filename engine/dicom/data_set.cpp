// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/dcmtk_access.h"

namespace engine::dicom {

DataSet::DataSet(std::unique_ptr<Content> content) : m_content{std::move(content)} {}
DataSet::DataSet(DataSet&&) noexcept = default;
DataSet& DataSet::operator=(DataSet&&) noexcept = default;
DataSet::~DataSet() = default;

const std::string& DataSet::damage() const
{
    return m_content->damage;
}

const std::string& DataSet::transferSyntaxUid() const
{
    return m_content->transferSyntaxUid;
}

DcmPixelData* pixelDataOf(DataSet::Content& content)
{
    DcmElement* element = nullptr;
    if (content.dataset().findAndGetElement(DCM_PixelData, element).bad())
        return nullptr;
    return dynamic_cast<DcmPixelData*>(element);
}

DcmPixelSequence* fragmentsOf(DataSet::Content& content)
{
    auto* pixels = pixelDataOf(content);
    if (!pixels)
        return nullptr;
    E_TransferSyntax syntax = EXS_Unknown;
    const DcmRepresentationParameter* parameter = nullptr;
    DcmPixelSequence* sequence = nullptr;
    pixels->getOriginalRepresentationKey(syntax, parameter);
    if (pixels->getEncapsulatedRepresentation(syntax, parameter, sequence).bad())
        return nullptr;
    return sequence;
}

}
