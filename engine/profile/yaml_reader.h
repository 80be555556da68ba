// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/yaml_tree.h"

#include <functional>

namespace engine::profile {

/// What stands behind one key, and what reads it.
struct YamlKey {
    std::string_view name;
    std::function<void(const YamlNode&)> read;
};

/// Takes plain values out of a tree and notes what is not as it should be, with what would be.
class YamlReader {
public:
    void fault(const YamlNode& node, std::string words);
    const std::vector<TextFault>& faults() const { return m_faults; }

    /// Calls what reads each key; a key that is not among `keys` is a fault. `what` names the whole, "a rule".
    void readKeys(const YamlNode& node, std::string_view what, const std::vector<YamlKey>& keys);
    /// Empty with a fault for what is no text, empty (unless it may be), longer in bytes, or has control characters.
    std::string textOf(const YamlNode& node, std::size_t longest, bool mayBeEmpty = false);
    bool truthOf(const YamlNode& node);
    /// A text that is one of `names`; empty with a fault otherwise. `what` names it: "option".
    std::string oneOf(const YamlNode& node, std::string_view what, const std::vector<std::string_view>& names);
    /// A regular expression of RE2.
    std::string patternOf(const YamlNode& node);
    /// The node itself, or each item of a list; an empty list is a fault.
    std::vector<const YamlNode*> oneOrMany(const YamlNode& node, std::string_view what);

private:
    std::vector<TextFault> m_faults;
};

/// "a list", as a fault words it.
std::string kindInWords(const YamlNode& node);
/// In quotation marks and not too long.
std::string inQuotes(std::string_view text);

}
