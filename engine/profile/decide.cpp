// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/decide.h"

#include <algorithm>

namespace engine::profile {

namespace {

constexpr std::string_view anyOfThree = "X/Z/D"; // as the table treats dates and names elsewhere
constexpr dicom::Tag macParameters{0x4FFE, 0x0001}, pixelData{0x7FE0, 0x0010};

bool isChosen(const std::vector<Option>& options, std::string_view column)
{
    return std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.column == column; });
}

Decision ours(Action action, std::string reason, const char* doubt = nullptr)
{
    return {action, std::move(reason), true, false, doubt};
}

std::string tableReason(const std::string& cell, Action action, Need need)
{
    auto reason = "Table E.1-1: " + cell;
    if (cell.find(letterOf(action)) == std::string::npos)
        reason += need == Need::Value || need == Need::ConditionalValue ? "; the object requires a value"
                                                                        : "; the object requires its presence";
    return reason;
}

/// Whole groups and elements that no profile keeps, whatever the table says of single ones in them.
std::optional<Decision> decideGroup(dicom::Tag tag, const Standard& standard)
{
    if (tag.element == 0x0000)
        return ours(Action::Remove, "group length, retired");
    if (tag.group == 0x0004)
        return ours(Action::Remove, "directory record in a file that is none");
    if (tag == macParameters)
        return ours(Action::Remove, "digital signature, no longer true");
    const auto group = tag.group & 0xFF00U;
    const bool isPlane = tag.group % 2 == 0 && (group == 0x5000 || group == 0x6000);
    if (isPlane || tag.isPrivate()) {
        if (const auto* row = standard.rowOf(tag))
            return Decision{Action::Remove, "Table E.1-1: " + row->basic, false, false, nullptr};
        return ours(Action::Remove, "belongs to an overlay that is removed");
    }
    return std::nullopt;
}

std::optional<Decision> decideByTable(const ActionRow& row, const dicom::Element& element, const Place& place,
                                      const std::vector<Option>& options)
{
    for (const auto& option : options) {
        const auto cell = row.options.find(option.column);
        if (cell != row.options.end() && cell->second == "K")
            return Decision{Action::Keep, "option " + std::string{option.name} + ": K", false, true, nullptr};
    }
    const auto need = place.needOf(element.tag);
    const auto action = resolve(row.basic, need);
    if (!action)
        return std::nullopt;
    return Decision{*action, tableReason(row.basic, *action, need), false, false, nullptr};
}

/// Attributes that name a class of objects or a table of codes, never an instance.
bool namesAClass(std::string_view keyword)
{
    return keyword.ends_with("SOPClassUID") || keyword.ends_with("TransferSyntaxUID") ||
           keyword == "SOPClassesSupported" || keyword == "CodingSchemeUID" || keyword == "ContextUID" ||
           keyword == "MappingResourceUID";
}

Decision decideUid(const dicom::Element& element, const std::vector<Option>& options, const Standard& standard)
{
    if (isChosen(options, "rtn_uids"))
        return {Action::Keep, "option retain-uids", true, true, nullptr};
    if (standard.registeredUids.contains(element.value) || element.value.empty())
        return ours(Action::Keep, "UID of PS3.6 Annex A");
    if (namesAClass(element.keyword))
        return ours(Action::Keep, "names a class of objects, not one", "unregistered-uid");
    return ours(Action::Uid, "UID outside Table E.1-1");
}

Decision decideOutsideTable(const dicom::Element& element, const Place& place, const std::vector<Option>& options,
                            const Standard& standard)
{
    if (element.keyword.empty())
        return ours(Action::Remove, "not in PS3.6");
    if (element.vr == "UI")
        return decideUid(element, options, standard);
    const auto byNeed = *resolve(anyOfThree, place.needOf(element.tag));
    if (element.vr == "DA" || element.vr == "DT" || element.vr == "TM") {
        if (isChosen(options, "rtn_long_full_dates"))
            return {Action::Keep, "option retain-full-dates", true, true, nullptr};
        return ours(byNeed, "date or time outside Table E.1-1");
    }
    if (element.vr == "PN")
        return ours(byNeed, "name of a person outside Table E.1-1");
    if (element.vr == "UN" && element.length > 0)
        return ours(Action::Remove, "of unknown representation, cannot be searched", "unknown-representation");
    if (!element.decodable)
        return ours(byNeed, "text that could not be decoded, cannot be searched", "undecodable");
    if (element.value.empty() && element.length > dicom::Tree::longestValue && element.vr == "UT")
        return ours(byNeed, "text too long to be searched", "too-long");
    return ours(Action::Keep, element.tag == pixelData ? "pixels" : "not in Table E.1-1");
}

}

Decision decide(const dicom::Element& element, const Place& place, const std::vector<Option>& options,
                const Standard& standard)
{
    if (auto decision = decideGroup(element.tag, standard))
        return *decision;
    if (const auto* row = standard.rowOf(element.tag)) {
        if (auto decision = decideByTable(*row, element, place, options))
            return *decision;
    }
    return decideOutsideTable(element, place, options, standard);
}

}
