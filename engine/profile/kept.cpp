// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/kept.h"

#include "engine/profile/dates.h"
#include "engine/profile/dummies.h"
#include "engine/profile/new_names.h"
#include "engine/profile/prose.h"
#include "engine/profile/prose_words.h"
#include "engine/profile/rules.h"
#include "engine/profile/taken_away.h"

#include <algorithm>
#include <array>
#include <map>

namespace engine::profile {

namespace {

bool isProse(std::string_view vr)
{
    constexpr std::array<std::string_view, 7> prose{"LO", "LT", "SH", "ST", "UC", "UR", "UT"};
    return std::find(prose.begin(), prose.end(), vr) != prose.end();
}

std::string listed(const std::set<std::string>& kinds)
{
    std::string text;
    for (const auto& kind : kinds)
        text += (text.empty() ? "" : ", ") + kind;
    return text;
}

class Judge {
public:
    Judge(const Task& task, const Standard& standard, Plan& plan) : m_task{task}, m_standard{standard}, m_plan{plan}
    {
        const auto choice = choiceOf(task.rules);
        const auto keep = [&](std::string_view column, std::initializer_list<const char*> kinds) {
            if (choice.has(column))
                m_keptKinds.insert(kinds.begin(), kinds.end());
        };
        keep("rtn_long_full_dates", {"date", "time"});
        keep("rtn_patient_chars", {"age"});
        keep("rtn_device_id", {"device"});
        keep("rtn_uids", {"uid"});
        m_movesDates = choice.has("rtn_long_modif_dates");
        m_capsAges = choice.capsAges;
    }

    /// Codes and numbers: they stay or go as a whole.
    void judgeCode(const Kept& kept)
    {
        const auto& element = *kept.element;
        if (kept.isRetained)
            judgeRetained(kept);
        else if (const auto found = searchIn(element))
            takeWhatShows(kept, *found);
        else if (element.vr == "CS" && isUncertain(element))
            m_uncertain.push_back(&kept);
        else if (element.vr == "CS" || element.keyword == "Manufacturer")
            m_standing.insert(element.value);
    }

    /// Codes that no table vouches for, once the way to the file is known too: a word of a folder is too little to take
    /// a known term away.
    void judgeUncertainCodes()
    {
        for (const auto* kept : m_uncertain) {
            if (const auto found = searchIn(*kept->element)) {
                takeWhatShows(*kept, *found);
                continue;
            }
            doubt(*kept, "uncertain-code");
            m_standing.insert(kept->element->value);
        }
    }

    void judgeText(const Kept& kept)
    {
        if (!kept.isRetained && isCleaned(*kept.element))
            clean(kept);
    }

    /// What stands on purpose may share a word with a folder or with what an option retains.
    void exemptStanding()
    {
        for (const auto& values : m_standing)
            eachValue(values, [&](const std::string& value) { m_plan.identity.exempt(value); });
    }

private:
    static bool isCleaned(const dicom::Element& element)
    {
        return isProse(element.vr) && element.keyword != "Manufacturer";
    }

    void doubt(const Kept& kept, const std::string& kind)
    {
        m_plan.doubts.push_back({toString(kept.path), kind, kept.element->value});
    }

    /// An option retains devices, places, days: not what names the person, nor what is no day at all.
    void judgeRetained(const Kept& kept)
    {
        const auto& element = *kept.element;
        const bool isTime = element.vr == "DA" || element.vr == "DT" || element.vr == "TM";
        const bool isBroken = (isTime && !movedBack(element.vr, element.value, 0)) ||
                              (element.vr == "AS" && !element.value.empty() && !cappedAge(element.value));
        const bool isText = isProse(element.vr) || element.vr == "CS" || element.vr == "AE";
        m_plan.elements[kept.row].needsReading = isProse(element.vr) && !element.value.empty();
        const auto found = isText ? m_plan.identity.foundIn(element.value) : std::nullopt;
        const bool isBirth = isTime && element.tag.isPrivate() && m_plan.birthDays.contains(element.value.substr(0, 8));
        if (found || isBirth || (isNumber(element.vr) && tellsNumber(element)))
            doubt(kept, "retained-identity");
        if (element.vr == "UI" && tellsIdentity(element.value))
            doubt(kept, "uid-with-identity");
        if (isBroken)
            takeAway(kept, "neither date, time nor age: cannot be retained as one");
        else if (isText && m_plan.person.foundIn(element.value))
            takeAway(kept, "shows what the patient is called");
        else
            m_standing.insert(element.value);
    }

