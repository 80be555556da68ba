// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/actions.h"

#include <algorithm>
#include <array>

namespace engine::profile {

namespace {

struct Row {
    Action action;
    char letter;
};
constexpr std::array<Row, 7> rows{{{Action::Remove, 'X'},
                                   {Action::Empty, 'Z'},
                                   {Action::Dummy, 'D'},
                                   {Action::Uid, 'U'},
                                   {Action::Keep, 'K'},
                                   {Action::Clean, 'C'},
                                   {Action::Rule, 'R'}}};

std::optional<std::vector<Action>> actionsIn(std::string_view cell)
{
    std::vector<Action> actions;
    for (const char letter : cell) {
        if (letter == '/' || letter == '*')
            continue;
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.letter == letter; });
        if (row == rows.end())
            return std::nullopt;
        actions.push_back(row->action);
    }
    if (actions.empty())
        return std::nullopt;
    return actions;
}

/// The first of `wanted` that the cell offers.
std::optional<Action> firstOf(const std::vector<Action>& offered, std::initializer_list<Action> wanted)
{
    for (const auto action : wanted) {
        if (std::find(offered.begin(), offered.end(), action) != offered.end())
            return action;
    }
    return std::nullopt;
}

}

std::string letterOf(Action action)
{
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.action == action; });
    return {row->letter};
}

std::optional<Action> resolve(std::string_view cell, Need need)
{
    const auto offered = actionsIn(cell);
    if (!offered)
        return std::nullopt;
    const bool onlyRemove = offered->size() == 1 && offered->front() == Action::Remove;
    switch (need) {
    case Need::ConditionalValue:
    case Need::ConditionalPresence:
        if (onlyRemove)
            return Action::Remove;
        return resolve(cell, need == Need::ConditionalValue ? Need::Value : Need::Presence);
    case Need::Value:
        if (const auto found = firstOf(*offered, {Action::Uid, Action::Dummy, Action::Keep, Action::Clean}))
            return found;
        return Action::Dummy;
    case Need::Presence:
        if (const auto found =
                firstOf(*offered, {Action::Empty, Action::Dummy, Action::Uid, Action::Keep, Action::Clean}))
            return found;
        return Action::Empty;
    case Need::Nothing:
        return firstOf(*offered,
                       {Action::Remove, Action::Empty, Action::Dummy, Action::Uid, Action::Keep, Action::Clean});
    case Need::Unknown:
        return firstOf(*offered,
                       {Action::Dummy, Action::Uid, Action::Empty, Action::Remove, Action::Keep, Action::Clean});
    }
    return std::nullopt;
}

}
