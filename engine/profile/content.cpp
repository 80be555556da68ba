// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/content.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <sstream>

namespace engine::profile {

namespace {

constexpr dicom::Tag contentSequence{0x0040, 0xA730}, valueType{0x0040, 0xA040}, conceptName{0x0040, 0xA043},
    reference{0x0040, 0xDB73};

struct ValueElement {
    std::string_view type;
    dicom::Tag tag;
};
/// PS3.3 Table C.17.3-1 and C.18.
constexpr std::array<ValueElement, 11> valueElements{{{"TEXT", {0x0040, 0xA160}},
                                                      {"DATE", {0x0040, 0xA121}},
                                                      {"TIME", {0x0040, 0xA122}},
                                                      {"DATETIME", {0x0040, 0xA120}},
                                                      {"PNAME", {0x0040, 0xA123}},
                                                      {"UIDREF", {0x0040, 0xA124}},
                                                      {"CODE", {0x0040, 0xA168}},
                                                      {"NUM", {0x0040, 0xA300}},
                                                      {"IMAGE", {0x0008, 0x1199}},
                                                      {"COMPOSITE", {0x0008, 0x1199}},
                                                      {"WAVEFORM", {0x0008, 0x1199}}}};

/// "1\2\1", from 1 and with the root, as positions below the root, from 0.
std::vector<int> positionOf(const std::string& identifier)
{
    auto text = identifier;
    std::replace(text.begin(), text.end(), '\\', ' ');
    std::istringstream numbers{text};
    std::vector<int> position;
    int number = 0;
    for (bool isRoot = true; numbers >> number; isRoot = false) {
        if (!isRoot)
            position.push_back(number - 1);
    }
    return position;
}

/// An option that retains tells before one that cleans, and dates move together, as in Table E.1-1.
std::string letterFor(const ActionRow& row, const Choice& choice, std::string& reason)
{
    std::string letter;
    for (const auto& option : choice.options) {
        const auto cell = row.options.find(option.column);
        if (cell == row.options.end() || letter == "K")
            continue;
        letter = cell->second;
        reason = "Table E.3.4-1, option " + std::string{option.name} + ": " + letter;
    }
    return letter;
}

/// The measurement of a Subject Age (DCM 121033) of 90 years or more. What is in no unit of CID 7456 counts as years.
bool tellsOldAge(const dicom::Item& item, const dicom::Item& name)
{
    constexpr dicom::Tag measured{0x0040, 0xA300}, number{0x0040, 0xA30A}, units{0x0040, 0x08EA};
    constexpr double firstOld = 90, monthsOfYear = 12, weeksOfYear = 52.18, daysOfYear = 365.25;
    const auto* values = dicom::find(item.elements, measured);
    if (!values || dicom::valueOf(name.elements, tags::codeValue) != "121033")
        return false;
    return std::any_of(values->items.begin(), values->items.end(), [&](const dicom::Item& value) {
        const auto* unit = dicom::find(value.elements, units);
        const auto code = unit && !unit->items.empty() ? dicom::valueOf(unit->items.front().elements, tags::codeValue)
                                                       : std::string{};
        const double ofYear = code == "mo" ? monthsOfYear : code == "wk" ? weeksOfYear : code == "d" ? daysOfYear : 1;
        const auto text = dicom::valueOf(value.elements, number);
        return std::strtod(text.c_str(), nullptr) >= firstOld * ofYear;
    });
}

Decision retained(std::string reason)
{
    return {Action::Keep, std::move(reason), false, true, nullptr, Cleaning::None};
}

Decision cleaned(std::string reason, std::string_view type)
{
    const bool isDate = type == "DATE" || type == "TIME" || type == "DATETIME";
    return {Action::Clean, std::move(reason), false, false, nullptr, isDate ? Cleaning::Date : Cleaning::Text};
}

}

std::optional<ContentDecision> decideContent(const dicom::Item& item, const Grounds& grounds)
{
    const auto* names = dicom::find(item.elements, conceptName);
    if (!names || names->items.empty())
        return std::nullopt;
    const auto& name = names->items.front().elements;
    const auto type = dicom::valueOf(item.elements, valueType);
    const auto row = grounds.standard.contentItems.find(
        {dicom::valueOf(name, tags::codingScheme), dicom::valueOf(name, tags::codeValue), type});
    if (row == grounds.standard.contentItems.end())
        return std::nullopt;
    ContentDecision made;
    for (const auto& element : valueElements) {
        if (element.type == type)
            made.value = element.tag;
    }
    std::string reason;
    const auto letter = letterFor(row->second, grounds.choice, reason);
    if (letter == "K" && grounds.choice.capsAges && tellsOldAge(item, names->items.front()))
        made.decision = {*resolve(row->second.basic, Need::Unknown), "rule age-over-89", true};
    else if (letter == "K")
        made.decision = retained(std::move(reason));
    else if (letter == "C")
        made.decision = cleaned(std::move(reason), type);
    else
        made.decision = {*resolve(row->second.basic, Need::Unknown), "Table E.3.4-1: " + row->second.basic};
    return made;
}

ContentTree::ContentTree(const std::vector<dicom::Element>& dataSet, const Grounds& grounds)
{
    if (!grounds.choice.has("clean_struct_cont"))
        return;
    collect(dataSet, {}, grounds);
    removeReferring();
}

void ContentTree::collect(const std::vector<dicom::Element>& elements, const Position& position, const Grounds& grounds)
{
    const auto* content = dicom::find(elements, contentSequence);
    for (std::size_t i = 0; content && i < content->items.size(); ++i) {
        const auto& item = content->items[i];
        auto here = position;
        here.push_back(static_cast<int>(i));
        const auto decided = decideContent(item, grounds);
        if (decided && decided->decision.action == Action::Remove) {
            m_removed.insert(here);
            continue;
        }
        if (const auto target = dicom::valueOf(item.elements, reference); !target.empty())
            m_references[here] = positionOf(target);
        collect(item.elements, here, grounds);
    }
}

void ContentTree::removeReferring()
{
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& [from, to] : m_references) {
            if (!isGone(from) && isGone(to))
                changed = m_removed.insert(from).second || changed;
        }
    }
}

bool ContentTree::isGone(const Position& position) const
{
    for (auto length = position.size(); length > 0; --length) {
        const auto end = position.begin() + static_cast<std::ptrdiff_t>(length);
        if (m_removed.contains(Position{position.begin(), end}))
            return true;
    }
    return false;
}

bool ContentTree::isRemoved(const dicom::TagPath& path) const
{
    Position position;
    for (const auto& step : path)
        position.push_back(step.tag == contentSequence ? step.item : -1); // -1: inside another sequence
    return m_removed.contains(position);
}

std::string ContentTree::renumbered(const std::string& identifier) const
{
    const auto old = positionOf(identifier);
    std::string text = "1";
    Position siblings;
    for (const int number : old) {
        int now = 1;
        siblings.push_back(0);
        for (int i = 0; i < number; ++i) {
            siblings.back() = i;
            now += m_removed.contains(siblings) ? 0 : 1;
        }
        siblings.back() = number;
        text += '\\' + std::to_string(now);
    }
    return text;
}

}
