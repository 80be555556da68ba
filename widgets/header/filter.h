// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/requests.h"

#include <QString>

#include <map>
#include <set>

namespace widgets::header {

using engine::profile::PlannedElement;

/// What a person wants to see of a header.
enum class Scope { All, Changed, KeptText, Private };

/// What became of the element, whoever decided it: X Z D U C K, or R where something of ours is put in.
char letterOf(const PlannedElement& element);
/// Something else stands there than before, or nothing.
bool isChanged(const PlannedElement& element);
/// Free text (PS3.5 6.2: LO LT SH ST UC UR UT) of which something stays.
bool isKeptText(const PlannedElement& element);
/// In a private block, at whatever depth.
bool isPrivate(const PlannedElement& element);
/// The owner of the private block, as the path names it; empty outside such blocks, and for a block without one.
QString creatorOf(const PlannedElement& element);
bool isIn(Scope scope, const PlannedElement& element);

struct Filter {
    Scope scope = Scope::All;
    std::set<char> letters;       ///< none: all
    std::optional<QString> owner; ///< private elements of that creator only
    QString words;                ///< in keyword, path, values or the name of the action; case ignored

    bool takes(const PlannedElement& element) const;
    bool operator==(const Filter&) const = default;
};

/// How many elements each part of a filter stands for.
struct Counts {
    std::map<Scope, int> scopes;
    std::map<char, int> letters;
};
Counts countsOf(const std::vector<PlannedElement>& elements);

}
