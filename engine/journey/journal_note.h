// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/key.h"
#include "engine/base/wire.h"

#include <string>

namespace engine::journey {

class Project;

/// One entry of the journal, as the store takes it: what a release's auditor may see, and what only the project shows.
struct JournalText {
    std::string open, hidden;
};
struct JournalHead {
    std::string time, actor;
    std::string kind;       ///< of an event (`review::nameOf`) or a note
    std::size_t undoes = 0; ///< number of the entry that it takes back; 0 for none
};
JournalText journalText(const JournalHead& head, const std::string& content, const Random& random);

/// Notes: acts about the project as a whole that change nothing of its review, so that they are no events, also while
/// it is signed. The journal tells of them, replaying passes over them, and nothing takes them back.
constexpr const char *crosswalkExported = "crosswalk-exported", *crosswalkImported = "crosswalk-imported";
bool isNote(std::string_view kind);
/// `content` without values of patients. On disk when it returns.
Done note(Project& project, const std::string& kind, const Json& content);

}
