// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/mandatory.h"

#include "engine/profile/tags.h"

#include <algorithm>
#include <iterator>
#include <sstream>

namespace engine::profile {

namespace {

/// Top-level lines of a module or macro.
struct Group {
    Mandatory::Needs needs;
    std::vector<std::string> macros;
};

struct Groups {
    std::map<std::string, Group> modules, macros;
    std::map<std::string, std::vector<std::string>> modulesOfClass;
};

class Reader {
public:
    explicit Reader(const TableFile& table) : m_table{table} {}

    Groups read()
    {
        for (const auto& row : m_table.rows)
            take(row);
        return std::move(m_groups);
    }

private:
    const std::string& cell(const std::vector<std::string>& row, std::string_view column) const
    {
        return row[m_table.columns.find(column)->second];
    }

    void take(const std::vector<std::string>& row)
    {
        const auto& kind = cell(row, "kind");
        const auto& name = cell(row, "name");
        const auto& type = cell(row, "type");
        if (kind == "module" || kind == "macro") {
            m_open = &(kind == "module" ? m_groups.modules : m_groups.macros)[name];
        } else if (kind == "iod") {
            std::istringstream classes{cell(row, "tag")};
            m_classes.assign(std::istream_iterator<std::string>{classes}, {});
        } else if (kind == "part" && type == "M") {
            for (const auto& uid : m_classes)
                m_groups.modulesOfClass[uid].push_back(name);
        } else if (m_open && cell(row, "depth") == "0" && kind == "use") {
            m_open->macros.push_back(name);
        } else if (m_open && cell(row, "depth") == "0" && kind == "attribute" && (type == "1" || type == "2")) {
            if (const auto tag = tagFromDigits(cell(row, "tag")))
                m_open->needs[*tag] = type == "1" ? Need::Value : Need::Presence;
        }
    }

    const TableFile& m_table;
    Groups m_groups;
    Group* m_open = nullptr;
    std::vector<std::string> m_classes;
};

void add(const Mandatory::Needs& more, Mandatory::Needs& needs)
{
    for (const auto& [tag, need] : more) {
        const auto [found, isNew] = needs.emplace(tag, need);
        if (!isNew)
            found->second = std::min(found->second, need);
    }
}

/// Of a module and the macros it uses. Macros inside macros are chosen among by a value, as those of a content item are
/// by its Value Type: none of them is asked of every file.
void add(const Groups& groups, const Group& module, Mandatory::Needs& needs)
{
    add(module.needs, needs);
    for (const auto& name : module.macros) {
        if (const auto macro = groups.macros.find(name); macro != groups.macros.end())
            add(macro->second.needs, needs);
    }
}

}

Result<Mandatory> Mandatory::load(const std::string& resourceFolder)
{
    const auto table = readTable(resourceFolder, "standard/iod/attribute_types.tsv");
    if (!table)
        return table.error();
    for (const auto* column : {"kind", "name", "depth", "tag", "type"}) {
        if (!table->columns.contains(column))
            return Error{ErrorCode::Damaged, "attribute types"};
    }
    const auto groups = Reader{*table}.read();
    Mandatory mandatory;
    for (const auto& [uid, modules] : groups.modulesOfClass) {
        for (const auto& name : modules) {
            if (const auto module = groups.modules.find(name); module != groups.modules.end())
                add(groups, module->second, mandatory.m_ofClass[uid]);
        }
    }
    return mandatory;
}

const Mandatory::Needs* Mandatory::of(const std::string& sopClassUid) const
{
    const auto found = m_ofClass.find(sopClassUid);
    return found == m_ofClass.end() ? nullptr : &found->second;
}

}
