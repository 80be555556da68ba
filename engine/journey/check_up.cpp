// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/check_up.h"

#include "engine/journey/expected_list.h"
#include "engine/journey/photographs.h"
#include "engine/journey/sort_out.h"
#include "engine/journey/steps.h"
#include "engine/journey/strata.h"

#include <algorithm>
#include <atomic>
#include <set>

namespace engine::journey {

namespace {

using Findings = std::vector<study::CheckFinding>;

/// Files with the same bytes, files that share a UID and differ, and files that cannot take part.
Findings sortedOut(const std::vector<Discovered>& rows)
{
    SortOut sortOut;
    std::map<std::string, std::vector<std::string>> byUid;
    Findings findings;
    for (const auto& row : rows) {
        const auto judged = sortOut.judge(row);
        auto& sharers = byUid[row.instance.sopInstanceUid];
        if (row.setAside.empty())
            sharers.push_back(judged.path);
        if (judged.outcome == Outcome::SetAside)
            findings.push_back({"set-aside", {}, judged.reason, {judged.path}});
        else if (judged.outcome == Outcome::Duplicate)
            findings.push_back({"duplicate", row.instance.sopInstanceUid, "the same bytes", sharers});
        else if (judged.isTwin)
            findings.push_back(
                {"same-uid", row.instance.sopInstanceUid, "one SOP Instance UID, other content", sharers});
    }
    return findings;
}

/// Files that are whole enough to be read, each with its survey. A photograph has no data set to survey.
Result<std::vector<study::CheckedFile>> surveyed(const std::vector<Discovered>& rows, pool::Pool& pool,
                                                 const Progress& progress)
{
    std::vector<const Discovered*> readable;
    for (const auto& row : rows) {
        if (row.setAside.empty())
            readable.push_back(&row);
    }
    std::vector<study::CheckedFile> files(readable.size());
    std::atomic<std::size_t> reached = 0;
    pool.each(
        readable.size(),
        [&](std::size_t i) {
            const Progress quiet{progress.stop, {}};
            files[i].path = readable[i]->source.shownPath;
            files[i].instance = readable[i]->instance;
            if (isReleasable(files[i].instance)) {
                files[i].survey.isKnownObject = true;
                progress.report(++reached, readable.size());
                return;
            }
            const auto file = openSource(readable[i]->source, pool, quiet);
            auto answer = file ? pool.call(pool::Kind::Files, study::Survey{}, {{file->get()}, nullptr}, quiet)
                               : Result<study::Survey::Answer>{file.error()};
            if (answer)
                files[i].survey = std::move(*answer);
            else if (files[i].instance.damage.empty())
                files[i].instance.damage = inWords(answer.error());
            progress.report(++reached, readable.size());
        },
        progress);
    if (progress.stopped())
        return Error{ErrorCode::Cancelled, "check"};
    return files;
}

std::vector<SeriesFlags> flagsOf(const std::vector<study::CheckedFile>& files)
{
    std::map<std::string, std::vector<const study::CheckedFile*>> series;
    for (const auto& file : files)
        series[file.instance.seriesUid].push_back(&file);
    std::vector<SeriesFlags> rows;
    for (const auto& [uid, members] : series) {
        std::set<std::string> flags;
        std::vector<study::Entry> entries;
        for (const auto* file : members) {
            flags.insert(textRisk(file->instance));
            flags.insert(file->survey.privateElements > 0 ? "private-elements" : "");
            flags.insert(file->survey.hasDates ? "dates" : "");
            entries.push_back({file->path, {}, file->instance});
        }
        flags.insert(examineFace(uid, entries).findings.empty() ? "" : "face");
        flags.erase("");
        rows.push_back({uid, members.front()->instance.modality, members.size(), {flags.begin(), flags.end()}});
    }
    return rows;
}

Findings unknownObjects(const std::vector<study::CheckedFile>& files)
{
    std::map<std::string, std::vector<std::string>> byClass;
    for (const auto& file : files) {
        if (!file.survey.isKnownObject && file.instance.damage.empty())
            byClass[file.instance.sopClassUid].push_back(file.path);
    }
    Findings findings;
    for (const auto& [sopClass, paths] : byClass)
        findings.push_back({"unknown-object", sopClass, "what this SOP class requires is not known here", paths});
    return findings;
}

Result<CheckUp> checkRows(const std::vector<Discovered>& rows, const CsvRows& expected, pool::Pool& pool,
                          const Progress& progress)
{
    const auto files = surveyed(rows, pool, progress);
    if (!files)
        return files.error();
    const auto listed = compareWithList(*files, expected);
    if (!listed)
        return listed.error();
    CheckUp result{rows.size(), files->size(), sortedOut(rows), flagsOf(*files)};
    for (const auto& more : {study::checkUp(*files), unknownObjects(*files), *listed})
        result.findings.insert(result.findings.end(), more.begin(), more.end());
    return result;
}

}

Result<CheckUp> checkUp(const std::vector<std::string>& inputs, const CsvRows& expected, pool::Pool& pool,
                        const Progress& progress)
{
    const auto rows = discover(inputs, pool, progress, Digests::WhereNeeded);
    return rows ? checkRows(*rows, expected, pool, progress) : Result<CheckUp>{rows.error()};
}

CheckOrder checkOrderOf(const Project& project)
{
    CheckOrder order{{}, project.imports()};
    for (const auto& entry : project.collection().entries())
        order.files.push_back({entry.source, entry.instance, {}});
    return order;
}

Result<CheckUp> checkUp(const CheckOrder& order, const CsvRows& expected, pool::Pool& pool, const Progress& progress)
{
    auto result = checkRows(order.files, expected, pool, progress);
    if (!result)
        return result;
    for (const auto& one : order.imports) {
        if (one.outcome == Outcome::Listed)
            continue;
        result->findings.push_back(
            {one.outcome == Outcome::Duplicate ? "duplicate" : "set-aside", {}, one.reason, {one.path}});
        ++result->files;
    }
    return result;
}

Result<CheckUp> checkUp(const Project& project, const CsvRows& expected, pool::Pool& pool, const Progress& progress)
{
    return checkUp(checkOrderOf(project), expected, pool, progress);
}

}
