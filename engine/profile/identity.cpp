// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/identity.h"

#include "engine/profile/byte_forms.h"
#include "engine/profile/written_dates.h"
#include "engine/profile/needles.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <functional>

namespace engine::profile {

namespace {

using Edge = Folded::Edge;

constexpr std::size_t shortestName = 3, shortestOther = 4, shortestInside = 6, shortestBackwards = 5,
                      mostWordsOfName = 6;
/// Of a mark: found wherever it stands, since its bytes are no letters of an alphabet.
constexpr std::uint32_t anywhere = 1U << 31U;

/// Titles, suffixes and particles of names (PS3.5 6.2 puts the first two into the name): searched only joined to
/// others.
constexpr auto beside = std::to_array<std::string_view>(
    {"ABU",  "BEN", "BIN",  "DAS",  "DEL", "DEN", "DER", "DES", "DOC",  "DOCTOR", "DOS",
     "DRA",  "ESQ", "FRAU", "HERR", "IBN", "III", "MAC", "MED", "MISS", "MRS",    "PHD",
     "PROF", "SAN", "SIR",  "TEN",  "TER", "THE", "VAN", "VOM", "VON",  "ZUM",    "ZUR"});

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// Calls `use` for the parts of `text` between any of `separators`, empty ones left out.
void eachPart(std::string_view text, std::string_view separators, const std::function<void(std::string_view)>& use)
{
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(separators), text.size());
        if (end > 0)
            use(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// With the letters that umlauts are written as where there are none: Mueller.
std::string withoutUmlauts(std::string_view word)
{
    constexpr auto umlauts = std::to_array<std::array<std::string_view, 2>>({{"\xC3\x84", "Ae"},
                                                                             {"\xC3\xA4", "ae"},
                                                                             {"\xC3\x96", "Oe"},
                                                                             {"\xC3\xB6", "oe"},
                                                                             {"\xC3\x9C", "Ue"},
                                                                             {"\xC3\xBC", "ue"},
                                                                             {"\xC3\x98", "Oe"},
                                                                             {"\xC3\xB8", "oe"},
                                                                             {"\xC3\x85", "Aa"},
                                                                             {"\xC3\xA5", "aa"}});
    std::string text{word};
    for (const auto& [umlaut, letters] : umlauts) {
        for (auto at = text.find(umlaut); at != std::string::npos; at = text.find(umlaut, at))
            text.replace(at, umlaut.size(), letters);
    }
    return text;
}

/// Of folded letters; those beyond ASCII are bytes that must keep their order, so there it is empty.
std::string backwards(std::string_view letters)
{
    const bool isAscii = std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 0; });
    return isAscii ? std::string{letters.rbegin(), letters.rend()} : std::string{};
}

std::vector<std::string> wordsOf(std::string_view folded)
{
    std::vector<std::string> words;
    eachPart(folded, " ", [&](std::string_view word) { words.emplace_back(word); });
    return words;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\0'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0'))
        text.remove_suffix(1);
    return text;
}

/// The whole number that a decimal string or a number in text means, as digits without sign and leading zeros: 7734919
/// of
/// "+07734919.0". Empty for others and for those of more digits than a double holds.
std::string numberIn(std::string_view text)
{
    constexpr double mostExact = 9007199254740992.0; // 2^53
    if (text.find_first_of("eE") == text.npos && text.size() < shortestInside)
        return {};
    const std::string terminated{text};
    char* end = nullptr;
    const double number = std::abs(std::strtod(terminated.c_str(), &end));
    const bool isWhole =
        end == terminated.c_str() + terminated.size() && number < mostExact && number == std::floor(number);
    return isWhole ? std::to_string(static_cast<std::uint64_t>(number)) : std::string{};
}

/// Script without spaces between words: two letters say as much as six of an alphabet.
bool isFoundInside(std::string_view joined)
{
    return countLetters(joined) >= (isUnspaced(joined) ? 2 : shortestInside);
}

