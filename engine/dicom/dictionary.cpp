// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/dictionary.h"

#include "engine/dicom/charset.h"
#include "engine/dicom/table_rows.h"
#include "engine/dicom/tables.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/oflog/oflog.h>

namespace engine::dicom {

namespace {

/// "1", "1-3", "1-n", "2-2n": DCMTK only wants the bounds.
std::pair<int, int> multiplicity(std::string_view text)
{
    int low = 1;
    const auto [next, error] = std::from_chars(text.data(), text.data() + text.size(), low);
    if (error != std::errc{} || text.find('n') != std::string_view::npos)
        return {low, DcmVariableVM};
    int high = low;
    if (next != text.data() + text.size())
        std::from_chars(next + 1, text.data() + text.size(), high);
    return {low, high};
}

void addMissingAttributes()
{
    auto& dictionary = dcmDataDict.wrlock();
    eachRow(dictionaryAdditions(), [&dictionary](const auto& fields) {
        const auto number = tagNumber(fields[0]);
        if (fields[1].empty() || fields[2].size() < 2)
            return;
        const std::string keyword{fields[1]};
        const std::string vr{fields[2].substr(0, 2)};
        const auto [low, high] = multiplicity(fields[3]);
        dictionary.addEntry(new DcmDictEntry(static_cast<Uint16>(number >> 16U), static_cast<Uint16>(number),
                                             DcmVR(vr.c_str()), keyword.c_str(), low, high, "DICOM", OFTrue, nullptr));
    });
    dcmDataDict.wrunlock();
}

}

Done prepare()
{
    // Its messages would carry patients' values to standard error.
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    if (!dcmDataDict.isDictionaryLoaded())
        return Error{ErrorCode::NotFound, "dictionary of DCMTK (dicom.dic)"};
    addMissingAttributes();
    keywordOf({});
    return loadCharacterSets();
}

}
