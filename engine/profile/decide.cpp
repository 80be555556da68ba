// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/decide.h"

#include "engine/profile/site_decision.h"

#include <algorithm>
#include <array>

namespace engine::profile {

namespace {

constexpr std::string_view anyOfThree = "X/Z/D"; // as the table treats dates and names elsewhere
constexpr dicom::Tag macParameters{0x4FFE, 0x0001}, pixelData{0x7FE0, 0x0010}, privateCharacteristics{0x0008, 0x0300};

bool isText(std::string_view vr)
{
    constexpr std::array<std::string_view, 8> textual{"CS", "LO", "LT", "SH", "ST", "UC", "UR", "UT"};
    return std::find(textual.begin(), textual.end(), vr) != textual.end();
}

Decision ours(Action action, std::string reason, const char* doubt = nullptr)
{
    return {action, std::move(reason), true, false, doubt, Cleaning::None};
}

std::string tableReason(const std::string& cell, Action action, Need need)
{
    auto reason = "Table E.1-1: " + cell;
    if (cell.find(letterOf(action)) == std::string::npos)
        reason += need == Need::Value || need == Need::ConditionalValue ? "; the object requires a value"
                                                                        : "; the object requires its presence";
    return reason;
}

bool isPlane(dicom::Tag tag)
{
    return tag.group % 2 == 0 && ((tag.group & 0xFF00U) == 0x5000 || (tag.group & 0xFF00U) == 0x6000);
}

Decision decidePlane(const dicom::Element& element, const Grounds& grounds)
{
    const bool isOverlay = (element.tag.group & 0xFF00U) == 0x6000;
    if (grounds.choice.has("clean_graph")) {
        // A bitmap may hold writing that only a person or a reader of text can find.
        if (isOverlay)
            return ours(Action::Remove, "overlay that nobody looked through",
                        element.tag.element == 0x3000 ? "overlay-removed" : nullptr);
        return {Action::Clean, "option clean-graphics: C", false, false, nullptr, Cleaning::Text};
    }
    if (const auto* row = grounds.standard.rowOf(element.tag))
        return {Action::Remove, "Table E.1-1: " + row->basic, false, false, nullptr, Cleaning::None};
    return ours(Action::Remove, "belongs to an overlay that is removed");
}

/// Attributes that name a class of objects or a table of codes, never an instance.
bool namesAClass(std::string_view keyword)
{
    return keyword.ends_with("SOPClassUID") || keyword.ends_with("TransferSyntaxUID") ||
           keyword == "SOPClassesSupported" || keyword == "CodingSchemeUID" || keyword == "ContextUID" ||
           keyword == "MappingResourceUID";
}

Decision decideUid(const dicom::Element& element, const Grounds& grounds)
{
    if (grounds.choice.has("rtn_uids"))
        return {Action::Keep, "option retain-uids", true, true, nullptr, Cleaning::None};
    if (grounds.standard.registeredUids.contains(element.value) || element.value.empty())
        return ours(Action::Keep, "UID of PS3.6 Annex A");
    if (namesAClass(element.keyword))
        return ours(Action::Keep, "names a class of objects, not one", "unregistered-uid");
    return ours(Action::Uid, "UID outside Table E.1-1");
}

/// What stays although it is private still follows the rules of its representation.
Decision keepPrivate(const dicom::Element& element, const Grounds& grounds, const std::string& reason)
{
    const auto cleaned = [&](Cleaning cleaning) {
        return Decision{Action::Clean, reason, false, false, nullptr, cleaning};
    };
    if (element.vr == "UI")
        return decideUid(element, grounds);
    if (element.vr == "PN")
        return ours(Action::Remove, "private name of a person");
    if (element.vr == "SQ")
        return cleaned(Cleaning::Inside);
    if (element.vr != "DA" && element.vr != "DT" && element.vr != "TM")
        return cleaned(Cleaning::Text);
    if (grounds.choice.has("rtn_long_modif_dates"))
        return cleaned(Cleaning::Date);
    if (grounds.choice.has("rtn_long_full_dates"))
        return {Action::Keep, "option retain-full-dates", true, true, nullptr, Cleaning::None};
    return ours(Action::Remove, "private date or time");
}

/// Of unknown representation, and no table says that it is a number: nobody can look inside.
bool isOpaque(const dicom::Element& element, const SafePrivate* row)
{
    constexpr std::array<std::string_view, 11> searchable{"AT", "DS", "FD", "FL", "IS", "OB",
                                                          "OW", "SL", "SS", "UL", "US"};
    const bool isUnread = element.vr == "UN" && element.value.empty() && element.length > 0;
    return isUnread && (!row || std::none_of(searchable.begin(), searchable.end(),
                                             [&](std::string_view vr) { return row->vr.substr(0, 2) == vr; }));
}

Decision decidePrivate(const dicom::Element& element, const Grounds& grounds)
{
    if (!grounds.choice.has("rtn_safe_private"))
        return {Action::Remove, "Table E.1-1: X", false, false, nullptr, Cleaning::None};
    const bool isTrusted = grounds.choice.trustsSafeClaims;
    if (element.tag.isPrivateCreator()) {
        const bool isOwner = isSafeCreator(element.value, grounds.standard) ||
                             (isTrusted && grounds.claims.claimsCreator(element)) ||
                             (grounds.site && grounds.site->listsCreator(element.value));
        return isOwner
                   ? Decision{Action::Keep, "owner of private elements that stay", true, false, nullptr, Cleaning::None}
                   : ours(Action::Remove, "owner of private elements that go");
    }
    const auto* row = safePrivateOf(element, grounds.standard);
    const bool isClaimed = grounds.claims.claims(element);
    const bool isListed = grounds.site && grounds.site->isSafePrivate(element);
    if ((row || isListed || (isClaimed && isTrusted)) && isOpaque(element, row))
        return ours(Action::Remove, "private, of unknown representation, cannot be searched", "unknown-representation");
    if (row)
        return keepPrivate(element, grounds, "Table E.3.10-1: safe");
    if (isListed)
        return keepPrivate(element, grounds, "the site's own list of safe private elements");
    if (isClaimed && isTrusted)
        return keepPrivate(element, grounds, "its source calls it safe, and the project trusts that");
    return ours(Action::Remove, "private, not on the list of safe ones", isClaimed ? "private-safe-claim" : nullptr);
}

/// Whole groups and elements that no profile keeps, whatever the table says of single ones in them.
std::optional<Decision> decideGroup(const dicom::Element& element, const Grounds& grounds)
{
    const auto tag = element.tag;
    if (tag.element == 0x0000)
        return ours(Action::Remove, "group length, retired");
    if (tag.group == 0x0004)
        return ours(Action::Remove, "directory record in a file that is none");
    if (tag == macParameters)
        return ours(Action::Remove, "digital signature, no longer true");
    if (tag == privateCharacteristics && !grounds.choice.trustsSafeClaims)
        return ours(Action::Remove, "says of private elements what nobody has proved");
    if (isPlane(tag))
        return decidePlane(element, grounds);
    if (tag.isPrivate())
        return decidePrivate(element, grounds);
    return std::nullopt;
}

/// Whether that element can be cleaned in the way its column means; None when it cannot.
Cleaning cleaningFor(std::string_view column, const dicom::Element& element)
{
    constexpr dicom::Tag timezone{0x0008, 0x0201};
    if (column == "rtn_long_modif_dates") {
        const bool isDate = element.vr == "DA" || element.vr == "DT" || element.vr == "TM";
        return isDate || element.tag == timezone ? Cleaning::Date : Cleaning::None;
    }
    if (column == "rtn_device_id")
        return element.vr == "AE" ? Cleaning::Device : Cleaning::None;
    if (element.vr == "SQ")
        return column == "clean_struct_cont" ? Cleaning::Content : Cleaning::Inside;
    return isText(element.vr) ? Cleaning::Text : Cleaning::None;
}

/// The column that tells among those chosen. K before C, since what an option retains must be retained (PS3.15 E.3);
/// only dates move with the others where all do: a date of calibration that stays tells how far they were moved.
const std::pair<const std::string, std::string>* tellingCell(const ActionRow& row, const Choice& choice)
{
    const std::pair<const std::string, std::string>* telling = nullptr;
    for (const auto& cell : row.options) {
        if (!choice.has(cell.first))
            continue;
        if (cell.first == "rtn_long_modif_dates")
            return &cell;
        if (!telling || cell.second == "K")
            telling = &cell;
    }
    return telling;
}

Decision decideByBasic(const ActionRow& row, const dicom::Element& element, const Place& place)
{
    const auto need = place.needOf(element.tag);
    const auto action = *resolve(row.basic, need); // checked when the table was read
    return {action, tableReason(row.basic, action, need), false, false, nullptr, Cleaning::None};
}

Decision decideByTable(const ActionRow& row, const dicom::Element& element, const Place& place, const Choice& choice)
{
    const auto* cell = tellingCell(row, choice);
    if (!cell)
        return decideByBasic(row, element, place);
    const auto option = std::find_if(choice.options.begin(), choice.options.end(),
                                     [&](const Option& chosen) { return chosen.column == cell->first; });
    const auto reason = "option " + std::string{option->name} + ": " + cell->second;
    if (cell->second == "K")
        return {Action::Keep, reason, false, true, nullptr, Cleaning::None};
    const auto cleaning = cleaningFor(cell->first, element);
    if (cleaning == Cleaning::None)
        return decideByBasic(row, element, place);
    return {Action::Clean, reason, false, false, nullptr, cleaning};
}

Decision decideOutsideTable(const dicom::Element& element, const Place& place, const Grounds& grounds)
{
    if (element.keyword.empty())
        return ours(Action::Remove, "not in PS3.6");
    if (element.vr == "UI")
        return decideUid(element, grounds);
    const auto byNeed = *resolve(anyOfThree, place.needOf(element.tag));
    if (element.vr == "DA" || element.vr == "DT" || element.vr == "TM")
        return ours(byNeed, "date or time outside Table E.1-1");
    if (element.vr == "PN")
        return ours(byNeed, "name of a person outside Table E.1-1");
    if (element.vr == "UN" && element.length > 0)
        return ours(Action::Remove, "of unknown representation, cannot be searched", "unknown-representation");
    if (!element.decodable)
        return ours(byNeed, "text that could not be decoded, cannot be searched", "undecodable");
    return ours(Action::Keep, element.tag == pixelData ? "pixels" : "not in Table E.1-1");
}

}

Decision decide(const dicom::Element& element, const Place& place, const Grounds& grounds)
{
    if (auto decision = decideGroup(element, grounds))
        return *decision;
    if (const auto* row = grounds.standard.rowOf(element.tag))
        return decideByTable(*row, element, place, grounds.choice);
    return decideOutsideTable(element, place, grounds);
}

Decision decideWithoutOptions(const dicom::Element& element, const Place& place, const Grounds& grounds)
{
    const auto* row = grounds.standard.rowOf(element.tag);
    if (row && !element.tag.isPrivate())
        return decideByBasic(*row, element, place);
    return ours(*resolve(anyOfThree, place.needOf(element.tag)), "cannot be cleaned");
}

}
