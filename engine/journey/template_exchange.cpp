// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/template_exchange.h"

#include "engine/base/atomic_file.h"
#include "engine/journey/overlap.h"

#include <algorithm>
#include <set>

namespace engine::journey {

namespace {

constexpr std::size_t largestFile = 1U << 20U;

/// The event for this id, where a template that is removed or not has it. NotFound.
Done setRemoved(Project& project, const std::string& id, bool isTakenBack)
{
    const auto all = allTemplates(project);
    if (std::none_of(all.begin(), all.end(), [&](const DeviceTemplate& one) {
            return idOf(one) == id && isRemoved(project, one) == isTakenBack;
        }))
        return Error{ErrorCode::NotFound, "template " + id};
    return project.perform(review::TemplatesRemoved{{id}, isTakenBack});
}

/// Who is given a template again wants it.
Done restore(Project& project, const std::vector<DeviceTemplate>& templates)
{
    std::set<std::string> ids;
    for (const auto& one : templates) {
        if (isRemoved(project, one))
            ids.insert(idOf(one));
    }
    return ids.empty() ? done() : project.perform(review::TemplatesRemoved{{ids.begin(), ids.end()}, true});
}

}

std::vector<DeviceTemplate> allTemplates(const Project& project)
{
    auto all = project.deviceTemplates();
    for (auto& own : templatesFromDecisions(project)) {
        const auto isAlike = [&](const DeviceTemplate& one) {
            return one.tests == own.tests && one.boxes == own.boxes;
        };
        if (std::none_of(all.begin(), all.end(), isAlike))
            all.push_back(std::move(own));
    }
    return all;
}

bool isRemoved(const Project& project, const DeviceTemplate& device)
{
    const auto& removed = project.state().removedTemplates;
    return !removed.empty() && removed.contains(idOf(device));
}

std::vector<DeviceTemplate> templatesInUse(const Project& project)
{
    auto all = allTemplates(project);
    std::erase_if(all, [&](const DeviceTemplate& one) { return isRemoved(project, one); });
    return all;
}

Done removeTemplate(Project& project, const std::string& id)
{
    return setRemoved(project, id, false);
}

Done restoreTemplate(Project& project, const std::string& id)
{
    return setRemoved(project, id, true);
}

std::size_t countFitting(const Project& project, const DeviceTemplate& device)
{
    const auto& entries = project.collection().entries();
    return static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), [&](const study::Entry& entry) {
        return entry.instance.frames > 0 && fits(device, entry.instance);
    }));
}

Result<TemplatesTaken> takeTemplates(Project& project, const std::vector<DeviceTemplate>& templates)
{
    if (auto restored = restore(project, templates); !restored)
        return restored.error();
    const auto proposed = project.addTemplates(templates);
    if (!proposed)
        return proposed.error();
    return TemplatesTaken{templates.size(), *proposed};
}

Result<TemplatesTaken> takeTemplates(Project& project, const std::string& path)
{
    const auto bytes = readFile(path, largestFile);
    if (!bytes)
        return bytes.error();
    const auto read = readTemplates(textOf(*bytes));
    if (!read)
        return read.error();
    auto taken = takeTemplates(project, read->templates);
    if (taken)
        taken->notRead = read->notRead;
    return taken;
}

Result<std::size_t> writeTemplates(const Project& project, const std::string& path)
{
    if (auto apart = checkApart(path, inputsOf(project)); !apart)
        return apart.error();
    const auto all = templatesInUse(project);
    auto file = AtomicFile::create(path, false, 0644);
    if (!file)
        return file.error();
    auto written = file->write(viewOf(toJsonText(all)));
    if (written)
        written = file->commit(Durability::Now);
    return written ? Result<std::size_t>{all.size()} : written.error();
}

}
