// SPDX-License-Identifier: Apache-2.0
#include "engine/score/judge.h"

#include "engine/score/place.h"
#include "engine/score/words.h"

#include <algorithm>
#include <set>

namespace engine::score {

namespace {

std::string trimmed(const std::string& text)
{
    constexpr std::string_view blanks{" \0\t\r\n", 5};
    const auto first = text.find_first_not_of(blanks);
    return first == std::string::npos ? std::string{} : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Judgement failed(std::string reason, std::string found = {})
{
    return {Outcome::Failed, std::move(found), std::move(reason)};
}

Judgement when(bool passes, const char* reason, const std::string& found)
{
    return passes ? Judgement{Outcome::Passed, found, {}} : failed(reason, found);
}

std::string withoutBackslashes(std::string text)
{
    std::erase(text, '\\');
    return text;
}

/// Runs of digits and dots: UIDs one by one, however a list of them is written.
std::vector<std::string> uidsIn(const std::string& text)
{
    constexpr std::string_view ofUids = "0123456789.";
    std::vector<std::string> uids;
    for (std::size_t at = 0; (at = text.find_first_of(ofUids, at)) != std::string::npos;) {
        const auto end = std::min(text.find_first_not_of(ofUids, at), text.size());
        uids.push_back(text.substr(at, end - at));
        at = end;
    }
    return uids;
}

bool isInBytes(const std::string& place)
{
    return place.starts_with("jpeg:") || place.starts_with("trailing:") || place == "icc";
}

/// The place with every number of a content item left out; empty when it is not in a content sequence.
std::string withoutItemNumbers(std::string place)
{
    constexpr std::string_view content = "(0040,A730)[";
    auto at = place.find(content);
    if (at == std::string::npos)
        return {};
    for (; at != std::string::npos; at = place.find(content, at + content.size())) {
        const auto first = at + content.size();
        place.erase(first, place.find(']', first) - first);
    }
    return place;
}

Judgement judgeRemovedFrom(const Check& check, const std::string& value)
{
    const bool isGone = std::all_of(check.texts.begin(), check.texts.end(),
                                    [&](const std::string& text) { return isRemoved(value, trimmed(text)); });
    return when(isGone, "text or a word of it is still there", value);
}

Judgement judgeBytes(const Check& check, const FinishedFile& file)
{
    const auto& left = file.content().textsInFile;
    for (const auto& text : textsInBytes(check)) {
        if (std::find(left.begin(), left.end(), text) != left.end())
            return failed("text is still in the bytes of the file", text);
    }
    return {};
}

Judgement judgeRemoved(const Check& check, const FinishedFile& file)
{
    if (isInBytes(check.place))
        return judgeBytes(check, file);
    if (check.place == "preamble")
        return judgeRemovedFrom(check, trimmed(file.content().preamble));
    if (check.place == "filename")
        return judgeRemovedFrom(check, file.output());
    return judgeRemovedFrom(check, file.textAt(check.place));
}

Judgement judgeConsistentUid(const Check& check, const std::string& value, const Maps& maps)
{
    auto expected = uidsIn(check.texts.front());
    for (auto& uid : expected)
        uid = maps.newUid(uid);
    return when(uidsIn(value) == expected, "not the UID of the map", value);
}

Judgement judgeConsistentPerson(const Check& check, const std::string& value, const Maps& maps)
{
    const auto expected = maps.people.find(trimmed(check.texts.front()));
    return when(expected != maps.people.end() && value == expected->second, "not the pseudonym of the map", value);
}

Judgement judgeAt(const Check& check, const FinishedFile& file, const Maps& maps)
{
    if (check.demand == Demand::TextRemoved)
        return judgeRemoved(check, file);
    const auto* element = file.find(check.place);
    const auto value = file.textAt(check.place);
    const auto expected = trimmed(check.texts.front());
    switch (check.demand) {
    case Demand::TagRetained:
        return when(element, "element is not there", value);
    case Demand::TextNotNull:
        return when(element && !element->isEmpty, "element is not there or empty", value);
    case Demand::TextRetained:
        return when(element && !value.empty() && isRetained(value, expected), "text is not there", value);
    case Demand::DateShifted:
    case Demand::UidChanged: {
        const auto old = withoutBackslashes(expected);
        const bool isLeft = !old.empty() && withoutBackslashes(value).find(old) != std::string::npos;
        return when(!isLeft, "the original value is still there", value);
    }
    case Demand::UidConsistent:
        return element ? judgeConsistentUid(check, value, maps) : Judgement{};
    case Demand::PatientIdConsistent:
        return element ? judgeConsistentPerson(check, value, maps) : Judgement{};
    case Demand::TextRemoved:
    case Demand::PixelsHidden:
    case Demand::PixelsRetained:
        break; // judged elsewhere
    }
    return {Outcome::NotJudged, {}, "not a check of elements"};
}

}

Result<FinishedFile> FinishedFile::create(std::string output, ReadResult::Answer content)
{
    FinishedFile file;
    file.m_output = std::move(output);
    for (std::size_t i = 0; i < content.elements.size(); ++i) {
        const auto place = placeFromPath(content.elements[i].path);
        if (!place)
            return Error{ErrorCode::BadArgument, "tag path"};
        file.m_places.emplace(*place, i);
        if (const auto like = withoutItemNumbers(*place); !like.empty())
            file.m_contentPlaces[like].push_back(*place);
    }
    file.m_content = std::move(content);
    return file;
}

std::vector<std::string> FinishedFile::placesLike(const std::string& place) const
{
    const auto like = m_contentPlaces.find(withoutItemNumbers(place));
    return like == m_contentPlaces.end() ? std::vector{place} : like->second;
}

const FoundElement* FinishedFile::find(const std::string& place) const
{
    const auto found = m_places.find(place);
    return found == m_places.end() ? nullptr : &m_content.elements[found->second];
}

std::string FinishedFile::valueOf(const std::string& place) const
{
    const auto* element = find(place);
    return element ? trimmed(element->value) : std::string{};
}

std::string FinishedFile::textAt(const std::string& place) const
{
    const auto* element = find(place);
    if (!element || element->vr != "SQ")
        return valueOf(place);
    std::string text;
    const auto below = place + '[';
    for (auto one = m_places.lower_bound(below); one != m_places.end() && one->first.starts_with(below); ++one)
        text += trimmed(m_content.elements[one->second].value) + '\n';
    return text;
}

std::vector<std::string> textsInBytes(const Check& check)
{
    if (check.demand != Demand::TextRemoved || !isInBytes(check.place))
        return {};
    std::set<std::string> texts;
    for (const auto& text : check.texts) {
        texts.insert(trimmed(text));
        constexpr std::size_t shortest = 4; // shorter ones turn up among coefficients by chance
        for (const auto& word : wordsOf(text)) {
            if (word.size() >= shortest)
                texts.insert(word);
        }
    }
    texts.erase("");
    return {texts.begin(), texts.end()};
}

Judgement judge(const Check& check, const FinishedFile& file, const Maps& maps)
{
    const bool mustMatch = check.demand == Demand::UidConsistent || check.demand == Demand::PatientIdConsistent;
    if (mustMatch && !file.find(check.place))
        return {};
    Judgement judgement;
    const bool mustGo = judgeMissing(check).outcome == Outcome::Passed;
    auto at = check;
    for (const auto& place : file.placesLike(check.place)) {
        at.place = place;
        judgement = judgeAt(at, file, maps);
        if ((judgement.outcome == Outcome::Passed) != mustGo)
            return judgement; // what has to go is found, or what has to stay
    }
    return judgement;
}

Judgement judgeMissing(const Check& check)
{
    switch (check.demand) {
    case Demand::TextRemoved:
    case Demand::DateShifted:
    case Demand::UidChanged:
    case Demand::PixelsHidden:
        return {};
    case Demand::TagRetained:
    case Demand::TextNotNull:
    case Demand::TextRetained:
    case Demand::UidConsistent:
    case Demand::PatientIdConsistent:
    case Demand::PixelsRetained:
        break;
    }
    return failed("the file is not in the result");
}

}
