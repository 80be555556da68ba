// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/template_exchange.h"

#include "engine/base/atomic_file.h"
#include "engine/journey/overlap.h"

#include <algorithm>

namespace engine::journey {

namespace {

constexpr std::size_t largestFile = 1U << 20U;

}

std::vector<DeviceTemplate> knownTemplates(const Project& project)
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

std::size_t countFitting(const Project& project, const DeviceTemplate& device)
{
    const auto& entries = project.collection().entries();
    return static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), [&](const study::Entry& entry) {
        return entry.instance.frames > 0 && fits(device, entry.instance);
    }));
}

Result<TemplatesTaken> takeTemplates(Project& project, const std::vector<DeviceTemplate>& templates)
{
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
    const auto all = knownTemplates(project);
    auto file = AtomicFile::create(path, false, 0644);
    if (!file)
        return file.error();
    auto written = file->write(viewOf(toJsonText(all)));
    if (written)
        written = file->commit(Durability::Now);
    return written ? Result<std::size_t>{all.size()} : written.error();
}

}
