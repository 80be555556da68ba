// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace engine::dicom {

struct Tag {
    std::uint16_t group = 0, element = 0;

    auto operator<=>(const Tag&) const = default;
    bool isPrivate() const { return group % 2 == 1; }
    /// (gggg,0010-00FF) of an odd group: names the owner of a block.
    bool isPrivateCreator() const { return isPrivate() && element >= 0x10 && element <= 0xFF; }
};

/// "(0010,0020)", hexadecimal digits in capitals.
std::string toString(Tag tag);
Result<Tag> tagFromString(std::string_view text);

/// One step into a data set. `creator` names the owner of a private element (its block number may differ from file to
/// file, so `tag` holds the block as found here); `item` counts from 0, -1 for the element itself.
struct PathStep {
    Tag tag;
    std::string creator;
    int item = -1;

    bool operator==(const PathStep&) const = default;
};

/// "(0040,0275)[0].(0040,0007)", private "(0029,1020){ACME NESTED}[0].(0010,0010)": the notation of `cli.md`.
using TagPath = std::vector<PathStep>;
std::string toString(const TagPath& path);

struct Item;

/// One element as plain values: everything a rule or a person needs to judge it.
struct Element {
    Tag tag;
    std::string vr;      ///< two letters; of private and unknown ones as DCMTK resolved it
    std::string creator; ///< of private elements: their creator, empty when there is none
    std::string keyword; ///< PS3.6 keyword, empty when neither PS3.6 nor DCMTK's dictionary knows the tag
    /// UTF-8, values separated by a backslash; numbers in decimal. Empty for OB OW OF OD OL OV UN with binary content.
    std::string value;
    std::uint64_t length = 0; ///< bytes of the value in the file; of sequences 0
    bool decodable =
        true; ///< false: the bytes are no text in the declared character set; `value` shows what could be read
    std::vector<Item> items; ///< of SQ only
};

struct Item {
    std::vector<Element> elements;
};

/// A whole file as plain values; values longer than `longestValue` bytes are left out (`value` empty, `length` true).
struct Tree {
    static constexpr std::uint64_t longestValue = 1U << 20U;

    std::vector<Element> meta; ///< group 0002
    std::vector<Element> elements;
    bool hasPreamble = false;   ///< the 128 bytes are not all zero
    std::uint64_t trailing = 0; ///< bytes after the data set
};

/// What shall change in a data set, in order. Plain values, so that a plan can be shown, tested and sent.
struct Edit {
    enum class Kind {
        Remove, ///< the element goes
        Empty,  ///< stays, without value; of a sequence: without items
        Set     ///< gets `value` (UTF-8, backslash between values; of OB its bytes); missing elements and items on the
                ///< way are made
    };
    TagPath path;
    Kind kind = Kind::Remove;
    std::string vr; ///< for Set of an element that is not there
    std::string value;
};

/// The element with this tag in a list as `read` makes it; null when it is not there.
const Element* find(const std::vector<Element>& elements, Tag tag);
/// Its value without surrounding blanks; empty when it is not there.
std::string valueOf(const std::vector<Element>& elements, Tag tag);

}
