// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/raw_value.h"

#include "engine/dicom/dcmtk_access.h"

#include <algorithm>

namespace engine::dicom {

namespace {

DcmElement* elementAt(DcmItem& dataset, const TagPath& path)
{
    DcmItem* item = &dataset;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        DcmItem* inner = nullptr;
        if (path[i].item < 0 || item->findAndGetSequenceItem(toKey(path[i].tag), inner, path[i].item).bad() || !inner)
            return nullptr;
        item = inner;
    }
    DcmElement* element = nullptr;
    return item->findAndGetElement(toKey(path.back().tag), element).good() ? element : nullptr;
}

Bytes littleEndian(const Uint16* words, std::size_t count)
{
    Bytes bytes;
    for (std::size_t i = 0; i < count; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(words[i]));
        bytes.push_back(static_cast<std::uint8_t>(words[i] >> 8U));
    }
    return bytes;
}

}

Result<Bytes> rawValue(const DataSet& dataSet, const TagPath& path)
{
    if (path.empty())
        return Error{ErrorCode::NotFound, "path"};
    auto& content = dataSet.content();
    auto& start = path.front().tag.group <= 0x0002 ? static_cast<DcmItem&>(*content.file->getMetaInfo())
                                                   : static_cast<DcmItem&>(content.dataset());
    auto* element = elementAt(start, path);
    if (!element)
        return Error{ErrorCode::NotFound, toString(path)};
    const auto length = element->getLengthField();
    Uint8* bytes = nullptr;
    if (element->getUint8Array(bytes).good() && bytes)
        return Bytes(bytes, bytes + length);
    Uint16* words = nullptr;
    if (element->getUint16Array(words).good() && words)
        return littleEndian(words, length / 2);
    return Error{ErrorCode::Unsupported, toString(path)};
}

}
