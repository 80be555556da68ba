// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head_proposals.h"

#include "engine/face/cut.h"

#include <algorithm>

namespace engine::journey {

namespace {

constexpr std::array<std::array<double, 2>, HeadSides::count> directions{{{0, 0}, {45, 0}, {-45, 0}, {0, -40}}};

/// Nothing where only a person can say.
std::optional<HeadProposal> proposalFor(const Project& project, const review::Finding& finding)
{
    const auto& series = finding.item;
    const auto* head = project.head(series);
    const auto files = project.filesOf(series);
    if (!head || head->files != files)
        return std::nullopt;
    const auto& seen = head->seen;
    HeadProposal proposal{finding.id, {series, files, entriesOf(project, series), {}}, seen, seen.faceClass != "C"};
    if (seen.anchor.ok)
        proposal.question.anchor = seen.anchor.toTemplate;
    const bool canBeCut =
        regionsOn(project, series).empty() && seen.anchor.ok && !head->cuts.empty() && head->cannotCut.empty();
    const bool isSure = !proposal.isCut || ((seen.faceClass == "A" || seen.faceClass == "B") && canBeCut);
    return isSure ? std::optional{std::move(proposal)} : std::nullopt;
}

Done look(std::array<Bytes, HeadSides::count>& pictures, int side, bool isAfter, Head& head, const Progress& progress)
{
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        auto picture = lookAt(head, {directions[i][0], directions[i][1], side, isAfter}, progress);
        if (!picture)
            return picture.error();
        pictures[i] = *std::move(picture);
    }
    return done();
}

}

std::vector<HeadProposal> headProposals(const Project& project)
{
    std::vector<HeadProposal> proposals;
    for (const auto& [id, finding] : project.state().findings) {
        if (finding.kind != review::FindingKind::Face || !isOpen(project.state(), finding))
            continue;
        if (auto proposal = proposalFor(project, finding))
            proposals.push_back(*std::move(proposal));
    }
    std::stable_sort(proposals.begin(), proposals.end(), [](const HeadProposal& a, const HeadProposal& b) {
        return a.seen.faceClass < b.seen.faceClass; // A, B, C
    });
    return proposals;
}

Result<HeadSides> sidesOf(const HeadProposal& proposal, int side, pool::Pool& pool, const Progress& progress)
{
    const auto& anchor = proposal.question.anchor;
    auto head = openHead(proposal.question.entries, anchor ? &*anchor : nullptr, pool, progress);
    if (!head)
        return head.error();
    HeadSides sides;
    sides.side = side;
    if (auto seen = look(sides.before, side, false, *head, progress); !seen)
        return seen.error();
    if (!proposal.isCut)
        return sides;
    const auto cut = placed(usualCut(proposal.seen), proposal.seen);
    auto tried =
        head->lease.call(face::TryCut{head->volume.volume, cut}, {{head->volume.samples.fd()}, nullptr}, progress);
    if (!tried)
        return tried.error();
    sides.tried = *std::move(tried);
    if (auto seen = look(sides.after, side, true, *head, progress); !seen)
        return seen.error();
    return sides;
}

review::FindingsDecided acceptedHeads(const std::vector<HeadProposal>& proposals)
{
    review::FindingsDecided event;
    for (const auto& proposal : proposals) {
        if (proposal.isCut)
            event.changes.push_back(
                {proposal.finding, {review::FindingVerdict::Replace, face::inWords(usualCut(proposal.seen))}});
        else
            event.changes.push_back({proposal.finding, {review::FindingVerdict::Keep, "no-face"}});
    }
    return event;
}

}
