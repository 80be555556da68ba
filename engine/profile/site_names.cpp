// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_names.h"

#include "engine/dicom/dictionary.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace engine::profile {

namespace {

constexpr std::size_t longestCreator = 64; // LO
constexpr std::size_t mostSteps = 32;

Error wrong(std::string words)
{
    return {ErrorCode::BadArgument, std::move(words)};
}

bool isHexadecimal(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// "0029xx10": x for any digit.
std::optional<SiteStep> fromDigits(std::string_view digits)
{
    if (digits.size() != 8)
        return std::nullopt;
    SiteStep step;
    for (const char c : digits) {
        const bool isAny = c == 'x' || c == 'X';
        if (!isAny && !isHexadecimal(c))
            return std::nullopt;
        std::uint32_t digit = 0;
        std::from_chars(&c, &c + 1, digit, 16);
        step.value = step.value << 4U | digit;
        step.mask = step.mask << 4U | (isAny ? 0U : 0xFU);
    }
    return step;
}

/// "(0029,xx10)", "0029,xx10", "0029xx10".
std::optional<SiteStep> fromTag(std::string_view text)
{
    if (text.size() == 11 && text.front() == '(' && text.back() == ')')
        text = text.substr(1, 9);
    if (text.size() == 9 && text[4] == ',')
        return fromDigits(std::string{text.substr(0, 4)} + std::string{text.substr(5)});
    return fromDigits(text);
}

SiteStep stepOf(dicom::Tag tag)
{
    const bool repeats = tag.group == 0x5000 || tag.group == 0x6000;
    const std::uint32_t mask = repeats ? 0xFF00FFFFU : 0xFFFFFFFFU;
    return {std::uint32_t{tag.group} << 16U | tag.element, mask, {}, -1};
}

Result<SiteStep> fromName(std::string_view name)
{
    if (name.empty())
        return wrong("an element is named by keyword or tag");
    if (const auto step = fromTag(name))
        return *step;
    if (const auto tag = dicom::tagOf(name))
        return stepOf(*tag);
    const auto quoted = "\"" + std::string{name} + "\"";
    if (name.find_first_of("(,)") != std::string_view::npos)
        return wrong(quoted + " is no tag: write (gggg,eeee), with x for any digit");
    const auto nearest = dicom::nearestKeyword(name);
    return wrong(quoted + " is no keyword of PS3.6" +
                 (nearest.empty() ? "" : ", did you mean " + std::string{nearest} + "?"));
}

/// What stands in front of `{` or `[` of one step, and what is in them.
struct Pieces {
    std::string_view name;
    std::optional<std::string_view> creator, item;
};

Result<Pieces> piecesOf(std::string_view text)
{
    Pieces pieces;
    const auto end = std::min(text.find_first_of("{["), text.size());
    pieces.name = text.substr(0, end);
    text.remove_prefix(end);
    if (text.starts_with('{')) {
        const auto close = text.find('}');
        if (close == std::string_view::npos)
            return wrong("the private creator has no closing }");
        pieces.creator = text.substr(1, close - 1);
        text.remove_prefix(close + 1);
    }
    if (text.starts_with('[') && text.ends_with(']')) {
        pieces.item = text.substr(1, text.size() - 2);
        text = {};
    }
    if (!text.empty())
        return wrong("\"" + std::string{text} + "\" is too much: after an element come {CREATOR} and [ITEM]");
    return pieces;
}

Done setCreator(SiteStep& step, std::string_view creator)
{
    if (creator.empty() || creator.size() > longestCreator || creator.front() == ' ' || creator.back() == ' ')
        return wrong("a private creator has 1 to 64 characters and no blanks around");
    if ((step.mask & 0x00010000U) != 0 && (step.value & 0x00010000U) == 0)
        return wrong("only elements of odd groups have a private creator");
    step.creator = creator;
    step.mask &= 0xFFFF00FFU; // the block differs from file to file
    step.value &= step.mask;
    return done();
}

Done setItem(SiteStep& step, std::string_view item)
{
    if (item == "*")
        return done();
    constexpr int most = 100000;
    const auto [end, error] = std::from_chars(item.data(), item.data() + item.size(), step.item);
    if (error != std::errc{} || end != item.data() + item.size() || step.item < 0 || step.item > most)
        return wrong("an item is [0], [1], ... or [*]");
    return done();
}

Result<SiteStep> fromPieces(const Pieces& pieces)
{
    auto step = fromName(pieces.name);
    if (!step)
        return step;
    if (pieces.creator) {
        if (const auto set = setCreator(*step, *pieces.creator); !set)
            return set.error();
    }
    if (pieces.item) {
        if (const auto set = setItem(*step, *pieces.item); !set)
            return set.error();
    }
    return step;
}

/// The end of the first step: a point that is not inside a creator.
std::size_t endOfStep(std::string_view text)
{
    bool isInside = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        isInside = text[i] == '{' || (isInside && text[i] != '}');
        if (text[i] == '.' && !isInside)
            return i;
    }
    return text.size();
}

Done checkPath(const std::vector<SiteStep>& steps)
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const bool isLast = i + 1 == steps.size();
        const auto vr = steps[i].isOneTag() ? dicom::vrOf(steps[i].tag()) : std::string_view{};
        if (!isLast && !vr.empty() && vr != "SQ")
            return wrong("the path goes through " + toText(steps[i]) + ", which is no sequence");
        if (isLast && steps[i].item >= 0)
            return wrong("rules are for elements: an item is named only on the way to one");
    }
    return done();
}

}

