// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/items.h"

#include "widgets/review/case_items.h"

#include "engine/journey/known_cases.h"

#include <algorithm>
#include <set>

namespace widgets::review {

using engine::review::Judgement;
using engine::review::State;

namespace {

bool isOneOf(const std::string& modality, std::initializer_list<const char*> known)
{
    return std::find(known.begin(), known.end(), modality) != known.end();
}

/// Each image stands for itself: projections over several would show none of them.
bool isPlate(const engine::study::Instance& instance)
{
    return instance.kind == engine::study::FileKind::Image ||
           isOneOf(instance.modality, {"CR", "DX", "MG", "PX", "IO", "XC", "OP", "GM"});
}

bool isClip(const engine::study::Instance& instance)
{
    return instance.frames > 1 && (instance.samplesPerPixel > 1 || instance.frameTimeMs > 0 ||
                                   isOneOf(instance.modality, {"US", "IVUS", "XA", "RF", "ES"}));
}

bool isSlice(const engine::study::Instance& instance)
{
    return instance.samplesPerPixel == 1 &&
           (instance.geometry.known || isOneOf(instance.modality, {"CT", "MR", "PT", "NM"}));
}

/// Images that can be put together in one picture share this.
std::string shapeOf(const engine::study::Entry& entry)
{
    const auto& one = entry.instance;
    if (isPlate(one) || isClip(one))
        return entry.id;
    return std::to_string(one.columns) + 'x' + std::to_string(one.rows) + 'x' + std::to_string(one.samplesPerPixel) +
           (isSlice(one) ? "s" : "");
}

/// Pages of a document or a scan: what stands on them is too small for a sheet.
bool isPaged(const engine::study::Instance& instance)
{
    return instance.kind == engine::study::FileKind::Image && isOneOf(instance.format, {"PDF", "TIFF"});
}

Kind kindOf(const std::vector<const engine::study::Entry*>& entries)
{
    const auto& first = entries.front()->instance;
    int frames = 0;
    for (const auto* entry : entries)
        frames += entry->instance.frames;
    if (frames < 2 || isPaged(first))
        return frames == 0 ? Kind::Header : Kind::Single;
    return isSlice(first) && !isClip(first) ? Kind::Cells : Kind::Sheet;
}

}

std::vector<Item> itemsOfSeries(const std::string& series, const std::vector<const engine::study::Entry*>& entries)
{
    std::vector<std::pair<std::string, std::vector<const engine::study::Entry*>>> groups;
    for (const auto* entry : entries) {
        const auto shape = entry->instance.damage.empty() ? shapeOf(*entry) : entry->id;
        auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.first == shape; });
        if (group == groups.end())
            group = groups.insert(groups.end(), {shape, {}});
        group->second.push_back(entry);
    }
    std::vector<Item> items;
    for (const auto& [shape, group] : groups) {
        const bool isDamaged = !group.front()->instance.damage.empty();
        Item item{isDamaged ? group.front()->id : series, {}, isDamaged, kindOf(group)};
        for (const auto* entry : group)
            item.instances.push_back(entry->id);
        items.push_back(std::move(item));
    }
    return items;
}

namespace {

std::vector<engine::review::ItemId> wantedBy(const State& state, const Reading& reading)
{
    if (reading.isFirst())
        return engine::review::itemsToJudge(state);
    std::vector<engine::review::ItemId> wanted;
    const auto& second = state.second;
    if (reading.role == Reading::Role::Checker)
        return wanted;
    if (reading.role == Reading::Role::Third) {
        wanted = engine::review::blocksOf(state).conflicts;
        for (const auto& [id, by] : second.adjudicated) {
            if (by == reading.reader)
                wanted.push_back(id);
        }
        return wanted;
    }
    for (const auto& id : engine::review::itemsToReadTwice(state)) {
        const auto read = second.read.find(id);
        if (read == second.read.end() || read->second.reader == reading.reader || second.outdated.contains(id))
            wanted.push_back(id);
    }
    return wanted;
}

}

