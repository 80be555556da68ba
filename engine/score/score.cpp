// SPDX-License-Identifier: Apache-2.0
#include "engine/score/score.h"

#include "engine/base/csv.h"
#include "engine/score/pixels.h"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <set>

namespace engine::score {

namespace {

namespace fs = std::filesystem;

Result<std::vector<std::string>> filesBelow(const std::string& folder)
{
    std::error_code failure;
    std::vector<std::string> files;
    for (fs::recursive_directory_iterator entry{folder, failure}, end; !failure && entry != end;
         entry.increment(failure)) {
        if (entry->is_regular_file(failure) && !entry->is_symlink(failure))
            files.push_back(entry->path().lexically_relative(folder).generic_string());
    }
    if (failure)
        return Error{failure == std::errc::no_such_file_or_directory ? ErrorCode::NotFound : ErrorCode::NotReadable,
                     folder};
    std::sort(files.begin(), files.end());
    return files;
}

Result<std::map<std::string, Outcome>> readOverrides(const std::string& path)
{
    std::map<std::string, Outcome> overrides;
    if (path.empty())
        return overrides;
    const auto lines = readCsv(path);
    if (!lines)
        return lines.error();
    if (lines->empty() || lines->front() != std::vector<std::string>{"id", "passed"})
        return Error{ErrorCode::Damaged, path};
    for (std::size_t i = 1; i < lines->size(); ++i) {
        const auto& fields = (*lines)[i];
        if (fields.size() != 2 || (fields[1] != "0" && fields[1] != "1"))
            return Error{ErrorCode::Damaged, path + " line " + std::to_string(i + 1) + ": not `id,passed` with 0 or 1"};
        overrides[fields[0]] = fields[1] == "1" ? Outcome::Passed : Outcome::Failed;
    }
    return overrides;
}

/// Which checks are for which finished file.
class Assignment {
public:
    Assignment(const Key& key, const Maps& maps)
    {
        for (const auto& [original, output] : maps.files)
            m_originals[output] = original;
        for (std::size_t i = 0; i < key.subjects.size(); ++i)
            add(key.subjects[i], i, maps);
    }

    std::vector<std::size_t> subjectsOf(const FinishedFile& file) const
    {
        std::vector<std::size_t> found;
        const auto original = m_originals.find(file.output());
        if (original != m_originals.end() && !m_byFile.empty())
            addByFile(original->second, found);
        if (found.empty())
            addFrom(m_byInstance, file.valueOf("(0008,0018)"), found);
        addFrom(m_bySeries, file.valueOf("(0020,000E)"), found);
        addFrom(m_byStudy, file.valueOf("(0020,000D)"), found);
        return found;
    }

private:
    using Index = std::multimap<std::string, std::size_t, std::less<>>;

    void add(const Subject& subject, std::size_t number, const Maps& maps)
    {
        switch (subject.scope) {
        case Scope::Instance:
            m_byInstance.emplace(maps.newUid(subject.instanceUid), number);
            if (!subject.file.empty())
                m_byFile.emplace(subject.file, number);
            return;
        case Scope::Series:
            m_bySeries.emplace(maps.newUid(subject.seriesUid), number);
            return;
        case Scope::Study:
            m_byStudy.emplace(maps.newUid(subject.studyUid), number);
            return;
        }
    }

    /// The key names originals below the folder that was given: an end of the path that was given.
    void addByFile(std::string_view path, std::vector<std::size_t>& found) const
    {
        while (found.empty() && !path.empty()) {
            addFrom(m_byFile, path, found);
            const auto slash = path.find('/');
            path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
        }
    }

    static void addFrom(const Index& index, std::string_view name, std::vector<std::size_t>& found)
    {
        const auto [first, last] = index.equal_range(name);
        for (auto one = first; one != last; ++one)
            found.push_back(one->second);
    }

