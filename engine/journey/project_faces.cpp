// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/project_faces.h"

#include "engine/journey/coordinates.h"
#include "engine/journey/followers.h"
#include "engine/journey/volume_classes.h"

#include <algorithm>
#include <map>

namespace engine::journey {

namespace {

/// Series with a finding that could be a face, in tree order.
std::vector<std::string> possibleFaces(const Project& project)
{
    std::vector<std::string> series;
    for (const auto* node : project.collection().nodes(study::Level::Series)) {
        if (project.state().findings.contains(faceFindingId(node->id)))
            series.push_back(node->id);
    }
    return series;
}

std::string coordinatesIn(const Project& project, const std::string& series)
{
    return coordinatesOf(project.collection().instancesBelow(series));
}

}

std::vector<study::Entry> entriesOf(const Project& project, const std::string& series)
{
    std::vector<study::Entry> entries;
    for (const auto* entry : project.collection().instancesBelow(series))
        entries.push_back(*entry);
    return entries;
}

std::vector<std::string> facesToAskAbout(const Project& project)
{
    std::vector<std::string> series;
    for (const auto* node : project.collection().nodes(study::Level::Series)) {
        if (!project.isExamined(node->id, "face") &&
            !examineFace(node->id, entriesOf(project, node->id)).findings.empty())
            series.push_back(node->id);
    }
    return series;
}

std::vector<HeadQuestion> headsToExamine(const Project& project)
{
    auto all = possibleFaces(project);
    std::erase_if(all, [&](const std::string& series) {
        const auto* head = project.head(series);
        return head && head->files == project.filesOf(series);
    });
    std::vector<HeadQuestion> questions;
    for (const auto& series : all)
        questions.push_back({series, project.filesOf(series), entriesOf(project, series), {}});
    return questions;
}

std::vector<HeadQuestion> headsToAnchor(const Project& project)
{
    std::vector<HeadQuestion> questions;
    const auto all = possibleFaces(project);
    std::map<std::string, std::string> coordinates;
    for (const auto& series : all)
        coordinates[series] = coordinatesIn(project, series);
    for (const auto& series : all) {
        const auto* head = project.head(series);
        if (!head || followsHead(head->failure) || coordinates.at(series).empty())
            continue;
        const bool isGiven = head->seen.anchor.method == "given";
        std::vector<const face::AssessFace::Answer*> beside;
        for (const auto& other : all) {
            const auto* known = project.head(other);
            if (known && other != series && coordinates.at(other) == coordinates.at(series))
                beside.push_back(&known->seen);
        }
        const auto* best = surestOf(beside);
        if (best && !isGiven && !head->seen.anchor.ok)
            questions.push_back({series, project.filesOf(series), entriesOf(project, series), best->anchor.toTemplate});
        // With a series that came later it may be a guess no longer.
        if (isGiven && head->seen.anchor.ok && !best)
            questions.push_back({series, project.filesOf(series), entriesOf(project, series), {}});
    }
    return questions;
}

std::vector<CutCheckOrder> cutsToCheck(const Project& project)
{
    std::vector<CutCheckOrder> orders;
    for (const auto& series : possibleFaces(project)) {
        const auto cut = project.placedCut(series);
        const auto* head = project.head(series);
        const auto* check = project.cutCheck(series);
        if (!cut || !cut->head || !head || (check && check->failure.empty()))
            continue;
        CutCheckOrder order;
        order.series = series;
        order.candidates = project.cutFilesOf(series);
        order.entries = entriesOf(project, series);
        order.rule = followsHead(head->failure) ? head->failure : std::string{};
        order.seen = head->seen;
        order.cut = placed(cut->decision.cut, cut->head->seen);
        if (order.rule.empty())
            order.regions = regionsOn(project, series);
        bool isWritten = true;
        for (const auto& entry : order.entries) {
            const auto* built = project.candidate(entry.id);
            const bool isCut = head->cuts.contains(entry.id);
            isWritten = isWritten && (!isCut || !project.isStale(entry.id));
            const bool isThere = isCut && built && built->setAside.empty();
            order.hasBoxes = order.hasBoxes || (built && !built->written.boxesUsed.empty());
            order.frameCuts.push_back(isCut ? head->cuts.at(entry.id) : std::vector<face::FrameCut>{});
            order.paths.push_back(isThere ? project.candidatePath(entry.id, built->stamp) : std::string{});
        }
        if (isWritten)
            orders.push_back(std::move(order));
    }
    return orders;
}

Result<CutCheck> performCheck(const CutCheckOrder& order, pool::Pool& pool, const Progress& progress)
{
    CutCheck check{order.series, order.candidates, {}, {}};
    const auto fail = [&](const Error& error) -> Result<CutCheck> {
        if (error.code == ErrorCode::Cancelled)
            return error;
        check.failure = whyNot(error);
        return check;
    };
    if (!order.rule.empty()) {
        auto followed = checkFollower(
            {order.rule, order.entries, order.frameCuts, order.paths, order.cut, order.hasBoxes}, pool, progress);
        if (!followed)
            return fail(followed.error());
        check.result = *std::move(followed);
        return check;
    }
    auto head = openHead(order.entries, order.seen.anchor.ok ? &order.seen.anchor.toTemplate : nullptr, pool, progress);
    if (!head)
        return fail(head.error());
    const auto decode = [&](std::size_t entry, int number) -> Result<DecodedFrame> {
        if (order.paths[entry].empty())
            return Error{ErrorCode::Unsupported, "a file of the volume was not written"};
        return decodeFrameOfFile(order.paths[entry], number, pool, {progress.stop, {}});
    };
    auto result = checkCut(*head, {order.entries, order.cut, decode}, pool, progress);
    if (!result)
        return fail(result.error());
    check.result = *std::move(result);
    if (order.hasBoxes) // pixels in boxes differ as well; what else does, writer and proof compare file by file
        std::erase_if(check.result.failures,
                      [](const auto& failure) { return failure == "outside" || failure == "brain"; });
    if (auto added = addRegions(order.regions, order.cut, pool, progress, check.result); !added)
        return added.error();
    return check;
}

}
