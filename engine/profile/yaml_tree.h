// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::profile {

/// What is wrong in a file that a person wrote, and where: line and column from 1.
struct TextFault {
    int line = 0, column = 0;
    std::string words;

    bool operator==(const TextFault&) const = default;
};

/// A piece of YAML with its place.
struct YamlNode {
    enum class Kind { Nothing, Scalar, List, Map };

    Kind kind = Kind::Nothing;
    int line = 1, column = 1;
    std::string text;                                 ///< of a scalar
    bool isQuoted = false;                            ///< of a scalar: in quotation marks or a block, so a text
    std::vector<YamlNode> items;                      ///< of a list
    std::vector<std::pair<YamlNode, YamlNode>> pairs; ///< of a map, in order
};

struct YamlReading {
    YamlNode root;
    std::vector<TextFault> faults; ///< empty: `root` is the whole document
};

inline constexpr std::size_t longestRulesFile = 1U << 20U;

/// One document of plain YAML. Refused, as faults: more than 1 MiB, bytes that are no UTF-8, control characters, tabs,
/// anchors, aliases and tags, keys that are no text or stand there twice, a second document, more than 16 levels.
YamlReading readYaml(std::string_view text);

}
