// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/dictionary.h"

#include "engine/dicom/table_rows.h"
#include "engine/dicom/tables.h"

namespace engine::dicom {

namespace {

struct Keyword {
    std::uint32_t tag = 0;
    std::string_view keyword;
};

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
