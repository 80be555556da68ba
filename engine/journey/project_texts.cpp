// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/project.h"

#include "engine/journey/people.h"
#include "engine/journey/picture_faces.h"
#include "engine/journey/project_content.h"
#include "engine/journey/typed_words.h"

#include <algorithm>
#include <chrono>

namespace engine::journey {

namespace {

/// A day of the calendar as ISO 8601 writes it.
bool isDay(const std::string& text)
{
    constexpr std::string_view form = "0000-00-00";
    const bool hasForm =
        text.size() == form.size() && std::equal(text.begin(), text.end(), form.begin(), [](char c, char model) {
            return model == '0' ? c >= '0' && c <= '9' : c == model;
        });
    if (!hasForm)
        return false;
    const auto part = [&](std::size_t from, std::size_t size) { return std::stoi(text.substr(from, size)); };
    const std::chrono::year_month_day day{std::chrono::year{part(0, 4)},
                                          std::chrono::month{static_cast<unsigned>(part(5, 2))},
                                          std::chrono::day{static_cast<unsigned>(part(8, 2))}};
    return day.ok();
}

/// "(0040,A730)[2].(0040,A160)" -> "(0040,A730).(0040,A160)".
std::string withoutItems(const std::string& place)
{
    std::string plain;
    bool isNumber = false;
    for (const char c : place) {
        isNumber = isNumber || c == '[';
        if (!isNumber)
            plain += c;
        isNumber = isNumber && c != ']';
    }
    return plain;
}

}

void Project::Content::show(const Candidate& candidate)
{
    for (const auto& text : texts->put(candidate.item, candidate.written.texts)) {
        const auto value = texts->find(text);
        const auto id = texts->idOf(text);
        if (value && value->isUncertain) {
            state.findings[id] = findingOf(*value);
            state.silent.erase(id);
        } else {
            state.findings.erase(id);
            state.silent.insert(id);
        }
    }
}

Done Project::Content::checkPrinted(const review::Event& event) const
{
    if (const auto* policy = std::get_if<review::PolicyStated>(&event))
        return checkTyped(collection, policy->reason, "the reason");
    if (const auto* drawn = std::get_if<review::SampleDrawn>(&event))
        return checkTyped(collection, drawn->seed, "the seed");
    if (const auto* chosen = std::get_if<review::RulesChosen>(&event)) {
        const auto site = fromText<profile::SiteRules>(chosen->siteRules);
        return checkTyped(collection, site ? site->name : std::string{}, "the name of the site's rules");
    }
    const auto* told = std::get_if<review::PublicSearchTold>(&event);
    for (const auto& one : told ? told->searches : std::vector<review::PublicSearch>{}) {
        const auto& known = state.searches; // those stand beside it: what was typed before the import is withheld
        if (std::find(known.begin(), known.end(), one) != known.end())
            continue;
        if (auto fits = checkTyped(collection, one.by + ' ' + one.where + ' ' + one.result, "the search"); !fits)
            return fits;
        if (!isDay(one.on) || one.on > world.now().substr(0, one.on.size()))
            return Error{ErrorCode::BadArgument,
                         isDay(one.on) ? "the day of the search lies ahead" : "a day is written as 2026-11-20"};
    }
    return done();
}

/// Annex 11: every change of what was said says why. A verdict on a file that has changed since is none, and a flag
/// asks for one.
Done Project::Content::checkReasons(const review::ItemsJudged& event) const
{
    using review::ItemVerdict;
    for (const auto& [item, judgement, takesLeakBack, seen, isAnew] : event.changes) {
        const auto before = state.items.find(item);
        if (before == state.items.end() || state.outdated.contains(item) || state.signature)
            continue;
        const auto verdict = before->second.verdict;
        const bool isSaid = verdict != ItemVerdict::None && verdict != ItemVerdict::Flag;
        const bool isWhy = !judgement.reason.empty() || judgement.category != review::Category::None;
        if (isSaid && verdict != judgement.verdict && !isWhy)
            return Error{ErrorCode::BadArgument, item + ": something else was said of it before, changing that needs a "
                                                        "reason"};
    }
    return done();
}

Done Project::Content::check(const review::Event& event) const
{
    if (auto printable = checkPrinted(event); !printable)
        return printable;
    if (const auto* judged = std::get_if<review::ItemsJudged>(&event))
        return checkReasons(*judged);
    const auto* decided = std::get_if<review::FindingsDecided>(&event);
    if (!decided)
        return done();
    for (const auto& change : decided->changes) {
        const auto finding = state.findings.find(change.finding);
        const bool isFace = finding != state.findings.end() && finding->second.kind == review::FindingKind::Face;
        if (auto fits = isFace ? checkFace(finding->second, change.decision) : done(); !fits)
            return fits;
    }
    const auto replaces = [](const auto& change) { return change.decision.verdict == review::FindingVerdict::Replace; };
    if (std::none_of(decided->changes.begin(), decided->changes.end(), replaces))
        return done();
    std::map<review::FindingId, KeptValue> values;
    for (auto& value : texts->all())
        values.emplace(value.id, std::move(value));
    for (const auto& change : decided->changes) {
        if (!replaces(change))
            continue;
        const auto finding = state.findings.find(change.finding);
        if (finding != state.findings.end() && finding->second.kind == review::FindingKind::Face)
            continue;
        const auto value = values.find(change.finding);
        if (value == values.end())
            return Error{ErrorCode::BadArgument, change.finding + ": only texts and faces can be replaced"};
        if (auto fits = checkReplacement(value->second, change.decision.reason); !fits)
            return fits;
        if (auto fits = checkTyped(collection, change.decision.reason, "the new text"); !fits)
            return fits;
    }
    return done();
}

std::vector<KeptValue> Project::keptTexts() const
{
    return m_content->texts->all();
}

std::vector<Doubt> Project::doubts() const
{
    std::map<std::array<std::string, 3>, std::vector<std::string>> found;
    People people;
    for (const auto& entry : collection().entries())
        people.add(entry.instance);
    for (const auto& entry : collection().entries()) {
        for (const auto& kind : people.doubtsOf(entry.instance))
            found[{kind, "(0010,0020)", entry.instance.patientId}].push_back(entry.id);
        if (lacksFaceSearch(entry.instance, examination(entry.id, "text")))
            found[{"faces-not-searched", "pixel", ""}].push_back(entry.id);
        const auto* built = candidate(entry.id);
        for (const auto& [place, kind, text] : built ? built->written.doubts : release::Write::Answer{}.doubts) {
            auto& items = found[{kind, withoutItems(place), text}];
            if (kind != "uncertain-text" && (items.empty() || items.back() != entry.id))
                items.push_back(entry.id);
        }
    }
    std::vector<Doubt> doubts;
    for (auto& [key, items] : found) {
        if (!items.empty())
            doubts.push_back({key[0], key[1], key[2], std::move(items)});
    }
    return doubts;
}

std::vector<profile::TextDecision> Project::decidedTexts(const std::string& item) const
{
    const auto* built = candidate(item);
    if (!built)
        return {};
    std::map<std::string, profile::TextDecision> decided;
    for (const auto& kept : built->written.texts) {
        const auto decision = state().decisions.find(m_content->texts->idOf(kept.text));
        if (decision == state().decisions.end())
            continue;
        const auto verdict = decision->second.verdict;
        if (verdict == review::FindingVerdict::Keep && !kept.isUncertain)
            continue; // stays anyway: nothing to write anew
        const bool replaces = verdict == review::FindingVerdict::Replace;
        decided[kept.text] = {kept.text, Json(verdict).get<std::string>(),
                              replaces ? decision->second.reason : std::string{}};
    }
    std::vector<profile::TextDecision> list;
    for (auto& [text, decision] : decided)
        list.push_back(std::move(decision));
    return list;
}

}
