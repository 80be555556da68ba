// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/signatures.h"

#include <algorithm>

namespace engine::journey {

namespace {

release::SignatureTold told(const Project& project, const review::Signed& event, const std::string& time)
{
    const auto& known = project.reviewers();
    const auto person =
        std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.id == event.reviewer; });
    release::SignatureTold told{
        {event.reviewer, event.reviewer, {}, event.meaning, time}, event.manifestSha256, {}, {}};
    if (person != known.end()) {
        told.signer.name = person->name;
        told.signer.role = person->role;
    }
    return told;
}

}

Result<std::vector<release::SignatureTold>> signaturesOf(const Project& project)
{
    std::vector<release::SignatureTold> all;
    const auto& state = project.state();
    if (!state.signature && state.withdrawn.empty())
        return all;
    const auto journal = project.journal();
    if (!journal)
        return journal.error();
    for (const auto& entry : *journal) {
        if (entry.kind != "signed" && entry.kind != "reopened")
            continue;
        const auto event = review::eventFromText(entry.text);
        if (!event)
            return event.error();
        if (const auto* made = std::get_if<review::Signed>(&*event))
            all.push_back(told(project, *made, entry.time));
        const auto* reopened = std::get_if<review::Reopened>(&*event);
        for (auto& one : all) {
            if (reopened && one.withdrawn.empty()) {
                one.withdrawn = entry.time;
                one.reason = reopened->reason;
            }
        }
    }
    return all;
}

}
