// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/dictionary.h"

#include "engine/dicom/charset.h"
#include "engine/dicom/tables.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/oflog/oflog.h>

#include <algorithm>
#include <charconv>

namespace engine::dicom {

namespace {

struct Keyword {
    std::uint32_t tag = 0;
    std::string_view keyword;
};

std::string_view cutField(std::string_view& rest, char separator)
{
    const auto end = std::min(rest.find(separator), rest.size());
    const auto field = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return field;
}

/// Calls `use(fields)` for each line after the edition and the column names.
template <class Use>
void eachRow(std::string_view table, const Use& use)
{
    cutField(table, '\n');
    cutField(table, '\n');
    while (!table.empty()) {
        auto line = cutField(table, '\n');
        std::array<std::string_view, 4> fields;
        for (auto& field : fields)
            field = cutField(line, '\t');
        use(fields);
    }
}

/// Repeating groups are entered as their first one, 50XX as 5000.
std::uint32_t tagNumber(std::string_view digits)
{
    std::string text{digits};
    std::replace(text.begin(), text.end(), 'X', '0');
    std::replace(text.begin(), text.end(), 'x', '0');
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, 16);
    return number;
}

std::vector<Keyword> keywordTable()
{
    std::vector<Keyword> rows;
    eachRow(dictionaryTable(), [&rows](const auto& fields) {
        if (fields[0].size() == 8)
            rows.push_back({tagNumber(fields[0]), fields[1]});
    });
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.tag < b.tag; });
    return rows;
}

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

std::string_view keywordOf(Tag tag)
{
    static const auto table = keywordTable();
    const bool repeats = tag.group % 2 == 0 &&
                         ((tag.group >= 0x5000 && tag.group <= 0x501E) || (tag.group >= 0x6000 && tag.group <= 0x601E));
    const std::uint32_t group = repeats ? tag.group & 0xFF00U : tag.group;
    const std::uint32_t number = group << 16U | tag.element;
    const auto row = std::lower_bound(table.begin(), table.end(), number,
                                      [](const Keyword& a, std::uint32_t wanted) { return a.tag < wanted; });
    return row != table.end() && row->tag == number ? row->keyword : std::string_view{};
}

std::string_view dictionaryEdition()
{
    auto table = dictionaryTable();
    return cutField(table, '\n').substr(2);
}

}
