// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/prose.h"

#include "engine/profile/prose_dates.h"
#include "engine/profile/prose_rest.h"
#include "engine/profile/prose_words.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace engine::profile {

namespace {

constexpr std::size_t shortestTypo = 6, shortestCut = 4, mostNameWords = 4, mostPlaceWords = 3, longestInitial = 1;

/// Join the words of one name without being part of it.
constexpr auto particles =
    std::to_array<std::string_view>({"AL",  "BIN", "D",  "DA", "DE",  "DEL", "DEN", "DER", "DI",  "DOS", "DU",  "EL",
                                     "IBN", "LA",  "LE", "ST", "TEN", "TER", "VAN", "VOM", "VON", "ZU",  "ZUM", "ZUR"});
/// Join the words of one place's name.
constexpr auto ofPlaces =
    std::to_array<std::string_view>({"AM",   "AN",  "AND", "AT", "DE", "DER", "DES", "DI",  "DU",  "FOR",
                                     "FUER", "FUR", "IM",  "IN", "LA", "OF",  "THE", "UND", "VON", "ZU"});
/// Begin the name of a place, though safe words elsewhere.
constexpr auto saints = std::to_array<std::string_view>({"SAINT", "SAN", "SANKT", "SANTA", "ST"});

template <std::size_t N>
bool isIn(const std::array<std::string_view, N>& sorted, std::string_view word)
{
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

/// One value (no backslashes between) and what of it goes.
class Value {
public:
    Value(std::string_view text, const Identity& identity, const TextTables& tables, const TextRules& rules)
        : m_text{text}, m_identity{identity}, m_tables{tables}, m_rules{rules}, m_words{wordsIn(text)},
          m_isGone(text.size()), m_isSettled(text.size())
    {
    }

    CleanedText clean()
    {
        for (const auto number : m_tables.matching(m_text))
            apply(m_tables.patterns[number]);
        takeIdentity();
        takeEncoded();
        takePeople();
        takePlaceWords();
        takeBeside();
        CleanedText cleaned;
        cleaned.removedKinds = m_kinds;
        cleaned.text = m_kinds.empty() ? std::string{m_text} : withoutGaps(m_text, m_isGone, m_rewritten);
        if (!m_kinds.empty() && leavesSomething(cleaned.text)) {
            cleaned.text.clear(); // words that were apart meet: nothing of it can stay
        }
        cleaned.uncertain = uncertainIn(cleaned.text);
        return cleaned;
    }

private:
    bool isKept(const std::string& kind) const { return m_rules.keptKinds.contains(kind); }

    void take(std::size_t begin, std::size_t end, const std::string& kind)
    {
        if (begin >= end)
            return;
        std::fill(m_isGone.begin() + static_cast<std::ptrdiff_t>(begin),
                  m_isGone.begin() + static_cast<std::ptrdiff_t>(end), true);
        m_kinds.insert(kind);
    }

    /// A date that stays, or was rewritten or taken: no other pattern takes a part of it.
    void settle(std::size_t begin, std::size_t end)
    {
        std::fill(m_isSettled.begin() + static_cast<std::ptrdiff_t>(begin),
                  m_isSettled.begin() + static_cast<std::ptrdiff_t>(end), true);
    }

    bool isSettled(std::size_t begin, std::size_t end) const
    {
        const auto last = m_isSettled.begin() + static_cast<std::ptrdiff_t>(end);
        return std::find(m_isSettled.begin() + static_cast<std::ptrdiff_t>(begin), last, true) != last;
    }

    bool isGone(const Word& word) const
    {
        const auto begin = m_isGone.begin() + static_cast<std::ptrdiff_t>(word.begin);
        return std::all_of(begin, begin + static_cast<std::ptrdiff_t>(word.end - word.begin), [](bool b) { return b; });
    }

    // Patterns

    void apply(const TextPattern& pattern)
    {
        const re2::StringPiece text{m_text.data(), m_text.size()};
        std::vector<re2::StringPiece> groups(static_cast<std::size_t>(pattern.expression->NumberOfCapturingGroups()) +
                                             1);
        const auto x = pattern.groups.find("x");
        const auto whole = static_cast<std::size_t>(x == pattern.groups.end() ? 0 : x->second);
        for (std::size_t from = 0; from <= m_text.size();) {
            if (!pattern.expression->Match(text, from, text.size(), re2::RE2::UNANCHORED, groups.data(),
                                           static_cast<int>(groups.size())))
                return;
            const auto begin = static_cast<std::size_t>(groups[whole].data() - m_text.data());
            const auto end = begin + groups[whole].size();
            found(pattern, groups, begin, end);
            from = std::max(end, from + 1);
        }
    }

    void found(const TextPattern& pattern, const std::vector<re2::StringPiece>& groups, std::size_t begin,
               std::size_t end)
    {
        switch (pattern.reach) {
        case TextPattern::Reach::Match:
            if ((!isKept(pattern.kind) || isOldAge(pattern.kind, begin, end)) && !isSettled(begin, end))
                take(begin, end, pattern.kind);
            return;
        case TextPattern::Reach::Date:
        case TextPattern::Reach::Day:
            return takeDate(pattern, groups, begin, end);
        case TextPattern::Reach::Names:
            return takeNames(pattern.kind, begin, end);
        case TextPattern::Reach::Before:
            return takeBefore(pattern.kind, begin, end);
        case TextPattern::Reach::Around:
            return takeAround(pattern.kind, begin, end);
        case TextPattern::Reach::Token:
            return takeToken(pattern.kind, begin, end);
        }
    }

    bool isOldAge(const std::string& kind, std::size_t begin, std::size_t end) const
    {
        return m_rules.capsAges && kind == "age" && tellsOldAge(m_text.substr(begin, end - begin));
    }

    void takeDate(const TextPattern& pattern, const std::vector<re2::StringPiece>& groups, std::size_t begin,
                  std::size_t end)
    {
        if (isSettled(begin, end))
            return;
        auto date = dateOf(m_text, pattern, groups, m_tables);
        if (date && date->year.length == 2 && m_identity.hasDate(otherCentury(date->day)))
            date->day = otherCentury(date->day);
        const bool isSecret =
            date && (m_identity.hasDate(date->day) || (date->isAmbiguous && m_identity.hasDate(swapped(date->day))));
        if (pattern.reach == TextPattern::Reach::Day && !isSecret)
            return;
        if (isKept("date") && !isSecret)
            return settle(begin, end);
        const bool isShifted = m_rules.shiftedDay && date && !date->isAmbiguous;
        const auto day = isShifted ? m_rules.shiftedDay(date->day) : std::string{};
        if (day.empty())
            return settle(begin, end), take(begin, end, pattern.kind);
        settle(begin, end);
        m_kinds.insert(pattern.kind);
        m_rewritten[begin] = {end, rewritten(m_text.substr(begin, end - begin), begin, *date, day, m_tables)};
    }

    std::size_t wordFrom(std::size_t place) const
    {
        const auto found =
            std::find_if(m_words.begin(), m_words.end(), [place](const Word& word) { return word.begin >= place; });
        return static_cast<std::size_t>(found - m_words.begin());
    }

    bool mayBeName(const Word& word, bool isFirst) const
    {
        if (!word.isPlain || m_tables.vocabulary.contains(word.folded))
            return false;
        return word.isCapital || isFirst || m_tables.names.contains(word.folded);
    }

    /// Whether nothing but what joins the parts of a name lies between.
    bool isJoined(std::size_t end, std::size_t begin) const
    {
        const auto between = m_text.substr(end, begin - end);
        return between.size() <= 3 && between.find_first_not_of(" .,'^-&_") == between.npos;
    }

    /// After "Dr. " even a safe word is a name, when it is written like one: Dr. Long.
    bool isNameByTitle(std::size_t begin, std::size_t end, const Word& word) const
    {
        const bool isTitle = m_text.substr(begin, end - begin).find('.') != std::string_view::npos;
        return isTitle && word.isPlain && word.isCapital && !word.isAllCapital && word.begin <= end + 1;
    }

    /// In capitals without a full stop MR and DR are modalities as well.
    bool mayBeModality(std::size_t begin, std::size_t end) const
    {
        const auto label = fold(m_text.substr(begin, end - begin));
        return (label == "MR" || label == "DR") &&
               m_text.substr(begin, end - begin).find_first_of("rm.") == m_text.npos;
    }

    void takeNames(const std::string& kind, std::size_t begin, std::size_t end)
    {
        auto last = end, reached = end;
        const Word* first = nullptr;
        std::size_t taken = 0;
        for (auto i = wordFrom(end); i < m_words.size() && taken < mostNameWords; ++i) {
            const auto& word = m_words[i];
            if (reached != end && !isJoined(reached, word.begin))
                break;
            reached = word.end;
            if (isIn(particles, word.folded))
                continue;
            const bool isHinted = m_tables.names.contains(word.folded);
            if (isSettled(word.begin, word.end) || (!first && !isHinted && mayBeModality(begin, end)))
                break;
            if (!mayBeName(word, !first) && (first || !isNameByTitle(begin, end, word)))
                break;
            if (first && word.isAllCapital != first->isAllCapital && word.folded.size() > 1 && first->folded.size() > 1)
                break; // Smith MRT
            first = first ? first : &word;
            last = word.end;
            ++taken;
        }
        if (taken > 0)
            take(begin, last, kind);
    }

    void takeBefore(const std::string& kind, std::size_t begin, std::size_t end)
    {
        auto first = begin;
        std::size_t taken = 0;
        for (auto i = wordFrom(begin); i-- > 0 && taken < mostNameWords;) {
            const auto& word = m_words[i];
            if (!word.isCapital || !mayBeName(word, false) || !isJoined(word.end, first))
                break;
            first = word.begin;
            ++taken;
        }
        if (taken > 0)
            take(first, end, kind);
    }

    bool mayBePlace(const Word& word) const
    {
        return (word.isCapital && word.isPlain && !m_tables.vocabulary.contains(word.folded)) ||
               isIn(ofPlaces, word.folded) || isIn(saints, word.folded);
    }

    void takeAround(const std::string& kind, std::size_t begin, std::size_t end)
    {
        if (isKept(kind))
            return;
        auto first = begin, last = end;
        std::size_t taken = 0;
        for (auto i = wordFrom(begin); i-- > 0 && taken < mostPlaceWords; ++taken) {
            if (!mayBePlace(m_words[i]) || !isJoined(m_words[i].end, first))
                break;
            if (!isIn(ofPlaces, m_words[i].folded))
                first = m_words[i].begin;
        }
        auto next = end;
        taken = 0;
        for (auto i = wordFrom(end); i < m_words.size() && taken < mostPlaceWords; ++i, ++taken) {
            if (!mayBePlace(m_words[i]) || !isJoined(next, m_words[i].begin))
                break;
            next = m_words[i].end;
            if (!isIn(ofPlaces, m_words[i].folded))
                last = next;
        }
        take(first, last, kind);
    }

    void takeToken(const std::string& kind, std::size_t begin, std::size_t end)
    {
        if (isKept(kind))
            return;
        const auto stop = std::min(m_text.find_first_of(" \t\r\n,;()[]<>|\"'", end), m_text.size());
        const auto token = m_text.substr(end, stop - end);
        const auto digits = std::count_if(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
        const auto label = m_text.substr(begin, end - begin);
        const bool isClear = label.find_first_of(":#=") != label.npos;
        if (digits >= (isClear ? 1 : 3))
            take(begin, stop, kind);
    }

    // This person, and the others

    void takeIdentity()
    {
        for (const auto& match : m_identity.matchesIn(m_text)) {
            if (match.kind == "date" && isSettled(match.begin, match.end))
                continue;
            const auto word = std::find_if(m_words.begin(), m_words.end(), [&](const Word& each) {
                return each.begin <= match.begin && match.end <= each.end;
            });
            if (word != m_words.end() && match.kind == "name" && m_tables.isOfTheField(word->folded))
                m_doubtful.insert(word->begin); // a name that is a word of the field: alone it says nothing
            else if (word != m_words.end() && match.kind == "name")
                take(word->begin, word->end, match.kind);
            else
                take(match.begin, match.end, match.kind);
        }
    }

    /// Names as an address writes them: Jansson%20Ingrid.
    void takeEncoded()
    {
        for (auto at = m_text.find('%'); at != m_text.npos;) {
            const auto [begin, end] = tokenAround(m_text, at);
            const auto plain = percentDecoded(m_text.substr(begin, end - begin));
            if (const auto matches = m_identity.matchesIn(plain); plain.size() < end - begin && !matches.empty())
                take(begin, end, matches.front().kind);
            at = m_text.find('%', end);
        }
    }

    bool isLike(const Word& word, const std::string& name) const
    {
        const auto& folded = word.folded;
        if (name.size() < shortestTypo || folded.size() < shortestCut || !word.isPlain)
            return false;
        const bool isCut = folded.size() * 5 >= name.size() * 3 && name.compare(0, folded.size(), folded) == 0;
        return isCut || (folded.size() + 1 >= shortestTypo && isOneTypoApart(folded, name));
    }

    /// Misspelt or cut off.
    void takePeople()
    {
        for (const auto& word : m_words) {
            if (isGone(word) || m_tables.vocabulary.contains(word.folded))
                continue;
            for (const auto& person : m_identity.people()) {
                if (std::any_of(person.begin(), person.end(), [&](const auto& name) { return isLike(word, name); }))
                    take(word.begin, word.end, "name");
            }
        }
    }

    /// The words of a place that are no words of every place.
    void takePlaceWords()
    {
        for (const auto& word : m_words) {
            if (isGone(word) || m_tables.vocabulary.contains(word.folded))
                continue;
            const auto& places = m_identity.placeWords();
            const bool isPlace =
                places.contains(word.folded) || std::any_of(places.begin(), places.end(), [&](const auto& place) {
                    return place.size() >= shortestTypo && isLike(word, place);
                });
            if (isPlace)
                take(word.begin, word.end, "place");
        }
    }

    bool isInitialOfSomebody(const std::string& folded) const
    {
        return std::any_of(m_identity.people().begin(), m_identity.people().end(), [&](const auto& person) {
            return std::any_of(person.begin(), person.end(), [&](const auto& name) {
                return name == folded || (folded.size() <= longestInitial && name.compare(0, 1, folded) == 0);
            });
        });
    }

    /// What says something only beside a name that went: initials, short and safe words of the same names.
    void takeBeside()
    {
        for (std::size_t round = 0; round < 2; ++round) {
            for (std::size_t i = 0; i < m_words.size(); ++i) {
                const auto& word = m_words[i];
                const bool isAfter = i > 0 && isGone(m_words[i - 1]) && isJoined(m_words[i - 1].end, word.begin);
                const bool isBefore =
                    i + 1 < m_words.size() && isGone(m_words[i + 1]) && isJoined(word.end, m_words[i + 1].begin);
                if (isGone(word) || (!isAfter && !isBefore))
                    continue;
                const bool isHalf = word.begin > 0 && m_text[word.begin - 1] == '/'; // W/O
                if (m_kinds.contains("name") && !isHalf && isInitialOfSomebody(word.folded))
                    take(word.begin, word.end, "name");
                else if (m_kinds.contains("place") && m_identity.placeWords().contains(word.folded))
                    take(word.begin, word.end, "place");
            }
        }
    }

    // What is left

    bool leavesSomething(const std::string& text) const
    {
        for (const auto& match : m_identity.matchesIn(text)) {
            const auto piece = fold(std::string_view{text}.substr(match.begin, match.end - match.begin));
            if (match.kind != "name" || !m_tables.isOfTheField(piece))
                return true;
        }
        return false;
    }

    std::vector<std::string> uncertainIn(const std::string& text) const
    {
        std::vector<std::string> uncertain;
        for (const auto& word : wordsIn(text)) {
            const auto part = std::string_view{text}.substr(word.begin, word.end - word.begin);
            if (isUncertain(word, part, m_tables) || isNameOfSomebody(word))
                uncertain.emplace_back(part);
        }
        return uncertain;
    }

    /// A safe word that is also a name in this study, where it does not stand as in a term.
    bool isNameOfSomebody(const Word& word) const
    {
        return !m_doubtful.empty() && m_identity.foundIn(word.folded).has_value();
    }

    std::string_view m_text;
    const Identity& m_identity;
    const TextTables& m_tables;
    const TextRules& m_rules;
    std::vector<Word> m_words;
    std::vector<bool> m_isGone, m_isSettled;
    Rewritten m_rewritten;
    std::set<std::size_t> m_doubtful;
    std::set<std::string> m_kinds;
};

bool isOneValue(std::string_view vr)
{
    return vr == "LT" || vr == "ST" || vr == "UT" || vr == "UR";
}

/// Most characters of one value (PS3.5 Table 6.2-1).
std::size_t longestOf(std::string_view vr)
{
    constexpr std::size_t unlimited = 0xFFFFFFFE;
    return vr == "SH" || vr == "AE" || vr == "CS" ? 16
           : vr == "LO"                           ? 64
           : vr == "ST"                           ? 1024
           : vr == "LT"                           ? 10240
                                                  : unlimited;
}

}

CleanedText cleanText(std::string_view value, std::string_view vr, const Identity& identity, const TextTables& tables,
                      const TextRules& rules)
{
    CleanedText all;
    for (bool isMore = true; isMore;) {
        const auto end = isOneValue(vr) ? value.size() : std::min(value.find('\\'), value.size());
        auto one = Value{value.substr(0, end), identity, tables, rules}.clean();
        if (one.isChanged() && rules.shiftedDay && countLetters(one.text) > longestOf(vr))
            one = Value{value.substr(0, end), identity, tables, {rules.keptKinds, {}}}.clean(); // a longer month
        all.text += one.text;
        all.removedKinds.merge(one.removedKinds);
        all.uncertain.insert(all.uncertain.end(), one.uncertain.begin(), one.uncertain.end());
        isMore = end < value.size();
        value.remove_prefix(std::min(end + 1, value.size()));
        if (isMore)
            all.text += '\\';
    }
    return all;
}

bool isFreeOfIdentity(std::string_view value, const Identity& identity, const TextTables& tables)
{
    const auto cleaned = cleanText(value, "LO", identity, tables);
    return !cleaned.isChanged() && cleaned.uncertain.empty();
}

}
