// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/standard.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace engine::profile {

namespace {

constexpr dicom::Tag curves{0x5000, 0x0000}, overlayData{0x6000, 0x3000}, overlayComments{0x6000, 0x4000};

/// One table with a function that takes a row; every column asked for is checked before the first row.
class Loader {
public:
    explicit Loader(std::string folder) : m_folder{std::move(folder)} {}

    template <std::size_t N, class Take>
    Done load(const std::string& name, const std::array<const char*, N>& columns, const Take& take)
    {
        const auto table = readTable(m_folder, name);
        if (!table)
            return table.error();
        std::array<std::size_t, N> places{};
        for (std::size_t i = 0; i < N; ++i) {
            const auto column = table->columns.find(columns[i]);
            if (column == table->columns.end())
                return Error{ErrorCode::Damaged, name};
            places[i] = column->second;
        }
        for (const auto& row : table->rows) {
            std::array<std::string, N> cells;
            for (std::size_t i = 0; i < N; ++i)
                cells[i] = row[places[i]];
            if (!take(cells))
                return Error{ErrorCode::Damaged, name + ": " + cells[0]};
        }
        m_edition = table->edition;
        return done();
    }
    const std::string& edition() const { return m_edition; }

private:
    std::string m_folder, m_edition;
};

std::optional<dicom::Tag> tagOfRow(std::string text)
{
    if (text.rfind("(gggg,eeee)", 0) == 0)
        return tags::privateData;
    std::string digits;
    for (const char c : text) {
        if (c != '(' && c != ',' && c != ')')
            digits += c == 'x' || c == 'X' ? '0' : c;
    }
    return tagFromDigits(digits);
}

constexpr std::array optionColumns{"rtn_safe_private",     "rtn_uids",          "rtn_device_id",
                                   "rtn_institution_id",   "rtn_patient_chars", "rtn_long_full_dates",
                                   "rtn_long_modif_dates", "clean_desc",        "clean_struct_cont",
                                   "clean_graph"};

Done loadActions(Loader& loader, Standard& standard)
{
    std::array<const char*, 2 + optionColumns.size()> columns{"tag", "basic"};
    std::copy(optionColumns.begin(), optionColumns.end(), columns.begin() + 2);
    return loader.load("standard/ps3.15/table_E1-1.tsv", columns, [&](const auto& cells) {
        const auto tag = tagOfRow(cells[0]);
        if (!tag || !resolve(cells[1], Need::Nothing))
            return false;
        auto& row = standard.actions[*tag];
        row.basic = cells[1];
        for (std::size_t i = 0; i < optionColumns.size(); ++i) {
            if (!cells[i + 2].empty())
                row.options[optionColumns[i]] = cells[i + 2];
        }
        return true;
    });
}

Done loadUids(Loader& loader, Standard& standard)
{
    return loader.load("standard/uids.tsv", std::array{"uid"}, [&](const auto& cells) {
        const auto& text = cells[0];
        const auto range = text.find("..");
        if (range == std::string::npos) {
            standard.registeredUids.insert(text);
            return !text.empty();
        }
        const auto dot = text.rfind('.', range - 1);
        int first = 0, last = 0;
        std::from_chars(text.data() + dot + 1, text.data() + range, first);
        std::from_chars(text.data() + range + 2, text.data() + text.size(), last);
        for (int number = first; number <= last; ++number)
            standard.registeredUids.insert(text.substr(0, dot + 1) + std::to_string(number));
        return first > 0 && first < last;
    });
}

Done loadDictionary(Loader& loader, Standard& standard)
{
    return loader.load("standard/dictionary.tsv", std::array{"tag", "keyword", "vr"}, [&](const auto& cells) {
        const auto tag = tagOfRow(cells[0]);
        if (tag) {
            standard.dictionary[*tag] = {cells[1], cells[2].substr(0, 2)};
            standard.tagOfKeyword.emplace(cells[1], *tag);
        }
        return tag.has_value();
    });
}

Done loadPrivate(Loader& loader, Standard& standard)
{
    return loader.load("standard/ps3.15/table_E3.10-1_safe_private.tsv", std::array{"tag", "private_creator", "vr"},
                       [&](const auto& cells) {
                           const auto tag = tagOfRow(cells[0]);
                           if (tag)
                               standard.safePrivate.push_back({*tag, cells[1], cells[2]});
                           return tag.has_value();
                       });
}

constexpr std::array contentColumns{"rtn_uids",          "rtn_device_id",       "rtn_institution_id",
                                    "rtn_patient_chars", "rtn_long_full_dates", "rtn_long_modif_dates",
                                    "clean_desc"};

Done loadContentItems(Loader& loader, Standard& standard)
{
    std::array<const char*, 4 + contentColumns.size()> columns{"coding_scheme", "code_value", "value_type", "basic"};
    std::copy(contentColumns.begin(), contentColumns.end(), columns.begin() + 4);
    return loader.load("standard/ps3.15/table_E3.4-1_sr_content_items.tsv", columns, [&](const auto& cells) {
        if (!resolve(cells[3], Need::Nothing))
            return false;
        auto& row = standard.contentItems[{cells[0], cells[1], cells[2]}];
        row.basic = cells[3];
        for (std::size_t i = 0; i < contentColumns.size(); ++i) {
            if (!cells[i + 4].empty())
                row.options[contentColumns[i]] = cells[i + 4];
        }
        return true;
    });
}

Done loadCodes(Loader& loader, Standard& standard)
{
    return loader.load("standard/ps3.15/cid_7050.tsv", std::array{"code_value", "code_meaning", "table_E1-1_column"},
                       [&](const auto& cells) {
                           const MethodCode code{cells[0], cells[1]};
                           standard.methodCodes[cells[0]] = code;
                           if (!cells[2].empty())
                               standard.methodCodes[cells[2]] = code;
                           return true;
                       });
}

Done loadDummyItems(Loader& loader, Standard& standard)
{
    return loader.load("profiles/dummy_items.tsv", std::array{"sequence", "attributes"}, [&](const auto& cells) {
        const auto sequence = standard.tagOf(cells[0]);
        if (!sequence)
            return false;
        std::istringstream keywords{cells[1]};
        for (std::string keyword; keywords >> keyword;) {
            const auto attribute = standard.tagOf(keyword);
            if (!attribute)
                return false;
            standard.dummyItems[*sequence].push_back(*attribute);
        }
        return true;
    });
}

Done loadProfileTables(Loader& loader, Standard& standard)
{
    auto result = loader.load("profiles/identity_elements.tsv", std::array{"keyword", "kind"}, [&](const auto& cells) {
        return standard.identityKinds.emplace(cells[0], cells[1]).second;
    });
    if (!result)
        return result;
    result = loader.load("profiles/dummies.tsv", std::array{"attribute", "values"}, [&](const auto& cells) {
        std::string_view rest = cells[1];
        auto& candidates = standard.dummies[cells[0]];
        for (auto bar = rest.find('|'); bar != std::string_view::npos; bar = rest.find('|')) {
            candidates.emplace_back(rest.substr(0, bar));
            rest.remove_prefix(bar + 1);
        }
        candidates.emplace_back(rest);
        return true;
    });
    if (!result)
        return result;
    result = loader.load("profiles/coding_schemes.tsv", std::array{"scheme"},
                         [&](const auto& cells) { return standard.codingSchemes.insert(cells[0]).second; });
    if (!result)
        return result;
    return loader.load("profiles/safe_words.tsv", std::array{"word"},
                       [&](const auto& cells) { return standard.safeWords.insert(cells[0]).second; });
}

/// "PS3.15 2026d Table E.1-1 (...)" -> "PS3.15 2026d".
std::string firstTwoWords(const std::string& text)
{
    return text.substr(0, text.find(' ', text.find(' ') + 1));
}

}

