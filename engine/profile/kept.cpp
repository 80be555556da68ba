// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/kept.h"

#include "engine/profile/dummies.h"
#include "engine/profile/new_names.h"

#include <algorithm>

namespace engine::profile {

namespace {

bool isText(std::string_view vr)
{
    constexpr std::array<std::string_view, 10> textual{"AE", "CS", "LO", "LT", "PN", "SH", "ST", "UC", "UR", "UT"};
    return std::find(textual.begin(), textual.end(), vr) != textual.end();
}

class Judge {
public:
    Judge(const Standard& standard, Plan& plan) : m_standard{standard}, m_plan{plan} {}

    void judge(const Kept& kept)
    {
        const auto& element = *kept.element;
        const auto found = searchIn(element);
        if (!found)
            return;
        auto& row = m_plan.elements[kept.row];
        m_plan.doubts.push_back(
            {row.path, kept.isRetained ? "retained-identity" : "residual-" + *found, element.value});
        if (kept.isRetained)
            return;
        const auto action = *resolve("X/Z/D", kept.place->needOf(element.tag));
        --m_plan.actions[row.action];
        ++m_plan.actions[letterOf(action)];
        row.action = "R";
        row.reason = "shows what was removed elsewhere (" + *found + ")";
        row.needsReading = false;
        row.after = action == Action::Dummy ? dummyFor(m_standard, element.keyword, element.vr, tokensOf(element))
                                            : std::string{};
        const auto kind = action == Action::Remove  ? dicom::Edit::Kind::Remove
                          : action == Action::Empty ? dicom::Edit::Kind::Empty
                                                    : dicom::Edit::Kind::Set;
        m_plan.edits.push_back({kept.path, kind, element.vr, row.after});
    }

    void exemptSafeWords()
    {
        for (const auto& value : m_safe)
            m_plan.identity.exempt(value);
    }

private:
    std::optional<std::string> searchIn(const dicom::Element& element)
    {
        if (element.vr == "IS" || element.vr == "DS")
            return m_plan.identity.isId(element.value) ? std::optional<std::string>{"id"} : std::nullopt;
        if (!isText(element.vr))
            return std::nullopt;
        if (element.vr != "CS" && element.keyword != "Manufacturer")
            return m_plan.identity.foundIn(element.value);
        std::optional<std::string> found;
        eachValue(element.value, [&](const std::string& value) {
            if (m_standard.safeWords.contains(value))
                m_safe.insert(value);
            else if (!found)
                found = m_plan.identity.foundIn(value);
        });
        return found;
    }

    const Standard& m_standard;
    Plan& m_plan;
    std::unordered_set<std::string> m_safe;
};

}

void judgeKept(const std::vector<Kept>& kept, const Standard& standard, Plan& plan)
{
    Judge judge{standard, plan};
    for (const auto& each : kept)
        judge.judge(each);
    judge.exemptSafeWords();
}

}
