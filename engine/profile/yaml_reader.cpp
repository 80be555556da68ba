// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/yaml_reader.h"

#include <re2/re2.h>

#include <algorithm>

namespace engine::profile {

namespace {

constexpr std::size_t longestPattern = 1000;

std::string listed(const std::vector<std::string_view>& names)
{
    std::string words;
    for (const auto& name : names)
        words += (words.empty() ? "" : " ") + std::string{name};
    return words;
}

std::string listed(const std::vector<YamlKey>& keys)
{
    std::vector<std::string_view> names;
    for (const auto& key : keys)
        names.push_back(key.name);
    return listed(names);
}

bool hasControl(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return (code < 0x20 && c != '\n' && c != '\t' && c != '\r') || code == 0x7F;
    });
}

}

std::string kindInWords(const YamlNode& node)
{
    switch (node.kind) {
    case YamlNode::Kind::Nothing:
        return "nothing";
    case YamlNode::Kind::Scalar:
        return "a text";
    case YamlNode::Kind::List:
        return "a list";
    case YamlNode::Kind::Map:
        return "keys";
    }
    return {};
}

std::string inQuotes(std::string_view text)
{
    constexpr std::size_t most = 60;
    return "\"" + std::string{text.substr(0, most)} + (text.size() > most ? "...\"" : "\"");
}

void YamlReader::fault(const YamlNode& node, std::string words)
{
    m_faults.push_back({node.line, node.column, std::move(words)});
}

void YamlReader::readKeys(const YamlNode& node, std::string_view what, const std::vector<YamlKey>& keys)
{
    if (node.kind != YamlNode::Kind::Map)
        return fault(node, std::string{what} + " has keys (" + listed(keys) + "), not " + kindInWords(node));
    for (const auto& [key, value] : node.pairs) {
        const auto found = std::find_if(keys.begin(), keys.end(),
                                        [&name = key.text](const YamlKey& each) { return each.name == name; });
        if (found != keys.end())
            found->read(value);
        else
            fault(key, inQuotes(key.text) + " is no key of " + std::string{what} + "; there are: " + listed(keys));
    }
}

std::string YamlReader::textOf(const YamlNode& node, std::size_t longest, bool mayBeEmpty)
{
    if (node.kind != YamlNode::Kind::Scalar)
        fault(node, "a text is needed, not " + kindInWords(node));
    else if (node.text.empty() && !mayBeEmpty)
        fault(node, "a text is needed, this one is empty");
    else if (node.text.size() > longest)
        fault(node, "longer than " + std::to_string(longest) + " bytes");
    else if (hasControl(node.text))
        fault(node, "a control character");
    else
        return node.text;
    return {};
}

bool YamlReader::truthOf(const YamlNode& node)
{
    const bool isPlain = node.kind == YamlNode::Kind::Scalar && !node.isQuoted;
    const bool isTruth = isPlain && (node.text == "true" || node.text == "false");
    if (!isTruth)
        fault(node, "true or false is needed, without quotation marks");
    return isTruth && node.text == "true";
}

std::string YamlReader::oneOf(const YamlNode& node, std::string_view what, const std::vector<std::string_view>& names)
{
    constexpr std::size_t longest = 80;
    auto name = textOf(node, longest);
    if (name.empty() || std::find(names.begin(), names.end(), name) != names.end())
        return name;
    fault(node, inQuotes(name) + " is no " + std::string{what} + "; there are: " + listed(names));
    return {};
}

std::string YamlReader::patternOf(const YamlNode& node)
{
    auto pattern = textOf(node, longestPattern);
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(1 << 20); // as in SiteMatch
    const RE2 compiled{pattern, options};
    if (!pattern.empty() && !compiled.ok())
        fault(node, "no regular expression of RE2: " + compiled.error());
    return pattern;
}

std::vector<const YamlNode*> YamlReader::oneOrMany(const YamlNode& node, std::string_view what)
{
    std::vector<const YamlNode*> all;
    if (node.kind == YamlNode::Kind::Scalar || node.kind == YamlNode::Kind::Map)
        return {&node};
    for (const auto& item : node.items)
        all.push_back(&item);
    if (all.empty())
        fault(node, std::string{what} + " is needed, or a list of them; this is empty");
    return all;
}

}
