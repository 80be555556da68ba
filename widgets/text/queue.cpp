// SPDX-License-Identifier: Apache-2.0
#include "widgets/text/queue.h"

#include "engine/study/geometry_class.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace widgets::text {

using engine::review::Finding;
using engine::review::FindingKind;
using engine::review::State;
using engine::study::Level;

namespace {

struct Count {
    std::size_t open = 0, all = 0, unread = 0;
};

std::map<std::string, Count> countsOf(const State& state)
{
    std::map<std::string, Count> counts;
    for (const auto& [id, finding] : state.findings) {
        if (!isAboutPixels(finding))
            continue;
        auto& count = counts[finding.item];
        ++count.all;
        count.unread += engine::review::isUnreadRegion(finding) ? 1 : 0;
        count.open += engine::review::isOpen(state, finding) ? 1 : 0;
    }
    return counts;
}

}

bool isAboutPixels(const Finding& finding)
{
    return finding.kind == FindingKind::Text || finding.kind == FindingKind::NotExamined;
}

std::size_t openPixelFindings(const State& state)
{
    return std::size_t(std::count_if(state.findings.begin(), state.findings.end(), [&](const auto& entry) {
        return isAboutPixels(entry.second) && engine::review::isOpen(state, entry.second);
    }));
}

std::vector<Task> tasksOf(const engine::journey::Project& project)
{
    const auto counts = countsOf(project.state());
    std::vector<Task> tasks;
    for (const auto* series : project.collection().nodes(Level::Series)) {
        Task rest{series->id, {}};
        for (const auto* entry : project.collection().instancesBelow(series->id)) {
            const auto found = counts.find(entry->id);
            if (found != counts.end())
                tasks.push_back({entry->id, {entry->id}, found->second.open, found->second.all, found->second.unread});
            else if (entry->instance.frames > 0)
                rest.instances.push_back(entry->id);
        }
        if (!rest.instances.empty())
            tasks.push_back(std::move(rest));
    }
    std::map<std::string, std::size_t> places; // of layouts, in the order they are met
    std::set<std::string> unread;              // layouts
    for (auto& task : tasks) {
        task.layout = engine::study::geometryClassOf(project.collection().entry(task.instances.front())->instance);
        places.try_emplace(task.layout, places.size());
        if (task.unread > 0)
            unread.insert(task.layout);
    }
    const auto order = [&](const Task& task) {
        return std::tuple{!unread.contains(task.layout), places[task.layout], task.unread == 0};
    };
    std::stable_sort(tasks.begin(), tasks.end(), [&](const Task& a, const Task& b) { return order(a) < order(b); });
    return tasks;
}

std::vector<canvas::Plate> platesOf(const engine::study::Collection& collection, const Task& task)
{
    std::vector<canvas::Plate> plates;
    for (const auto& id : task.instances) {
        const auto* entry = collection.entry(id);
        for (int frame = 1; entry && frame <= entry->instance.frames; ++frame)
            plates.push_back({entry->source, {}, frame, id});
    }
    return plates;
}

namespace {

/// Null while the file is not written as the decisions stand, or cannot be written.
const engine::journey::Candidate* writtenOf(const engine::journey::Project& project, const std::string& item)
{
    const auto* candidate = project.candidate(item);
    return candidate && candidate->setAside.empty() && !project.isStale(item) ? candidate : nullptr;
}

}

std::vector<canvas::Plate> writtenPlatesOf(const engine::journey::Project& project, const Task& task)
{
    auto plates = platesOf(project.collection(), task);
    std::map<std::string, std::string> files;
    for (const auto& id : task.instances) {
        const auto* candidate = writtenOf(project, id);
        if (!candidate)
            return {};
        files[id] = project.candidatePath(id, candidate->stamp);
    }
    for (auto& plate : plates)
        plate.file = files[plate.item];
    return plates;
}

std::map<std::string, engine::pixels::Box> writtenBoxesOf(const engine::journey::Project& project, const Task& task)
{
    std::map<std::string, engine::pixels::Box> boxes;
    for (const auto& id : task.instances) {
        const auto* candidate = writtenOf(project, id);
        if (!candidate)
            continue;
        const auto& used = candidate->written.boxesUsed;
        std::size_t place = 0; // in the order of the findings, as the order for the file has them
        for (const auto& [finding, seen] : project.state().findings) {
            const bool isBlanked =
                seen.item == id && seen.kind == FindingKind::Text &&
                engine::review::verdictInForce(project.state(), seen) == engine::review::FindingVerdict::Remove;
            if (isBlanked && place < used.size())
                boxes[finding] = used[place++];
        }
    }
    return boxes;
}

std::vector<const Finding*> findingsOf(const State& state, const Task& task)
{
    std::vector<const Finding*> found;
    for (const auto& [id, finding] : state.findings) {
        const bool here = std::find(task.instances.begin(), task.instances.end(), finding.item) != task.instances.end();
        if (here && isAboutPixels(finding))
            found.push_back(&finding);
    }
    // By what the machine said, never by what a person decided: rows must not jump under the hand that decides.
    const auto order = [](const Finding* one) {
        const int group = one->machine == "phi" ? 0 : one->machine == "safe" ? 2 : 1;
        return std::tuple{group, one->box.firstFrame, one->box.y, one->box.x, one->id};
    };
    std::sort(found.begin(), found.end(), [&](auto* a, auto* b) { return order(a) < order(b); });
    return found;
}

}