    /// A name or number as one component or more; a day is told of elsewhere.
    bool tellsIdentity(std::string uid) const
    {
        std::replace(uid.begin(), uid.end(), '.', ' ');
        const auto told = m_plan.identity.matchesIn(uid);
        return std::any_of(told.begin(), told.end(),
                           [](const auto& match) { return match.kind != "uid" && match.kind != "date"; });
    }

    void takeWhatShows(const Kept& kept, const std::string& kind)
    {
        doubt(kept, "residual-" + kind);
        const auto rest = kept.element->keyword == "ImageType" ? withoutIdentity(*kept.element) : std::nullopt;
        if (rest)
            return put(kept, *rest, "cut out: " + kind);
        takeAway(kept, "shows what was removed elsewhere (" + kind + ")");
    }

    void clean(const Kept& kept)
    {
        const auto& element = *kept.element;
        if (element.value.empty())
            return;
        const auto cleaned = cleanText(element.value, element.vr, m_plan.identity, m_standard.text,
                                       {m_keptKinds, moving(kept), m_capsAges});
        const auto kinds = listed(cleaned.removedKinds);
        if (cleaned.isChanged() && m_plan.elements[kept.row].action == "K") // of no table's concern, and yet
            m_plan.doubts.push_back({toString(kept.path), "text-cut", element.value});
        if (cleaned.text.find_first_not_of("\\ ") == std::string::npos) {
            takeAway(kept, "nothing but identity (" + kinds + ")");
            return;
        }
        const bool isUncertain = !cleaned.uncertain.empty() && !kept.isCode;
        auto& row = m_plan.elements[kept.row];
        row.needsReading = isUncertain;
        if (!kept.isCode)
            m_plan.texts.push_back({row.path, element.keyword, cleaned.text, isUncertain, cleaned.isChanged()});
        if (cleaned.isChanged())
            put(kept, cleaned.text, "cut out: " + kinds);
        settle(kept, cleaned.text, isUncertain);
    }

    /// What a person said of the text, or that somebody should.
    void settle(const Kept& kept, const std::string& text, bool isUncertain)
    {
        const auto& decisions = m_task.surroundings.texts;
        const auto decision =
            std::find_if(decisions.begin(), decisions.end(), [&](const TextDecision& one) { return one.text == text; });
        auto& row = m_plan.elements[kept.row];
        if (decision != decisions.end()) {
            row.needsReading = false;
            if (decision->verdict == "remove")
                takeAway(kept, "a person read it: remove");
            else if (decision->verdict == "replace")
                put(kept, decision->replacement, "a person read it: replace");
            else
                row.reason += "; a person read it: keep";
        } else if (isUncertain) {
            m_plan.doubts.push_back({row.path, "uncertain-text", text});
            if (!m_task.surroundings.keepsUndecided)
                takeAway(kept, "nobody has read it yet");
        }
    }

    std::function<std::string(const std::string&)> moving(const Kept& kept) const
    {
        if (!m_movesDates)
            return {};
        return [days = kept.daysBack, &births = m_plan.birthDays](const std::string& day) {
            return births.contains(day) ? std::string{} : movedBack("DA", day, days).value_or("");
        };
    }

    void put(const Kept& kept, const std::string& text, const std::string& why)
    {
        const bool isCleaned = m_plan.elements[kept.row].action == "C";
        auto& row = rename(kept, isCleaned ? Action::Clean : Action::Rule);
        row.after = text;
        row.reason += "; " + why;
        m_plan.edits.push_back({kept.path, dicom::Edit::Kind::Set, kept.element->vr, text});
    }

    void takeAway(const Kept& kept, const std::string& why)
    {
        const auto& element = *kept.element;
        const auto action = *resolve("X/Z/D", kept.place->needOf(element.tag));
        auto& row = rename(kept, action);
        row.action = "R";
        row.reason = why;
        row.needsReading = false;
        row.after = action == Action::Dummy ? dummyFor(m_standard, element.keyword, element.vr, tokensOf(element))
                                            : std::string{};
        const auto kind = action == Action::Remove  ? dicom::Edit::Kind::Remove
                          : action == Action::Empty ? dicom::Edit::Kind::Empty
                                                    : dicom::Edit::Kind::Set;
        m_plan.edits.push_back({kept.path, kind, element.vr, row.after});
    }