std::vector<Item> itemsOf(const engine::journey::Project& project, const Reading& reading)
{
    const auto wanted = wantedBy(project.state(), reading);
    const std::set<std::string> isWanted(wanted.begin(), wanted.end());
    std::vector<Item> items;
    for (const auto* series : project.collection().nodes(engine::study::Level::Series)) {
        auto entries = project.collection().instancesBelow(series->id);
        std::erase_if(entries, [&](const auto* entry) { return !isWanted.contains(entry->id); });
        auto inside = itemsOfSeries(series->id, entries);
        std::move(inside.begin(), inside.end(), std::back_inserter(items));
    }
    return withCases(project, reading, std::move(items));
}

const engine::review::KnownCase* caseOf(const State& state, const Item& item)
{
    const auto found = state.known.cases.find(item.known);
    return found == state.known.cases.end() ? nullptr : &found->second;
}

bool isOutdated(const State& state, const Item& item, const Reading& reading)
{
    const bool isSecond = reading.role == Reading::Role::Second;
    return item.known.empty() && std::any_of(item.instances.begin(), item.instances.end(), [&](const auto& id) {
               return isSecond ? state.second.outdated.contains(id)
                               : state.outdated.contains(id) &&
                                     engine::review::readingOf(state.items.at(id).verdict) != "leak";
           });
}

Judgement judgementOf(const State& state, const Item& item, const Reading& reading)
{
    if (!item.known.empty())
        return judgementOfCase(state, item, reading);
    const auto of = [&](const std::string& id) {
        const auto& second = state.second;
        if (reading.role == Reading::Role::Second) {
            const auto own = second.read.find(id);
            return own == second.read.end() ? Judgement{} : own->second.judgement;
        }
        const auto found = state.items.find(id);
        const bool isOpen = reading.role == Reading::Role::Third && !second.adjudicated.contains(id);
        return isOpen || found == state.items.end() ? Judgement{} : found->second;
    };
    if (reading.role != Reading::Role::Third && isOutdated(state, item, reading))
        return {};
    const auto first = of(item.instances.front());
    const bool same =
        std::all_of(item.instances.begin(), item.instances.end(), [&](const auto& id) { return of(id) == first; });
    return same ? first : Judgement{};
}

Sight sightOf(const engine::journey::Project& project, const Item& item, bool before)
{
    Sight sight;
    sight.isCandidate = !before && !item.isDamaged;
    const auto* known = caseOf(project.state(), item);
    const bool isUncut = known && known->kind == engine::review::CaseKind::Face;
    for (const auto& id : item.instances) {
        const auto* candidate = before ? nullptr : project.candidate(id);
        if (candidate && (!candidate->setAside.empty() || project.isStale(id)))
            candidate = nullptr;
        if (!candidate)
            sight.isCandidate = false;
        if (isUncut) // as it was before the cut, and shown as what would leave
            candidate = nullptr;
        const auto lettering = known ? engine::journey::letteringOf(*known, id) : nullptr;
        const auto* entry = project.collection().entry(id);
        const auto file = candidate ? project.candidatePath(id, candidate->stamp) : std::string{};
        for (int frame = 1; frame <= entry->instance.frames; ++frame)
            sight.plates.push_back({entry->source, file, frame, id, false, lettering});
    }
    return sight;
}

std::vector<const engine::review::Finding*> unexplainedTexts(const State& state, const Item& item)
{
    std::vector<const engine::review::Finding*> texts;
    if (!item.known.empty()) // the reader is measured, not the machine
        return texts;
    for (const auto& [id, finding] : state.findings) {
        if (finding.kind != engine::review::FindingKind::Text || finding.machine != "phi" || finding.drawn ||
            std::find(item.instances.begin(), item.instances.end(), finding.item) == item.instances.end())
            continue;
        const auto decision = state.decisions.find(id);
        if (decision != state.decisions.end() && decision->second.reason.empty() &&
            decision->second.verdict == engine::review::FindingVerdict::Keep)
            texts.push_back(&finding);
    }
    return texts;
}

std::size_t openFindings(const State& state, const Item& item)
{
    return std::size_t(std::count_if(state.findings.begin(), state.findings.end(), [&](const auto& entry) {
        const auto& finding = entry.second;
        const bool here = finding.item == item.id ||
                          std::find(item.instances.begin(), item.instances.end(), finding.item) != item.instances.end();
        return here && engine::review::isOpen(state, finding);
    }));
}

}