bool isLongEnough(std::string_view joined, std::size_t shortest)
{
    return countLetters(joined) >= (isUnspaced(joined) ? 2 : shortest);
}

/// Digits on one side of an edge of a number would make it another number; a day may be followed by its time.
bool isOtherNumber(const Folded& text, std::size_t begin, std::size_t end)
{
    const auto& letters = text.letters;
    if (isDigit(letters[begin]) && text.edges[begin] == Edge::Inside)
        return true;
    if (!isDigit(letters[end - 1]) || text.edges[end] != Edge::Inside)
        return false;
    const auto rest = std::find_if_not(letters.begin() + static_cast<std::ptrdiff_t>(end), letters.end(), isDigit);
    const auto after = static_cast<std::size_t>(rest - letters.begin()) - end;
    return end - begin != 8 || (after != 4 && after != 6);
}

/// Whether the string at that place stands there as one that means itself.
bool standsThere(const Folded& text, std::size_t begin, std::size_t end)
{
    if (isOtherNumber(text, begin, end))
        return false;
    const auto piece = std::string_view{text.letters}.substr(begin, end - begin);
    const bool isInside = isFoundInside(piece);
    if (isUnspaced(piece))
        return isInside;
    const auto& edges = text.edges;
    const auto across = std::find(edges.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                                  edges.begin() + static_cast<std::ptrdiff_t>(end), Edge::Gap);
    if (isInside && across == edges.begin() + static_cast<std::ptrdiff_t>(end))
        return true;
    const bool isNumber = isDigits(piece) && !isInside; // 1234 is no part of V1234
    const auto isEdge = [&](Edge edge) { return edge == Edge::Gap || (edge == Edge::Change && !isNumber); };
    return isEdge(edges[begin]) && isEdge(edges[end]);
}

/// A kind that the keyword does not tell.
std::string_view kindByForm(std::string_view keyword, std::string_view value)
{
    if (value.size() >= 8 && isDigits(value.substr(0, 8)) && (keyword.find("Date") != keyword.npos || keyword == "DA"))
        return "date";
    return keyword.find("ID") != keyword.npos || keyword.find("Number") != keyword.npos ? "id" : "name";
}

}

bool isNumber(std::string_view vr)
{
    constexpr auto numbers = std::to_array<std::string_view>({"DS", "FD", "FL", "IS", "SL", "SV", "UL", "UV"});
    return std::binary_search(numbers.begin(), numbers.end(), vr);
}

struct Identity::Index {
    std::vector<std::string> kinds; ///< by mark
    std::set<std::string> numbers;  ///< ids that are numbers, without leading zeros
    Needles inText, inBytes;
};

void Identity::add(std::string_view kind, std::string_view value)
{
    eachPart(value, "\\", [&](std::string_view part) {
        part = trimmed(part);
        if (kind == "name")
            addName(part);
        else if (kind == "date")
            addDate(part);
        else if (kind == "id")
            addId(kind, part);
        else
            addPlace(kind, part);
    });
}

void Identity::addAll(const std::vector<std::array<std::string, 2>>& pairs,
                      const std::map<std::string, std::string, std::less<>>& kinds)
{
    for (const auto& [value, keyword] : pairs) {
        if (keyword.ends_with("Age") || keyword.ends_with("Time"))
            continue;
        const auto kind = kinds.find(keyword);
        add(kind == kinds.end() ? kindByForm(keyword, value) : std::string_view{kind->second}, value);
    }
}

void Identity::remember(std::string_view kind, std::string joined, std::string spelling)
{
    if (joined.empty())
        return;
    m_index.reset();
    m_pieces[{std::string{kind}, std::move(joined)}].insert(std::move(spelling));
}

void Identity::addPiece(std::string_view kind, std::string_view text)
{
    remember(kind, foldLetters(text).letters, std::string{text});
}