    std::map<std::string, std::string> m_originals;
    Index m_byFile, m_byInstance, m_bySeries, m_byStudy;
};

std::string joined(const std::vector<std::string>& texts)
{
    std::string all;
    for (const auto& text : texts)
        all += (all.empty() ? "" : "|") + text;
    return all;
}

bool isOfPixels(const Check& check)
{
    return check.demand == Demand::PixelsHidden || check.demand == Demand::PixelsRetained;
}

class Scoring {
public:
    Scoring(const ScoreWish& wish, Key key, Maps maps, std::map<std::string, Outcome> overrides)
        : m_wish{wish}, m_key{std::move(key)}, m_maps{std::move(maps)}, m_overrides{std::move(overrides)},
          m_assignment{m_key, m_maps}, m_isMet(m_key.subjects.size())
    {
        collectTexts();
    }

    Result<Score> run(pool::Pool& pool, const Progress& progress)
    {
        const auto files = filesBelow(m_wish.result);
        if (!files)
            return files.error();
        std::size_t reached = 0;
        pool.each(
            files->size(),
            [&](std::size_t i) {
                const auto done = take((*files)[i], pool, progress);
                const std::lock_guard lock{m_mutex};
                if (!done && !m_failure)
                    m_failure = done.error();
                progress.report(++reached, files->size());
            },
            progress);
        if (m_failure)
            return *m_failure;
        if (progress.stopped())
            return Error{ErrorCode::Cancelled, "score"};
        takeMissing();
        return conclude();
    }

private:
    struct Numbered {
        std::size_t subject, check;
        ScoredCheck scored;
    };

    /// The bytes of a file are read once for all texts that the key seeks in bytes.
    void collectTexts()
    {
        std::set<std::string> texts;
        for (const auto& subject : m_key.subjects) {
            for (const auto& check : subject.checks) {
                for (const auto& text : textsInBytes(check))
                    texts.insert(text);
                m_digestsWanted = m_digestsWanted || check.demand == Demand::PixelsRetained;
            }
        }
        m_texts.assign(texts.begin(), texts.end());
    }

    Done take(const std::string& name, pool::Pool& pool, const Progress& progress)
    {
        const auto path = m_wish.result + '/' + name;
        const auto file = openForReading(path);
        if (!file)
            return file.error();
        const ReadResult request{m_digestsWanted, m_texts};
        auto content = pool.call(pool::Kind::Files, request, {{file->get()}, nullptr}, progress);
        if (!content && content.error().code == ErrorCode::Cancelled)
            return content.error();
        if (!content) {
            const std::lock_guard lock{m_mutex};
            ++(name.ends_with(".dcm") ? m_score.filesUnreadable : m_notImages);
            return done();
        }
        auto finished = FinishedFile::create(name, *std::move(content));
        return finished ? judgeAll(*finished, *file, pool, progress) : Done{finished.error()};
    }

    Done judgeAll(const FinishedFile& file, const Descriptor& written, pool::Pool& pool, const Progress& progress)
    {
        const auto subjects = m_assignment.subjectsOf(file);
        for (const auto number : subjects) {
            const auto& subject = m_key.subjects[number];
            const auto original = openOriginal(subject);
            PixelJudge pixels{file, written, original, pool, progress};
            for (std::size_t i = 0; i < subject.checks.size(); ++i) {
                const auto& check = subject.checks[i];
                const auto judged = isOfPixels(check) && !isOverridden(check)
                                        ? pixels.judge(check)
                                        : Result<Judgement>{judge(check, file, m_maps)};
                if (!judged)
                    return judged.error();
                note(number, i, file.output(), *judged);
            }
        }
        const std::lock_guard lock{m_mutex};
        ++m_score.filesInResult;
        m_score.filesUnknown += subjects.empty() ? 1 : 0;
        for (const auto number : subjects)
            m_isMet[number] = true;
        return done();
    }

    bool isOverridden(const Check& check) const { return m_overrides.contains(check.id); }

