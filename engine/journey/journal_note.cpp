// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/journal_note.h"

#include "engine/journey/project.h"
#include "engine/store/store.h"

namespace engine::journey {

JournalText journalText(const JournalHead& head, const std::string& content, const Random& random)
{
    Bytes salt(16);
    random(salt);
    const Json open{{"time", head.time},
                    {"actor", head.actor},
                    {"kind", head.kind},
                    {"undoes", head.undoes},
                    {"commitment", store::commitmentOf(toHex(salt), content)}};
    const Json hidden{{"salt", toHex(salt)}, {"event", content}};
    return {toText(open), toText(hidden)};
}

bool isNote(std::string_view kind)
{
    return kind == crosswalkExported || kind == crosswalkImported;
}

Done note(Project& project, const std::string& kind, const Json& content)
{
    const auto text = journalText({project.now(), {}, kind, 0}, toText(Json{{kind, content}}), systemRandom());
    const auto row = project.storage().append(text.open, text.hidden);
    return row ? done() : Done{row.error()};
}

}
