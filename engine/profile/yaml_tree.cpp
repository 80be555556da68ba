// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

namespace engine::profile {

namespace {

constexpr std::size_t deepest = 16;

TextFault faultAt(const YAML::Mark& mark, std::string words)
{
    return {std::max(mark.line, 0) + 1, std::max(mark.column, 0) + 1, std::move(words)};
}

/// How many bytes the UTF-8 character at the beginning has; 0 when there is none. Overlong forms and surrogates are no
/// characters (Unicode, table 3-7).
std::size_t characterLength(std::string_view text)
{
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
    const auto first = at(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool isShortest = first != 0xE0 || at(1) >= 0xA0;
        const bool isCharacter = first != 0xED || at(1) <= 0x9F;
        return isShortest && isCharacter && follows(1) && follows(2) ? 3 : 0;
    }
    const bool isInRange = (first > 0xF0 || at(1) >= 0x90) && (first < 0xF4 || at(1) <= 0x8F);
    return first >= 0xF0 && first <= 0xF4 && isInRange && follows(1) && follows(2) && follows(3) ? 4 : 0;
}

/// What the parser would guess about rather than refuse.
std::optional<TextFault> faultOfBytes(std::string_view text)
{
    TextFault place{1, 1, {}};
    while (!text.empty()) {
        const auto length = characterLength(text);
        const auto code = static_cast<unsigned char>(text.front());
        if (length == 0)
            place.words = "not UTF-8";
        else if (code == '\t')
            place.words = "a tab: use blanks; in quotation marks write \\t";
        else if ((code < 0x20 && code != '\n' && code != '\r') || code == 0x7F)
            place.words = "a control character";
        if (!place.words.empty())
            return place;
        place.column = code == '\n' ? 1 : place.column + 1;
        place.line += code == '\n' ? 1 : 0;
        text.remove_prefix(length);
    }
    return std::nullopt;
}

/// Builds the tree. Throws a TextFault, which does not leave this file.
class Builder : public YAML::EventHandler {
public:
    YamlNode root;

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        refuseSpecial(mark, "?", anchor);
        add(nodeAt(mark, YamlNode::Kind::Nothing));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override
    {
        throw faultAt(mark, "an alias (*name): write it out");
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override
    {
        refuseSpecial(mark, tag, anchor);
        auto node = nodeAt(mark, YamlNode::Kind::Scalar);
        node.text = value;
        node.isQuoted = tag == "!";
        add(std::move(node));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, YamlNode::Kind::List);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, YamlNode::Kind::Map);
    }
    void OnMapEnd() override { close(); }

private:
    static YamlNode nodeAt(const YAML::Mark& mark, YamlNode::Kind kind)
    {
        YamlNode node;
        node.kind = kind;
        node.line = mark.line + 1;
        node.column = mark.column + 1;
        return node;
    }

    static void refuseSpecial(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor)
    {
        if (anchor != 0)
            throw faultAt(mark, "an anchor (&name): write it out where it is needed");
        if (!tag.empty() && tag != "?" && tag != "!")
            throw faultAt(mark, "a tag (!name): only plain YAML");
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlNode::Kind kind)
    {
        refuseSpecial(mark, tag, anchor);
        if (m_open.size() >= deepest)
            throw faultAt(mark, "more than 16 levels");
        m_open.push_back({nodeAt(mark, kind), std::nullopt, {}});
    }

    void close()
    {
        auto done = std::move(m_open.back().node);
        m_open.pop_back();
        add(std::move(done));
    }

    void add(YamlNode node)
    {
        if (m_open.empty()) {
            root = std::move(node);
            return;
        }
        auto& [parent, key, lines] = m_open.back();
        if (parent.kind == YamlNode::Kind::List) {
            parent.items.push_back(std::move(node));
        } else if (key) {
            parent.pairs.emplace_back(std::move(*key), std::move(node));
            key.reset();
        } else {
            checkKey(m_open.back(), node);
            key = std::move(node);
        }
    }

    struct Open {
        YamlNode node;
        std::optional<YamlNode> key;
        std::map<std::string, int> lines; ///< of the keys so far
    };

    static void checkKey(Open& map, const YamlNode& key)
    {
        if (key.kind != YamlNode::Kind::Scalar)
            throw TextFault{key.line, key.column, "a key must be a word"};
        const auto [twin, isNew] = map.lines.emplace(key.text, key.line);
        if (!isNew)
            throw TextFault{key.line, key.column,
                            "\"" + key.text + "\" stands here twice, first in line " + std::to_string(twin->second)};
    }

    std::vector<Open> m_open;
};

}

YamlReading readYaml(std::string_view text)
{
    if (text.size() > longestRulesFile)
        return {{}, {{1, 1, "more than 1 MiB"}}};
    if (const auto fault = faultOfBytes(text))
        return {{}, {*fault}};
    Builder builder;
    try {
        std::istringstream stream{std::string{text}};
        YAML::Parser parser{stream};
        if (!parser.HandleNextDocument(builder))
            return {{}, {{1, 1, "nothing in it"}}};
        Builder second;
        if (parser.HandleNextDocument(second))
            return {{}, {{second.root.line, second.root.column, "a second document: one file, one set of rules"}}};
    } catch (const TextFault& fault) {
        return {{}, {fault}};
    } catch (const YAML::Exception& wrong) {
        return {{}, {faultAt(wrong.mark, wrong.msg)}};
    }
    return {std::move(builder.root), {}};
}

}
