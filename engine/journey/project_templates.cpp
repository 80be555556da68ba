// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/project_content.h"

#include <algorithm>

namespace engine::journey {

namespace {

constexpr const char* rowKind = "device-templates";
constexpr const char* rowName = "all";

}

Done Project::Content::loadTemplates()
{
    const auto rows = store->all(rowKind);
    if (!rows)
        return rows.error();
    for (const auto& [id, text] : *rows) {
        auto read = readTemplates(text);
        if (!read)
            return Error{ErrorCode::Damaged, rowKind};
        templates = std::move(read->templates);
    }
    return done();
}

const std::vector<DeviceTemplate>& Project::deviceTemplates() const
{
    return m_content->templates;
}

Result<std::size_t> Project::propose(const study::Entry& entry, const std::vector<DeviceTemplate>& templates)
{
    auto proposed = proposalsFor(*this, entry, templates);
    const auto count = proposed.findings.size();
    if (count == 0)
        return count;
    if (const auto* before = examination(entry.id, proposed.what))
        proposed.findings.insert(proposed.findings.begin(), before->findings.begin(), before->findings.end());
    auto recorded = hold(proposed);
    return recorded ? Result<std::size_t>{count} : recorded.error();
}

Result<std::size_t> Project::addTemplates(const std::vector<DeviceTemplate>& added)
{
    if (state().signature)
        return Error{ErrorCode::Frozen, "templates"};
    auto& content = *m_content;
    auto all = content.templates;
    for (const auto& one : added) {
        if (std::find(all.begin(), all.end(), one) == all.end())
            all.push_back(one);
    }
    store::Store::Batch batch{*content.store};
    if (auto stored = content.store->put(rowKind, rowName, toJsonText(all)); !stored)
        return stored.error();
    auto findings = content.state.findings;
    auto examined = content.examined;
    Result<std::size_t> count = std::size_t{0};
    for (const auto& entry : collection().entries()) {
        const auto proposed = propose(entry, added);
        if (!proposed)
            count = proposed.error();
        if (!count)
            break;
        *count += *proposed;
    }
    if (auto committed = count ? batch.commit() : done(); !committed)
        count = committed.error();
    if (count) {
        content.templates = std::move(all);
        content.templatesInUse.reset();
    } else { // what is not on disk was never there
        content.state.findings = std::move(findings);
        content.examined = std::move(examined);
    }
    return count;
}

}
