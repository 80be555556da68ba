// SPDX-License-Identifier: Apache-2.0
#include "engine/study/collection.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace engine::study {

namespace {

constexpr std::array<std::string_view, 4> prefixes{"p", "t", "s", "i"};

auto orderOf(const Instance& instance)
{
    return std::tuple{instance.seriesNumber, instance.instanceNumber};
}

}

Collection::Collection(std::vector<Entry> entries) : m_entries{std::move(entries)}
{
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const auto& [id, source, instance] = m_entries[i];
        const bool isUnlinked = instance.kind == FileKind::Image && instance.patientId.empty();
        auto& patient = grow(Level::Patient, isUnlinked ? "\nunlinked" : instance.patientId, instance.patientId, {});
        auto& study = grow(Level::Study, patient.id + '/' + instance.studyUid, instance.studyUid, patient.id);
        auto& series = grow(Level::Series, study.id + '/' + instance.seriesUid, instance.seriesUid, study.id);
        series.children.push_back(id);
        m_nodes[id] = {id, series.id, Level::Instance, instance.sopInstanceUid, {}};
        m_uids.emplace(instance.sopInstanceUid, id);
        m_positions[id] = i;
    }
    sortChildren(Level::Series);
    sortChildren(Level::Study); // by the first instance of each series
}

Collection::Node& Collection::grow(Level level, const std::string& key, const std::string& uid,
                                   const std::string& parent)
{
    const auto depth = static_cast<std::size_t>(level);
    auto& id = m_keys[std::string{prefixes[depth]} + key];
    if (id.empty()) {
        id = std::string{prefixes[depth]} + std::to_string(++m_counts[level]);
        m_nodes[id] = {id, parent, level, uid, {}};
        m_uids.emplace(uid, id);
        (parent.empty() ? m_patients : m_nodes[parent].children).push_back(id);
    }
    return m_nodes[id];
}

void Collection::sortChildren(Level level)
{
    for (auto& [id, node] : m_nodes) {
        if (node.level != level)
            continue;
        std::vector<std::pair<decltype(orderOf({})), std::string>> sorted;
        for (auto& child : node.children) {
            const auto& first = level == Level::Series ? child : m_nodes.at(child).children.front();
            sorted.emplace_back(orderOf(m_entries[m_positions.at(first)].instance), std::move(child));
        }
        std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::transform(sorted.begin(), sorted.end(), node.children.begin(),
                       [](auto& one) { return std::move(one.second); });
    }
}

const Collection::Node* Collection::node(const std::string& idOrUid) const
{
    if (const auto found = m_nodes.find(idOrUid); found != m_nodes.end())
        return &found->second;
    const auto uid = m_uids.find(idOrUid);
    return uid == m_uids.end() || idOrUid.empty() ? nullptr : &m_nodes.at(uid->second);
}

const Entry* Collection::entry(const std::string& instanceIdOrUid) const
{
    const auto* found = node(instanceIdOrUid);
    return found && found->level == Level::Instance ? &m_entries[m_positions.at(found->id)] : nullptr;
}

std::vector<const Entry*> Collection::instancesBelow(const std::string& id) const
{
    std::vector<const Entry*> found;
    const auto* start = node(id);
    if (!start)
        return found;
    if (start->level == Level::Instance)
        return {&m_entries[m_positions.at(start->id)]};
    for (const auto& child : start->children) {
        const auto below = instancesBelow(child);
        found.insert(found.end(), below.begin(), below.end());
    }
    return found;
}

std::vector<const Collection::Node*> Collection::nodes(Level level) const
{
    std::vector<const Node*> found;
    auto ids = m_patients;
    for (int depth = 0; depth < static_cast<int>(level); ++depth) {
        std::vector<std::string> next;
        for (const auto& id : ids) {
            const auto& children = m_nodes.at(id).children;
            next.insert(next.end(), children.begin(), children.end());
        }
        ids = std::move(next);
    }
    for (const auto& id : ids)
        found.push_back(&m_nodes.at(id));
    return found;
}

}
