// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/element.h"

#include <functional>
#include <optional>

namespace engine::profile {

/// Tags the rules name themselves (PS3.6).
namespace tags {
using dicom::Tag;
constexpr Tag specificCharacterSet{0x0008, 0x0005}, imageType{0x0008, 0x0008}, sopClassUid{0x0008, 0x0016},
    sopInstanceUid{0x0008, 0x0018}, studyDate{0x0008, 0x0020}, modality{0x0008, 0x0060}, codeValue{0x0008, 0x0100},
    codingScheme{0x0008, 0x0102}, codeMeaning{0x0008, 0x0104}, derivationDescription{0x0008, 0x2111},
    patientName{0x0010, 0x0010}, patientId{0x0010, 0x0020}, identityRemoved{0x0012, 0x0062}, methodText{0x0012, 0x0063},
    methodCodes{0x0012, 0x0064}, contributingEquipment{0x0018, 0xA001}, studyInstanceUid{0x0020, 0x000D},
    seriesInstanceUid{0x0020, 0x000E}, burnedIn{0x0028, 0x0301}, recognizable{0x0028, 0x0302},
    temporalModified{0x0028, 0x0303}, privateData{0xFFFF, 0xFFFF};
}

/// "00100020", as the tables of PS3.6 write it; empty when it is not eight hexadecimal digits.
std::optional<dicom::Tag> tagFromDigits(std::string_view digits);

struct TagHash {
    std::size_t operator()(dicom::Tag tag) const noexcept
    {
        return std::hash<std::uint32_t>{}((std::uint32_t{tag.group} << 16U) | tag.element);
    }
};

}
