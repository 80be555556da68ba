// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_rules.h"

#include <algorithm>
#include <array>

namespace engine::profile {

std::string_view nameOf(SiteAction action)
{
    switch (action) {
    case SiteAction::Remove:
        return "remove";
    case SiteAction::Empty:
        return "empty";
    case SiteAction::Dummy:
        return "dummy";
    case SiteAction::Keep:
        return "keep";
    case SiteAction::Clean:
        return "clean";
    case SiteAction::NewUid:
        return "new-uid";
    case SiteAction::ShiftDate:
        return "shift-date";
    case SiteAction::Replace:
        return "replace";
    case SiteAction::Regex:
        return "regex";
    case SiteAction::Profile:
        return "profile";
    }
    return {};
}

bool leavesSomething(SiteAction action)
{
    constexpr std::array leaving{SiteAction::Keep, SiteAction::Clean, SiteAction::ShiftDate, SiteAction::Regex};
    return std::find(leaving.begin(), leaving.end(), action) != leaving.end();
}

bool isBeyondRules(dicom::Tag tag)
{
    constexpr std::array<dicom::Tag, 33> single{{
        {0x0008, 0x0005}, {0x0008, 0x0016},                                     // character set, SOP Class UID
        {0x0012, 0x0062}, {0x0012, 0x0063}, {0x0012, 0x0064},                   // evidence of ours
        {0x0018, 0xA001},                                                       // Contributing Equipment: likewise
        {0x0028, 0x0002}, {0x0028, 0x0004}, {0x0028, 0x0006}, {0x0028, 0x0008}, // Image Pixel, PS3.3 C.7.6.3
        {0x0028, 0x0009}, {0x0028, 0x0010}, {0x0028, 0x0011}, {0x0028, 0x0100}, {0x0028, 0x0101},
        {0x0028, 0x0102}, {0x0028, 0x0103}, {0x0028, 0x0301}, {0x0028, 0x0302}, {0x0028, 0x0303},
        {0x0028, 0x1101}, {0x0028, 0x1102}, {0x0028, 0x1103}, {0x0028, 0x1104}, // palettes
        {0x0028, 0x1201}, {0x0028, 0x1202}, {0x0028, 0x1203}, {0x0028, 0x1204}, {0x0028, 0x2110},
        {0x0028, 0x2112}, {0x0028, 0x2114}, // lossy history
        {0x4FFE, 0x0001},                   // MAC parameters: what is changed is no longer signed
        {0x0400, 0x0561},                   // Original Attributes Sequence
    }};
    const bool isWhole = tag.group <= 0x0004 || tag.element == 0x0000 || tag.isPrivateCreator() || tag.group == 0x7FE0;
    return isWhole || std::find(single.begin(), single.end(), tag) != single.end();
}

}
