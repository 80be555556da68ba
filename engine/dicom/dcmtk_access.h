// SPDX-License-Identifier: Apache-2.0
#pragma once

// Internal: brings DCMTK's headers. For source files of engine/dicom and engine/pixels only.

#include "engine/dicom/data_set.h"
#include "engine/dicom/file_stream.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>

namespace engine::dicom {

struct DataSet::Content {
    std::shared_ptr<OpenFile> source; ///< outlives `file`, whose values may still lie in it
    std::unique_ptr<DcmFileFormat> file = std::make_unique<DcmFileFormat>();
    std::string transferSyntaxUid;
    /// What DCMTK is told: the same, or JPEG 2000 in place of an encapsulated syntax that DCMTK 3.6.7 does not know (it
    /// would lose the pixel data at saving).
    E_TransferSyntax presentedAs = EXS_Unknown;
    E_TransferSyntax bare = EXS_Unknown; ///< of a file without meta header, by its first bytes
    std::string damage;
    bool hasPreamble = false;
    std::uint64_t trailing = 0;

    DcmDataset& dataset() { return *file->getDataset(); }
};

/// The pixel data of the top level; null when there is none.
DcmPixelData* pixelDataOf(DataSet::Content& content);
/// Its fragments, the offset table first; null when it is not encapsulated.
DcmPixelSequence* fragmentsOf(DataSet::Content& content);

inline Tag toTag(const DcmTagKey& key)
{
    return {key.getGroup(), key.getElement()};
}
inline DcmTagKey toKey(Tag tag)
{
    return {tag.group, tag.element};
}

}
