// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/dictionary.h"

#include "engine/dicom/table_rows.h"
#include "engine/dicom/tables.h"

#include <numeric>
#include <unordered_map>

namespace engine::dicom {

namespace {

struct Keyword {
    std::uint32_t tag = 0;
    std::string_view keyword, vr;
};

std::vector<Keyword> keywordTable()
{
    std::vector<Keyword> rows;
    eachRow(dictionaryTable(), [&rows](const auto& fields) {
        if (fields[0].size() == 8)
            rows.push_back({tagNumber(fields[0]), fields[1], fields[2]});
    });
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.tag < b.tag; });
    return rows;
}

const std::vector<Keyword>& keywords()
{
    static const auto table = keywordTable();
    return table;
}

const Keyword* rowOf(Tag tag)
{
    const auto& table = keywords();
    const bool repeats = tag.group % 2 == 0 &&
                         ((tag.group >= 0x5000 && tag.group <= 0x501E) || (tag.group >= 0x6000 && tag.group <= 0x601E));
    const std::uint32_t group = repeats ? tag.group & 0xFF00U : tag.group;
    const std::uint32_t number = group << 16U | tag.element;
    const auto row = std::lower_bound(table.begin(), table.end(), number,
                                      [](const Keyword& a, std::uint32_t wanted) { return a.tag < wanted; });
    return row != table.end() && row->tag == number ? &*row : nullptr;
}

char lowered(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// Letters to change, put in or take out to make one of the other, case ignored.
std::size_t distance(std::string_view one, std::string_view other)
{
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 0; i < one.size(); ++i) {
        auto corner = row[0]++;
        for (std::size_t j = 0; j < other.size(); ++j) {
            const auto changed = corner + (lowered(one[i]) == lowered(other[j]) ? 0 : 1);
            corner = row[j + 1];
            row[j + 1] = std::min({changed, corner + 1, row[j] + 1});
        }
    }
    return row.back();
}

}

std::string_view keywordOf(Tag tag)
{
    const auto* row = rowOf(tag);
    return row ? row->keyword : std::string_view{};
}

std::string_view vrOf(Tag tag)
{
    const auto* row = rowOf(tag);
    return row ? row->vr : std::string_view{};
}

std::optional<Tag> tagOf(std::string_view keyword)
{
    static const auto byName = [] {
        std::unordered_map<std::string_view, std::uint32_t> tags;
        for (const auto& row : keywords())
            tags.emplace(row.keyword, row.tag);
        return tags;
    }();
    const auto found = keyword.empty() ? byName.end() : byName.find(keyword);
    if (found == byName.end())
        return std::nullopt;
    return Tag{static_cast<std::uint16_t>(found->second >> 16U), static_cast<std::uint16_t>(found->second & 0xFFFFU)};
}

std::string_view nearestKeyword(std::string_view keyword)
{
    std::string_view nearest;
    std::size_t least = 3;
    for (const auto& row : keywords()) {
        const auto longer = std::max(row.keyword.size(), keyword.size());
        if (longer - std::min(row.keyword.size(), keyword.size()) >= least || longer < 5)
            continue;
        if (const auto here = distance(keyword, row.keyword); here < least) {
            least = here;
            nearest = row.keyword;
        }
    }
    return nearest;
}

std::string_view dictionaryEdition()
{
    auto table = dictionaryTable();
    return cutField(table, '\n').substr(2);
}

}