void Identity::addId(std::string_view kind, std::string_view id)
{
    const auto letters = foldLetters(id).letters;
    if (!isLongEnough(letters, shortestOther))
        return;
    addPiece(kind, id);
    // The number alone, without what leads it: "OLD-00234790" is also written 234790.
    const auto first = letters.find_first_of("123456789");
    const auto number = first == letters.npos ? std::string{} : letters.substr(first);
    if (number.size() < letters.size() && number.size() >= shortestInside && isDigits(number))
        remember(kind, number, number);
}

void Identity::addPlace(std::string_view kind, std::string_view place)
{
    if (isLongEnough(foldLetters(place).letters, shortestOther))
        addPiece(kind, place);
    if (kind != "place" && kind != "contact")
        return;
    eachPart(place, ",;\r\n", [&](std::string_view part) {
        if (isFoundInside(foldLetters(part).letters))
            addPiece(kind, trimmed(part));
    });
    for (auto& word : wordsOf(fold(place))) {
        if (word.size() >= shortestOther && kind == "place")
            m_placeWords.insert(std::move(word));
    }
}

void Identity::addName(std::string_view name)
{
    eachPart(name, "=", [&](std::string_view group) {
        std::vector<std::string> person;
        eachPart(group, "^ ,.-_/&+;()", [&](std::string_view word) {
            auto letters = foldLetters(word).letters;
            const bool isBeside = std::binary_search(beside.begin(), beside.end(), letters);
            if (!isBeside && isLongEnough(letters, shortestName)) {
                remember("name", letters, std::string{word});
                const auto spelled = withoutUmlauts(word);
                if (spelled != word)
                    remember("name", foldLetters(spelled).letters, spelled);
                if (isLongEnough(letters, shortestBackwards) && !isUnspaced(letters))
                    remember("name", backwards(letters), backwards(letters));
            }
            if (isBeside)
                ++m_exempted["title-or-particle"];
            if (!letters.empty() && !isBeside && person.size() < mostWordsOfName)
                person.push_back(std::move(letters));
        });
        eachPart(group, "^", [&](std::string_view component) {
            const auto letters = foldLetters(component).letters; // VANDERBERG
            if (component.find_first_of(" -.") != component.npos && isLongEnough(letters, shortestOther))
                addPiece("name", component);
        });
        addPairs(person);
        if (!person.empty() && std::find(m_people.begin(), m_people.end(), person) == m_people.end())
            m_people.push_back(std::move(person));
    });
}

/// Two words of a name joined in either order, or one with the other's initial, where the longer of the two would not
/// be found inside the other's.
void Identity::addPairs(const std::vector<std::string>& words)
{
    const auto isShort = [](const std::string& word) {
        // In seven-bit sets a word of an unspaced script is found after its escape sequence only.
        return (isUnspaced(word) || !isFoundInside(word)) && !isDigits(word);
    };
    for (const auto& first : words) {
        for (const auto& second : words) {
            if (&first == &second || !isShort(first) || !isShort(second))
                continue;
            if (isLongEnough(first + second, shortestOther)) {
                for (const std::string_view between : {"", "^", " ", ", ", ",", "_", "-", ".", "="})
                    remember("name", first + second, first + std::string{between} + second);
            }
            if (isUnspaced(first) || isUnspaced(second) || second.size() < shortestOther - 1)
                continue;
            remember("name", first.substr(0, 1) + second, first.substr(0, 1) + second);
            remember("name", second + first.substr(0, 1), second + first.substr(0, 1));
        }
    }
}

void Identity::addDate(std::string_view date)
{
    const auto day = date.substr(0, 8);
    if (day.size() < 8 || !isDigits(day))
        return;
    m_days.insert(std::string{day});
    for (const auto& form : writtenForms(day))
        addPiece("date", form);
}

void Identity::forget(std::string_view value)
{
    Identity known;
    for (const auto* kind : {"date", "place", "device", "uid"})
        known.add(kind, value);
    for (const auto& [piece, spellings] : known.m_pieces)
        m_exempted["retained"] += static_cast<int>(m_pieces.erase(piece));
    for (const auto& word : known.m_placeWords)
        m_placeWords.erase(word);
    for (const auto& day : known.m_days)
        m_days.erase(day);
    m_index.reset();
}

