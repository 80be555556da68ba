// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/run.h"

#include "engine/base/atomic_file.h"
#include "engine/journey/project_faces.h"
#include "engine/journey/steps.h"

#include <atomic>
#include <optional>

namespace engine::journey {

namespace {

/// How many results may be lost by a stop.
constexpr std::size_t portion = 16;

/// Does `work` for every input with all workers, `take` for the results on this thread, a portion at a time.
template <class Output, class Input>
Done inPortions(const std::vector<Input>& inputs, const std::function<Result<Output>(const Input&)>& work,
                const std::function<Done(Output)>& take, pool::Pool& pool, const Progress& progress)
{
    std::atomic<std::size_t> reached = 0;
    for (std::size_t start = 0; start < inputs.size(); start += portion) {
        const auto count = std::min(portion, inputs.size() - start);
        std::vector<std::optional<Result<Output>>> results(count);
        pool.each(
            count,
            [&](std::size_t i) {
                results[i] = work(inputs[start + i]);
                progress.report(++reached, inputs.size());
            },
            progress);
        for (auto& result : results) {
            if (!result || (!*result && result->error().code == ErrorCode::Cancelled))
                return Error{ErrorCode::Cancelled, "run"};
            if (!*result)
                return result->error();
            if (auto taken = take(std::move(**result)); !taken)
                return taken;
        }
    }
    return progress.stopped() ? Done{Error{ErrorCode::Cancelled, "run"}} : done();
}

Done examineTexts(Project& project, const RunWish& wish, pool::Pool& pool, const Progress& progress, RunResult& result)
{
    struct Question {
        study::Entry entry;
        std::optional<Examined> known; ///< by an earlier build
    };
    std::vector<Question> open;
    for (const auto& entry : project.collection().entries()) {
        const auto* known = project.examination(entry.id, "text");
        if (!project.isExamined(entry.id, "text") && entry.instance.frames > 0)
            open.push_back({entry, known ? std::optional{*known} : std::nullopt});
    }
    return inPortions<Examined, Question>(
        open,
        [&](const Question& question) {
            return examineText(question.entry, wish.textMode, pool, {progress.stop, {}}, question.known);
        },
        [&](Examined examined) {
            ++result.textExamined;
            return project.record(examined);
        },
        pool, progress);
}

Done examineFaces(Project& project, RunResult& result)
{
    for (const auto* series : project.collection().nodes(study::Level::Series)) {
        if (project.isExamined(series->id, "face"))
            continue;
        ++result.seriesExamined;
        if (auto recorded = project.record(examineFace(series->id, entriesOf(project, series->id))); !recorded)
            return recorded;
    }
    return done();
}

Done examineHeads(Project& project, const std::vector<HeadQuestion>& heads, pool::Pool& pool, const Progress& progress)
{
    for (std::size_t i = 0; i < heads.size(); ++i) {
        progress.report(i, heads.size());
        const auto head = examineHead(heads[i], pool, {progress.stop, {}});
        if (auto recorded = head ? project.record(*head) : Done{head.error()}; !recorded)
            return recorded;
    }
    return done();
}

Done examineHeads(Project& project, pool::Pool& pool, const Progress& progress, RunResult& result)
{
    const auto heads = headsToExamine(project);
    result.headsExamined = static_cast<int>(heads.size());
    const auto examined = examineHeads(project, heads, pool, progress);
    return examined ? examineHeads(project, headsToAnchor(project), pool, progress) : examined;
}

/// The files of cut series as they were written.
Done checkCuts(Project& project, pool::Pool& pool, const Progress& progress, RunResult& result)
{
    for (const auto& order : cutsToCheck(project)) {
        const auto check = performCheck(order, pool, {progress.stop, {}});
        if (!check)
            return check.error();
        ++result.cutsChecked;
        if (auto recorded = project.record(*check); !recorded)
            return recorded;
    }
    return done();
}

Result<std::vector<CandidateOrder>> staleOrders(const Project& project)
{
    std::vector<CandidateOrder> orders;
    for (const auto& item : project.staleCandidates()) {
        auto order = project.orderFor(item);
        if (!order)
            return order.error();
        orders.push_back(std::move(*order));
    }
    return orders;
}

Done buildOnce(Project& project, const std::vector<CandidateOrder>& orders, pool::Pool& pool, const Progress& progress,
               RunResult& result)
{
    auto built = inPortions<Candidate, CandidateOrder>(
        orders,
        [&](const CandidateOrder& order) {
            return buildCandidate(order, pool, {progress.stop, {}});
        },
        [&](Candidate candidate) {
            ++result.candidatesBuilt;
            if (!candidate.setAside.empty())
                result.setAside.push_back({candidate.item, candidate.setAside});
            return project.record(candidate);
        },
        pool, progress);
    if (auto synced = syncFileSystem(project.folder()); !synced)
        return synced;
    return built;
}

Done buildCandidates(Project& project, pool::Pool& pool, const Progress& progress, RunResult& result)
{
    constexpr int mostRounds = 4; // two are needed: a file that is written first may show texts decided already
    for (int round = 0; round < mostRounds; ++round) {
        const auto orders = staleOrders(project);
        if (!orders || orders->empty())
            return orders ? done() : Done{orders.error()};
        if (auto built = buildOnce(project, *orders, pool, progress, result); !built)
            return built;
    }
    return project.staleCandidates().empty() ? done() : Done{Error{ErrorCode::Internal, "candidates"}};
}

}

Result<RunResult> run(Project& project, const RunWish& wish, pool::Pool& pool, const Progress& progress)
{
    if (project.state().signature)
        return Error{ErrorCode::Frozen, "run"};
    RunResult result;
    Done step = done();
    if (wish.faces)
        step = examineFaces(project, result);
    if (step && wish.faces)
        step = examineHeads(project, pool, progress, result);
    if (step && wish.text)
        step = examineTexts(project, wish, pool, progress, result);
    if (step && wish.candidates)
        step = buildCandidates(project, pool, progress, result);
    if (step && wish.candidates)
        step = checkCuts(project, pool, progress, result);
    if (!step)
        return step.error();
    return result;
}

}