const ActionRow* Standard::rowOf(dicom::Tag tag) const
{
    if (tag.isPrivate())
        tag = tags::privateData;
    else if ((tag.group & 0xFF00U) == curves.group)
        tag = curves;
    else if ((tag.group & 0xFF00U) == overlayData.group &&
             (tag.element == overlayData.element || tag.element == overlayComments.element))
        tag.group = overlayData.group;
    const auto row = actions.find(tag);
    return row == actions.end() ? nullptr : &row->second;
}

std::optional<dicom::Tag> Standard::tagOf(const std::string& keyword) const
{
    const auto found = tagOfKeyword.find(keyword);
    return found == tagOfKeyword.end() ? std::nullopt : std::optional{found->second};
}

Result<std::unique_ptr<const Standard>> loadStandard(const std::string& resourceFolder)
{
    const auto types = readTable(resourceFolder, "standard/iod/attribute_types.tsv");
    if (!types)
        return types.error();
    auto templates = Templates::create(*types);
    if (!templates)
        return templates.error();
    auto standard = std::make_unique<Standard>(*std::move(templates));
    Loader loader{resourceFolder};
    if (auto result = loadActions(loader, *standard); !result)
        return result.error();
    standard->edition = firstTwoWords(loader.edition());
    for (const auto load :
         {loadUids, loadDictionary, loadPrivate, loadContentItems, loadCodes, loadProfileTables, loadDummyItems}) {
        if (auto result = load(loader, *standard); !result)
            return result.error();
    }
    auto text = loadTextTables(resourceFolder);
    if (!text)
        return text.error();
    standard->text = *std::move(text);
    return std::unique_ptr<const Standard>{std::move(standard)};
}

}