Result<SiteStep> stepFromText(std::string_view text)
{
    const auto pieces = piecesOf(text);
    if (!pieces)
        return pieces.error();
    if (pieces->item)
        return wrong("one element of the data set itself, not of an item");
    return fromPieces(*pieces);
}

Result<SiteSelector> selectorFromText(std::string_view text)
{
    auto selector = everything();
    if (text == "everything")
        return selector;
    if (text == "private") {
        selector.onlyPrivate = true;
        return selector;
    }
    selector.steps.clear();
    selector.fromTop = text.starts_with('/');
    text.remove_prefix(selector.fromTop ? 1 : 0);
    while (true) {
        const auto end = endOfStep(text);
        const auto pieces = piecesOf(text.substr(0, end));
        if (!pieces)
            return pieces.error();
        const auto step = fromPieces(*pieces);
        if (!step)
            return step.error();
        selector.steps.push_back(*step);
        if (selector.steps.size() > mostSteps)
            return wrong("a path has at most " + std::to_string(mostSteps) + " steps");
        if (end == text.size())
            break;
        text.remove_prefix(end + 1);
    }
    if (const auto legal = checkPath(selector.steps); !legal)
        return legal.error();
    return selector;
}

std::string toText(const SiteStep& step)
{
    std::string text;
    const bool isRepeating = step.mask == 0xFF00FFFFU && step.creator.empty();
    const auto keyword = step.isOneTag() || isRepeating ? dicom::keywordOf(step.tag()) : std::string_view{};
    if (!keyword.empty() && stepOf(step.tag()).mask == step.mask) {
        text = keyword;
    } else {
        std::array<char, 9> digits{};
        std::snprintf(digits.data(), digits.size(), "%08X", static_cast<unsigned>(step.value));
        for (std::size_t i = 0; i < 8; ++i) {
            if ((step.mask >> (28U - 4U * i) & 0xFU) == 0)
                digits[i] = 'x';
        }
        const std::string_view all{digits.data(), 8};
        text = "(" + std::string{all.substr(0, 4)} + "," + std::string{all.substr(4)} + ")";
    }
    if (!step.creator.empty())
        text += "{" + step.creator + "}";
    if (step.item >= 0)
        text += "[" + std::to_string(step.item) + "]";
    return text;
}

std::string toText(const SiteSelector& selector)
{
    if (!selector.vr.empty() || !selector.keyword.empty())
        return {};
    auto any = everything();
    if (selector == any)
        return "everything";
    any.onlyPrivate = true;
    if (selector == any)
        return "private";
    if (selector.onlyPrivate)
        return {};
    std::string text;
    for (const auto& step : selector.steps)
        text += (text.empty() ? (selector.fromTop ? "/" : "") : ".") + toText(step);
    return text;
}

std::string_view vrOf(const SiteSelector& selector)
{
    if (!selector.vr.empty())
        return selector.vr;
    const auto& last = selector.steps.back();
    const bool isRepeating = last.mask == 0xFF00FFFFU;
    return last.creator.empty() && (last.mask == 0xFFFFFFFFU || isRepeating) ? dicom::vrOf(last.tag())
                                                                             : std::string_view{};
}

SiteSelector selectorOf(dicom::Tag tag)
{
    SiteSelector selector;
    selector.steps = {{std::uint32_t{tag.group} << 16U | tag.element, 0xFFFFFFFFU, {}, -1}};
    return selector;
}

SiteSelector everything()
{
    SiteSelector selector;
    selector.steps = {SiteStep{}};
    return selector;
}

}