void Identity::exempt(std::string_view value)
{
    const auto text = foldLetters(value);
    const auto isIn = [&](const Piece& piece) {
        for (auto at = text.letters.find(piece.joined); at != std::string::npos;
             at = text.letters.find(piece.joined, at + 1)) {
            if (standsThere(text, at, at + piece.joined.size()))
                return true;
        }
        return false;
    };
    m_exempted["safe-word"] +=
        static_cast<int>(std::erase_if(m_pieces, [&](const auto& entry) { return isIn(entry.first); }));
    m_index.reset();
}

const Identity::Index& Identity::index() const
{
    if (m_index)
        return *m_index;
    auto index = std::make_shared<Index>();
    for (const auto& [piece, spellings] : m_pieces) {
        const auto mark = static_cast<std::uint32_t>(index->kinds.size());
        index->kinds.push_back(piece.kind);
        index->inText.add(piece.joined, mark);
        for (const auto& spelling : spellings)
            eachByteForm(spelling, [&](std::string_view form) {
                index->inBytes.add(form, isUnspaced(spelling) ? mark | anywhere : mark);
            });
        index->inBytes.add(piece.joined, mark);
        if (piece.kind != "date" && isDigits(piece.joined))
            index->numbers.insert(numberIn(piece.joined));
    }
    index->inText.finish();
    index->inBytes.finish();
    m_index = std::move(index);
    return *m_index;
}

std::vector<Identity::Match> Identity::matchesIn(std::string_view value) const
{
    std::vector<Match> matches;
    const auto text = foldLetters(value);
    const auto& known = index();
    known.inText.scan(text.letters, [&](std::size_t at, std::size_t length, std::uint32_t mark) {
        if (standsThere(text, at, at + length))
            matches.push_back({text.begins[at], text.ends[at + length - 1], known.kinds[mark]});
        return false;
    });
    return matches;
}

std::optional<std::string> Identity::foundIn(std::string_view value) const
{
    const auto text = foldLetters(value);
    const auto& known = index();
    std::optional<std::string> found;
    known.inText.scan(text.letters, [&](std::size_t at, std::size_t length, std::uint32_t mark) {
        if (standsThere(text, at, at + length))
            found = known.kinds[mark];
        return found.has_value();
    });
    return found;
}

bool Identity::isId(std::string_view value) const
{
    const auto number = numberIn(trimmed(value));
    return number.size() >= shortestInside && index().numbers.contains(number);
}

std::optional<std::string> Identity::foundInBytes(ByteView bytes) const
{
    const auto match = matchInBytes(bytes, Region::Mixed);
    return match ? std::optional{match->kind} : std::nullopt;
}

std::optional<Identity::Match> Identity::matchInBytes(ByteView bytes, Region region) const
{
    const auto text = textOf(bytes);
    const auto& known = index();
    std::optional<Match> found;
    known.inBytes.scan(text, [&](std::size_t at, std::size_t length, std::uint32_t mark) {
        const bool isShortNumber = length < shortestInside && isDigits(text.substr(at, length));
        const bool isAnywhere = (mark & anywhere) != 0;
        if (isAnywhere ||
            ((region != Region::Mixed || !isShortNumber) && isText(text, at, length, region != Region::Segment)))
            found = {at, at + length, known.kinds[mark & ~anywhere]};
        return found.has_value();
    });
    return found;
}

std::map<std::string, int> Identity::searched() const
{
    std::map<std::string, int> counts;
    for (const auto& [piece, spellings] : m_pieces)
        ++counts[piece.kind];
    return counts;
}

void Identity::exemptIf(const std::function<bool(const std::string& folded)>& isSafe)
{
    m_exempted["safe-word"] +=
        static_cast<int>(std::erase_if(m_pieces, [&](const auto& entry) { return isSafe(entry.first.joined); }));
    m_index.reset();
}

}