    /// Counts it under another letter.
    PlannedElement& rename(const Kept& kept, Action action)
    {
        auto& row = m_plan.elements[kept.row];
        auto& counted = m_counted[kept.row];
        if (counted.empty())
            counted = row.action == "R" ? "K" : row.action; // a rule of ours that keeps
        --m_plan.actions[counted];
        counted = letterOf(action);
        ++m_plan.actions[counted];
        row.action = counted;
        return row;
    }

    /// RGB, YBR_FULL: what a standard defines says nothing of a patient who happens to be called so. A number beside
    /// words of the field may be anybody's, so terms with one are in the table as a whole.
    bool isTerm(const std::string& value) const
    {
        const auto words = wordsIn(value);
        return m_standard.safeWords.contains(value) ||
               (!words.empty() && std::all_of(words.begin(), words.end(), [&](const Word& word) {
                   return m_standard.text.isOfTheField(word.folded);
               }));
    }

    /// The first two values of ImageType say by their place what they mean; of the others those go that show something.
    /// Nothing when it is one of the two.
    std::optional<std::string> withoutIdentity(const dicom::Element& imageType) const
    {
        std::string left;
        int place = 0;
        bool isPossible = true;
        eachValue(imageType.value, [&](const std::string& value) {
            const bool isFound = !isTerm(value) && shownBy(value);
            isPossible = isPossible && (!isFound || place >= 2);
            if (!isFound)
                left += (place == 0 ? "" : "\\") + value;
            ++place;
        });
        return isPossible ? std::optional{left} : std::nullopt;
    }

    CleanedText cleanedCode(const std::string& value) const
    {
        return cleanText(value, "CS", m_plan.identity, m_standard.text, {m_keptKinds, {}, m_capsAges});
    }

    /// What a value that is no term shows: also what is misspelt, or cut off at the sixteen letters of a code.
    std::optional<std::string> shownBy(const std::string& value) const
    {
        if (auto found = m_plan.identity.foundIn(value))
            return found;
        constexpr std::array<std::string_view, 5> telling{"contact", "date", "id", "name", "place"};
        const auto kinds = cleanedCode(value).removedKinds;
        const auto kind = std::find_if(telling.begin(), telling.end(),
                                       [&](std::string_view one) { return kinds.contains(std::string{one}); });
        return kind == telling.end() ? std::nullopt : std::optional{std::string{*kind}};
    }

    bool isUncertain(const dicom::Element& code) const
    {
        bool isAny = false;
        eachValue(code.value, [&](const std::string& value) {
            isAny = isAny || (!isTerm(value) && !cleanedCode(value).uncertain.empty());
        });
        return isAny;
    }

    /// A number of the person, or the birth date as a number.
    bool tellsNumber(const dicom::Element& element) const
    {
        bool tells = false;
        eachValue(element.value, [&](const std::string& value) {
            const auto whole = value.substr(0, value.find('.'));
            tells = tells || m_plan.identity.isId(value) || (!whole.empty() && m_plan.birthDays.contains(whole));
        });
        return tells;
    }

    std::optional<std::string> searchIn(const dicom::Element& element)
    {
        if (isNumber(element.vr))
            return tellsNumber(element) ? std::optional<std::string>{"id"} : std::nullopt;
        if (element.vr != "CS" && element.vr != "AE" && element.keyword != "Manufacturer")
            return std::nullopt;
        std::optional<std::string> found;
        eachValue(element.value, [&](const std::string& value) {
            if (isTerm(value))
                m_standing.insert(value);
            else if (!found)
                found = element.vr == "CS" ? shownBy(value) : m_plan.identity.foundIn(value);
        });
        return found;
    }

    const Task& m_task;
    const Standard& m_standard;
    Plan& m_plan;
    std::set<std::string, std::less<>> m_keptKinds;
    bool m_movesDates = false, m_capsAges = false;
    std::map<std::size_t, std::string> m_counted; ///< by row, where it is no longer the letter of the row's decision
    std::set<std::string> m_standing;
    std::vector<const Kept*> m_uncertain;
};

}

void judgeKept(const std::vector<Kept>& kept, const Task& task, const Standard& standard, Plan& plan)
{
    Judge judge{task, standard, plan};
    for (const auto& each : kept)
        judge.judgeCode(each);
    // Names of folders say a lot, and too little to take a code away.
    TakenAway{standard, plan.identity, plan.person}.addPath(task.surroundings.path);
    judge.judgeUncertainCodes();
    for (const auto& each : kept)
        judge.judgeText(each);
    judge.exemptStanding();
}

}
