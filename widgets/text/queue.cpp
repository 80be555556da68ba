// SPDX-License-Identifier: Apache-2.0
#include "widgets/text/queue.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace widgets::text {

using engine::review::Finding;
using engine::review::FindingKind;
using engine::review::State;
using engine::study::Level;

namespace {

struct Count {
    std::size_t open = 0, all = 0;
};

std::map<std::string, Count> countsOf(const State& state)
{
    std::map<std::string, Count> counts;
    for (const auto& [id, finding] : state.findings) {
        if (!isAboutPixels(finding))
            continue;
        auto& count = counts[finding.item];
        ++count.all;
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
        Task rest{series->id, {}, 0, 0};
        for (const auto* entry : project.collection().instancesBelow(series->id)) {
            const auto found = counts.find(entry->id);
            if (found != counts.end())
                tasks.push_back({entry->id, {entry->id}, found->second.open, found->second.all});
            else if (entry->instance.frames > 0)
                rest.instances.push_back(entry->id);
        }
        if (!rest.instances.empty())
            tasks.push_back(std::move(rest));
    }
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
