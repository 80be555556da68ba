// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/kept_texts.h"

#include "engine/base/hash.h"
#include "engine/profile/site_names.h"

#include <algorithm>

namespace engine::journey {

namespace {

/// PS3.5 Table 6.2-1, in bytes, which no character set makes fewer than characters. Private elements: the least of
/// those that hold sentences.
std::size_t roomOf(const std::string& keyword)
{
    const auto selector = profile::selectorFromText(keyword);
    const auto vr = selector ? profile::vrOf(*selector) : std::string_view{};
    if (vr == "SH")
        return 16;
    if (vr == "ST")
        return 1024;
    return vr == "LT" || vr == "UT" || vr == "UC" || vr == "UR" ? 10240 : 64;
}

}

KeptTexts::KeptTexts(const Key& key) : m_key{key.forPurpose("kepttext")} {}

review::FindingId KeptTexts::idOf(const std::string& text) const
{
    auto& id = m_ids[text];
    if (id.empty())
        id = "f" + toHex(hmacSha256(m_key.bytes(), viewOf(text))).substr(0, 16);
    return id;
}

std::set<std::string> KeptTexts::put(const review::ItemId& item, const std::vector<profile::KeptText>& texts)
{
    auto touched = std::move(m_ofItem[item]);
    for (const auto& text : touched)
        m_texts[text].erase(item);
    auto& now = m_ofItem[item] = {};
    for (const auto& kept : texts) {
        auto& shown = m_texts[kept.text][item];
        if (now.insert(kept.text).second)
            shown.place = kept.place;
        shown.keywords.insert(kept.keyword);
        shown.isUncertain = shown.isUncertain || kept.isUncertain;
        shown.wasCut = shown.wasCut || kept.wasCut;
    }
    touched.insert(now.begin(), now.end());
    for (const auto& text : touched) {
        if (m_texts[text].empty())
            m_texts.erase(text);
    }
    return touched;
}

std::optional<KeptValue> KeptTexts::find(const std::string& text) const
{
    const auto found = m_texts.find(text);
    return found == m_texts.end() ? std::nullopt : std::optional{valueOf(text, found->second)};
}

std::vector<KeptValue> KeptTexts::all() const
{
    std::vector<KeptValue> values;
    for (const auto& [text, showing] : m_texts)
        values.push_back(valueOf(text, showing));
    return values;
}

KeptValue KeptTexts::valueOf(const std::string& text, const Showing& showing) const
{
    KeptValue value{idOf(text), text, showing.begin()->second.place, {}, {}, false, false};
    for (const auto& [item, shown] : showing) {
        value.items.push_back(item);
        value.keywords.insert(shown.keywords.begin(), shown.keywords.end());
        value.isUncertain = value.isUncertain || shown.isUncertain;
        value.wasCut = value.wasCut || shown.wasCut;
    }
    return value;
}

review::Finding findingOf(const KeptValue& value)
{
    review::Finding finding;
    finding.id = value.id;
    finding.item = value.items.front();
    finding.kind = review::FindingKind::Header;
    finding.place = value.place;
    finding.text = value.text;
    finding.machine = "unknown";
    finding.reasons = {"uncertain-text"};
    if (value.wasCut)
        finding.reasons.emplace_back("was-cut");
    return finding;
}

Done checkReplacement(const KeptValue& value, const std::string& replacement)
{
    const auto refuse = [&](const std::string& why) { return Error{ErrorCode::BadArgument, value.id + ": " + why}; };
    if (replacement.find_first_not_of(' ') == std::string::npos)
        return refuse("a replacement needs words");
    const auto isControl = [](unsigned char byte) { return byte < 0x20 || byte == 0x7F || byte == '\\'; };
    if (std::any_of(replacement.begin(), replacement.end(), isControl))
        return refuse("a replacement holds no backslash and no control character");
    std::size_t room = 10240;
    for (const auto& keyword : value.keywords)
        room = std::min(room, roomOf(keyword));
    if (replacement.size() > room)
        return refuse("a replacement has at most " + std::to_string(room) + " bytes here");
    return done();
}

}
