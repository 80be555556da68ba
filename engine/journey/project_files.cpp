// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/project.h"

#include "engine/journey/project_content.h"
#include "engine/journey/steps.h"
#include "engine/journey/text_findings.h"

namespace engine::journey {

namespace {

using review::FindingKind;
using review::FindingVerdict;
using review::ItemVerdict;

constexpr std::size_t digitsOfSeen = 32;
constexpr char ordered = '>'; ///< after the file that is there: the stamp of the one that is ordered

bool isRemoved(const review::State& state, const review::FindingId& id)
{
    const auto finding = state.findings.find(id);
    return finding != state.findings.end() && review::verdictInForce(state, finding->second) == FindingVerdict::Remove;
}

void note(std::set<review::ItemId>& items, const review::ItemId& item, bool isIn)
{
    if (isIn)
        items.insert(item);
    else
        items.erase(item);
}

bool isOfOutside(const review::State& state, const review::FindingId& id)
{
    const auto finding = state.findings.find(id);
    return finding != state.findings.end() &&
           (finding->second.kind == FindingKind::Face || finding->second.kind == FindingKind::NotExamined);
}

}

std::string Project::Content::fileOf(const std::string& item) const
{
    const auto found = candidates.find(item);
    const bool isThere = found != candidates.end() && found->second.setAside.empty();
    return isThere ? found->second.written.sha256.substr(0, digitsOfSeen) : std::string{};
}

std::string Project::seenNow(const std::string& item) const
{
    auto seen = m_content->fileOf(item);
    if (m_content->isBuilt)
        return seen;
    const auto order = orderFor(item);
    const auto* built = candidate(item);
    if (order && !(built && built->stamp == order->stamp))
        seen += ordered + order->stamp.substr(0, digitsOfSeen);
    return seen;
}

review::Event Project::bound(const review::Event& event) const
{
    auto copy = event;
    if (auto* judged = std::get_if<review::ItemsJudged>(&copy)) {
        for (auto& change : judged->changes) {
            change.seen = seenNow(change.item);
            change.isAnew = m_content->state.outdated.contains(change.item);
        }
    }
    if (auto* read = std::get_if<review::SecondRead>(&copy)) {
        for (auto& change : read->changes)
            change.seen = seenNow(change.item);
    }
    if (auto* third = std::get_if<review::Adjudicated>(&copy)) {
        for (auto& change : third->changes)
            change.seen = seenNow(change.item);
    }
    return copy;
}

void Project::settle(const review::Event& event)
{
    auto& content = *m_content;
    const auto all = [&](const auto& changes) {
        for (const auto& change : changes)
            settleFile(change.item);
    };
    if (const auto* judged = std::get_if<review::ItemsJudged>(&event))
        all(judged->changes);
    if (const auto* read = std::get_if<review::SecondRead>(&event))
        all(read->changes);
    if (const auto* third = std::get_if<review::Adjudicated>(&event))
        all(third->changes);
    const bool isVerdict = std::holds_alternative<review::ItemsJudged>(event) ||
                           std::holds_alternative<review::SecondRead>(event) ||
                           std::holds_alternative<review::Adjudicated>(event);
    content.isBuilt = content.isBuilt && isVerdict;
    if (std::holds_alternative<review::FacesReopened>(event))
        content.isSettled = false;
    if (const auto* decided = std::get_if<review::FindingsDecided>(&event)) {
        for (const auto& change : decided->changes)
            content.isSettled = content.isSettled && !isOfOutside(content.state, change.finding);
    }
}

void Project::settleFile(const std::string& item) const
{
    auto& state = m_content->state;
    const auto file = m_content->fileOf(item);
    const auto built = m_content->candidates.find(item);
    const auto isAnother = [&](const std::string& judged) {
        const auto at = judged.find(ordered);
        const bool isOrdered = at != std::string::npos && built != m_content->candidates.end() &&
                               built->second.stamp.starts_with(judged.substr(at + 1));
        return !file.empty() && !isOrdered && judged.substr(0, at) != file;
    };
    const auto seen = state.seen.find(item);
    note(state.outdated, item,
         seen != state.seen.end() && isAnother(seen->second) && state.items.at(item).verdict != ItemVerdict::Skip);
    const auto second = state.second.read.find(item);
    note(state.second.outdated, item,
         second != state.second.read.end() && isAnother(second->second.seen) && !state.found.contains(item));
}

void Project::settleOutside(const study::Entry& entry) const
{
    note(m_content->state.outside, entry.id, !whyOutside(entry).empty());
}

/// Goes through what is rare, and through no image of which there is nothing to know.
void Project::settleAll() const
{
    auto& state = m_content->state;
    m_content->isSettled = true;
    state.outside.clear();
    std::set<std::string> doubtful;
    for (const auto& [id, finding] : state.findings) {
        if (finding.kind == FindingKind::Face || finding.kind == FindingKind::NotExamined)
            doubtful.insert(finding.item);
    }
    for (const auto& [item, candidate] : m_content->candidates) {
        if (!candidate.setAside.empty())
            doubtful.insert(item);
    }
    for (const auto& id : doubtful) {
        for (const auto* entry : collection().instancesBelow(id))
            settleOutside(*entry);
    }
    for (const auto& [item, seen] : state.seen)
        settleFile(item);
    for (const auto& [item, read] : state.second.read)
        settleFile(item);
}

std::string Project::whyOutside(const study::Entry& entry) const
{
    const auto& series = collection().node(entry.id)->parent;
    const auto* built = candidate(entry.id);
    if (isRemoved(m_content->state, faceFindingId(series)))
        return "its series could show a face";
    if (auto why = whyNotCut(entry.id, series); !why.empty())
        return why;
    if (isRemoved(m_content->state, notExaminedId(entry.id)))
        return "its pixels could not be examined";
    return built ? built->setAside : std::string{};
}

}