    Descriptor openOriginal(const Subject& subject) const
    {
        if (m_wish.inputs.empty() || subject.file.empty())
            return {};
        auto file = openForReading(m_wish.inputs + '/' + subject.file);
        return file ? *std::move(file) : Descriptor{};
    }

    void note(std::size_t subject, std::size_t number, const std::string& output, Judgement judged)
    {
        const auto& check = m_key.subjects[subject].checks[number];
        if (const auto seen = m_overrides.find(check.id); seen != m_overrides.end())
            judged = {seen->second, {}, seen->second == Outcome::Passed ? "" : "a person says so"};
        const std::lock_guard lock{m_mutex};
        m_score.total.add(judged.outcome);
        m_score.byDemand[std::string{nameOf(check.demand)}].add(judged.outcome);
        for (const auto& category : check.categories)
            m_score.byCategory[category].add(judged.outcome);
        if (judged.outcome == Outcome::Passed)
            return;
        m_faults.push_back(
            {subject,
             number,
             {check.id, m_key.subjects[subject].file, output, check.shownPlace, check.demand, check.categories,
              joined(check.texts), std::move(judged.found), std::move(judged.reason), judged.outcome}});
    }

    void takeMissing()
    {
        for (std::size_t i = 0; i < m_key.subjects.size(); ++i) {
            if (m_isMet[i])
                continue;
            ++m_score.subjectsMissing;
            for (std::size_t check = 0; check < m_key.subjects[i].checks.size(); ++check)
                note(i, check, {}, judgeMissing(m_key.subjects[i].checks[check]));
        }
    }

    Score conclude()
    {
        std::sort(m_faults.begin(), m_faults.end(), [](const Numbered& a, const Numbered& b) {
            return std::tie(a.subject, a.check, a.scored.output) < std::tie(b.subject, b.check, b.scored.output);
        });
        for (auto& fault : m_faults)
            m_score.faults.push_back(std::move(fault.scored));
        m_score.subjects = m_key.subjects.size();
        return std::move(m_score);
    }

    const ScoreWish& m_wish;
    Key m_key;
    Maps m_maps;
    std::map<std::string, Outcome> m_overrides;
    Assignment m_assignment;
    std::vector<std::string> m_texts;
    bool m_digestsWanted = false;
    std::mutex m_mutex;
    Score m_score;
    std::vector<Numbered> m_faults;
    std::vector<bool> m_isMet;
    std::size_t m_notImages = 0; ///< manifest, notices
    std::optional<Error> m_failure;
};

/// A row for a check that the key does not have was meant for something else.
Done checkNamed(const Key& key, const std::map<std::string, Outcome>& overrides)
{
    std::set<std::string> ids;
    for (const auto& subject : key.subjects) {
        for (const auto& check : subject.checks)
            ids.insert(check.id);
    }
    for (const auto& [id, outcome] : overrides) {
        if (!ids.contains(id))
            return Error{ErrorCode::BadArgument, "--overrides: the key has no check \"" + id + '"'};
    }
    return done();
}

}

void Tally::add(Outcome outcome)
{
    ++checks;
    switch (outcome) {
    case Outcome::Passed:
        ++passed;
        return;
    case Outcome::Failed:
        ++failed;
        return;
    case Outcome::NotJudged:
        ++notJudged;
        return;
    }
}

Result<Score> scoreResult(const ScoreWish& wish, pool::Pool& pool, const Progress& progress)
{
    auto key = readKey(wish.key);
    if (!key)
        return key.error();
    auto maps = readMaps(wish.maps);
    if (!maps)
        return maps.error();
    auto overrides = readOverrides(wish.overrides);
    if (!overrides)
        return overrides.error();
    if (auto named = checkNamed(*key, *overrides); !named)
        return named.error();
    return Scoring{wish, *std::move(key), *std::move(maps), *std::move(overrides)}.run(pool, progress);
}

}
