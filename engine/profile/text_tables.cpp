// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/text_tables.h"

#include "engine/profile/fold.h"
#include "engine/profile/table_file.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <sstream>

namespace engine::profile {

class AllPatterns {
public:
    explicit AllPatterns(const std::vector<TextPattern>& patterns) : m_set{options(), re2::RE2::UNANCHORED}
    {
        for (const auto& pattern : patterns)
            m_isWhole = m_set.Add(pattern.expression->pattern(), nullptr) >= 0 && m_isWhole;
        m_isWhole = m_set.Compile() && m_isWhole;
    }

    /// Nothing where it cannot be told: the memory of the automaton has an end.
    std::optional<std::vector<int>> matching(std::string_view text) const
    {
        std::vector<int> numbers;
        re2::RE2::Set::ErrorInfo error{};
        const bool isMatch = m_isWhole && m_set.Match({text.data(), text.size()}, &numbers, &error);
        if (!m_isWhole || (!isMatch && error.kind != re2::RE2::Set::kNoError))
            return std::nullopt;
        std::sort(numbers.begin(), numbers.end());
        return numbers;
    }

private:
    static re2::RE2::Options options()
    {
        constexpr std::int64_t mostMemory = 24 << 20;
        re2::RE2::Options options;
        options.set_log_errors(false);
        options.set_max_mem(mostMemory);
        return options;
    }

    re2::RE2::Set m_set;
    bool m_isWhole = true;
};

std::vector<std::size_t> TextTables::matching(std::string_view text) const
{
    const auto known = all ? all->matching(text) : std::nullopt;
    if (known)
        return {known->begin(), known->end()};
    std::vector<std::size_t> every(patterns.size());
    std::iota(every.begin(), every.end(), 0);
    return every;
}

namespace {

using Columns = std::vector<std::string>;

/// Calls `take` with the cells of those columns for each row, until one is refused.
Done eachRow(const std::string& folder, const std::string& name, const Columns& columns,
             const std::function<bool(const Columns&)>& take)
{
    const auto table = readTable(folder, name);
    if (!table)
        return table.error();
    for (const auto& row : table->rows) {
        Columns cells;
        for (const auto& column : columns) {
            const auto place = table->columns.find(column);
            if (place == table->columns.end())
                return Error{ErrorCode::Damaged, name};
            cells.push_back(row[place->second]);
        }
        if (!take(cells))
            return Error{ErrorCode::Damaged, name + ": " + cells.back()};
    }
    return done();
}

std::optional<TextPattern::Reach> reachOf(const std::string& name)
{
    using Reach = TextPattern::Reach;
    static const std::map<std::string, Reach> reaches{
        {"match", Reach::Match}, {"names", Reach::Names}, {"before", Reach::Before}, {"around", Reach::Around},
        {"token", Reach::Token}, {"date", Reach::Date},   {"day", Reach::Day}};
    const auto found = reaches.find(name);
    return found == reaches.end() ? std::nullopt : std::optional{found->second};
}

std::string replaced(std::string text, std::string_view what, std::string_view by)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

Done loadMonths(const std::string& folder, TextTables& tables, std::string& anyMonth)
{
    return eachRow(folder, "profiles/months.tsv", {"names"}, [&](const Columns& cells) {
        std::istringstream words{cells[0]};
        std::vector<std::string> names;
        for (std::string word; words >> word;)
            names.push_back(word);
        constexpr std::size_t monthsOfYear = 12;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto folded = fold(names[i]);
            tables.months.emplace(folded, static_cast<int>(i) + 1);
            tables.monthRows.emplace(folded, names);
            anyMonth += (anyMonth.empty() ? "" : "|") + names[i];
        }
        return names.size() == monthsOfYear;
    });
}

Done loadPatterns(const std::string& folder, TextTables& tables, const std::string& anyMonth)
{
    return eachRow(folder, "profiles/patterns.tsv", {"kind", "reach", "pattern"}, [&](const Columns& cells) {
        auto text = replaced(cells[2], "{month}", "(?:" + anyMonth + ")");
        text = replaced(std::move(text), "{n}", "(?:^|[^0-9])");
        text = replaced(std::move(text), "{N}", "(?:$|[^0-9])");
        text = replaced(std::move(text), "{w}", "(?:^|[^0-9{L}])");
        text = replaced(std::move(text), "{W}", "(?:$|[^0-9{L}])");
        // Few ranges: the classes of Unicode would make the automata a hundred times as large.
        text = replaced(std::move(text), "{U}", "[A-Z\\x{C0}-\\x{DE}\\x{100}-\\x{17F}]");
        text = replaced(std::move(text), "{S}", "[a-z\\x{DF}-\\x{17F}]");
        text = replaced(std::move(text), "{L}", "A-Za-z\\x{C0}-\\x{17F}\\x{370}-\\x{52F}");
        re2::RE2::Options options;
        options.set_log_errors(false);
        const auto expression = std::make_shared<const re2::RE2>(text, options);
        const auto reach = reachOf(cells[1]);
        if (!expression->ok() || !reach)
            return false;
        const auto& named = expression->NamedCapturingGroups();
        tables.patterns.push_back({cells[0], *reach, expression, {named.begin(), named.end()}});
        return true;
    });
}

Done loadVocabulary(const std::string& folder, TextTables& tables)
{
    return eachRow(folder, "profiles/vocabulary.tsv", {"word", "use"}, [&](const Columns& cells) {
        const auto word = fold(cells[0]);
        tables.vocabulary.insert(word);
        if (cells[1] == "field")
            tables.field.insert(word);
        return !word.empty() && (cells[1] == "field" || cells[1] == "common");
    });
}

Done loadWords(const std::string& folder, const std::string& name, std::unordered_set<std::string>& words)
{
    return eachRow(folder, name, {"word"}, [&](const Columns& cells) {
        words.insert(fold(cells[0]));
        return !cells[0].empty();
    });
}

}

Result<TextTables> loadTextTables(const std::string& resourceFolder)
{
    TextTables tables;
    std::string anyMonth;
    if (auto loaded = loadMonths(resourceFolder, tables, anyMonth); !loaded)
        return loaded.error();
    if (auto loaded = loadPatterns(resourceFolder, tables, anyMonth); !loaded)
        return loaded.error();
    tables.all = std::make_shared<const AllPatterns>(tables.patterns);
    if (auto loaded = loadVocabulary(resourceFolder, tables); !loaded)
        return loaded.error();
    if (auto loaded = loadWords(resourceFolder, "profiles/names.tsv", tables.names); !loaded)
        return loaded.error();
    return tables;
}

}
