// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/templates.h"

#include "engine/profile/tags.h"

#include <array>
#include <mutex>
#include <optional>
#include <sstream>

namespace engine::profile {

/// An attribute, a macro that is used, or a named group of both.
struct Templates::Line {
    std::string macro; ///< of a use: the macro's name
    dicom::Tag tag;
    Need need = Need::Nothing;
    std::vector<Line> items; ///< of a group its lines, of a sequence those of its items
};

struct Templates::Store {
    std::unordered_map<std::string, Line> modules, macros;
    std::unordered_map<std::string, std::vector<std::string>> modulesOfClass;
    std::mutex lock; ///< of `roots` and of what is entered below them
    std::unordered_map<std::string, std::unique_ptr<Place>> roots;
    const Place unknown{*this}; ///< where no template reaches: nothing is kept of it, however deep a file goes
};

namespace {

constexpr int deepestMacro = 12; // macros that use themselves (SR content) end here

std::optional<Need> needOfType(std::string_view type)
{
    constexpr std::array<std::pair<std::string_view, Need>, 5> types{{{"1", Need::Value},
                                                                      {"1C", Need::ConditionalValue},
                                                                      {"2", Need::Presence},
                                                                      {"2C", Need::ConditionalPresence},
                                                                      {"3", Need::Nothing}}};
    for (const auto& [name, need] : types) {
        if (name == type)
            return need;
    }
    return std::nullopt;
}

/// Reads the table line by line; `m_open[d]` is where a line of depth d goes.
class Reader {
public:
    Reader(Templates::Store& store, const TableFile& table) : m_store{store}, m_table{table} {}

    bool read()
    {
        for (const auto& row : m_table.rows) {
            if (!take(row))
                return false;
        }
        return true;
    }

private:
    const std::string& cell(const std::vector<std::string>& row, std::string_view column) const
    {
        return row[m_table.columns.find(column)->second];
    }

    bool take(const std::vector<std::string>& row)
    {
        const auto& kind = cell(row, "kind");
        const auto& name = cell(row, "name");
        if (kind == "module" || kind == "macro") {
            auto& group = (kind == "module" ? m_store.modules : m_store.macros)[name];
            m_open = {&group};
            return true;
        }
        if (kind == "iod") {
            std::istringstream classes{cell(row, "tag")};
            m_classes.clear();
            for (std::string uid; classes >> uid;)
                m_classes.push_back(uid);
            return true;
        }
        if (kind == "part") {
            for (const auto& uid : m_classes)
                m_store.modulesOfClass[uid].push_back(name);
            return true;
        }
        return takeLine(row, kind == "use" ? name : std::string{});
    }

    bool takeLine(const std::vector<std::string>& row, std::string macro)
    {
        const auto depth = static_cast<std::size_t>(cell(row, "depth")[0] - '0');
        if (depth >= m_open.size())
            return false;
        m_open.resize(depth + 1);
        Templates::Line line;
        if (macro.empty()) {
            const auto tag = tagFromDigits(cell(row, "tag"));
            const auto need = needOfType(cell(row, "type"));
            if (!tag || !need)
                return false;
            line.tag = *tag;
            line.need = *need;
        }
        line.macro = std::move(macro);
        m_open.back()->items.push_back(std::move(line));
        m_open.push_back(&m_open.back()->items.back());
        return true;
    }

    Templates::Store& m_store;
    const TableFile& m_table;
    std::vector<Templates::Line*> m_open;
    std::vector<std::string> m_classes;
};

}

Templates::Templates() : m_store{std::make_unique<Store>()} {}
Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

Result<Templates> Templates::create(const TableFile& table)
{
    for (const auto* column : {"kind", "name", "depth", "tag", "type"}) {
        if (!table.columns.contains(column))
            return Error{ErrorCode::Damaged, "attribute types"};
    }
    Templates templates;
    if (!Reader{*templates.m_store, table}.read())
        return Error{ErrorCode::Damaged, "attribute types"};
    return templates;
}

const Place& Place::root(const Templates& templates, std::string_view sopClassUid)
{
    auto& store = *templates.m_store;
    const auto modules = store.modulesOfClass.find(std::string{sopClassUid});
    if (modules == store.modulesOfClass.end())
        return store.unknown;
    const std::lock_guard locked{store.lock};
    auto& place = store.roots[modules->first];
    if (place)
        return *place;
    place.reset(new Place{store});
    place->m_known = true;
    for (const auto& name : modules->second) {
        if (const auto module = store.modules.find(name); module != store.modules.end())
            place->add(module->second, 0);
    }
    return *place;
}

void Place::add(const Templates::Line& line, int depth)
{
    if (depth > deepestMacro)
        return;
    for (const auto& inner : line.items) {
        if (!inner.macro.empty()) {
            if (const auto macro = m_store.macros.find(inner.macro); macro != m_store.macros.end())
                add(macro->second, depth + 1);
            continue;
        }
        const auto [need, isNew] = m_needs.emplace(inner.tag, inner.need);
        if (!isNew)
            need->second = std::min(need->second, inner.need);
        if (!inner.items.empty())
            m_sequences[inner.tag].push_back(&inner);
    }
}

Need Place::needOf(dicom::Tag tag) const
{
    if (!m_known)
        return Need::Unknown;
    const auto need = m_needs.find(tag);
    return need == m_needs.end() ? Need::Nothing : need->second;
}

const Place& Place::enter(dicom::Tag sequence) const
{
    const auto lines = m_sequences.find(sequence);
    if (lines == m_sequences.end())
        return m_store.unknown;
    const std::lock_guard locked{m_store.lock};
    auto& place = m_entered[sequence];
    if (place)
        return *place;
    place.reset(new Place{m_store});
    place->m_known = true;
    for (const auto* line : lines->second)
        place->add(*line, 0);
    return *place;
}

}
