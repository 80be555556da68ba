// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_import.h"

#include "engine/profile/site_importing.h"
#include "engine/profile/site_names.h"
#include "engine/profile/site_rules_yaml.h"

#include <algorithm>
#include <set>

namespace engine::profile {

namespace {

constexpr std::size_t longestSource = 200;

/// Without line breaks and control characters, so that it can stand in a comment.
std::string shownLine(std::string_view source)
{
    std::string shown;
    for (const char c : trimmedBlanks(source).substr(0, longestSource)) {
        const bool isBlank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
        if (!isBlank || (!shown.empty() && shown.back() != ' '))
            shown += isBlank ? ' ' : c;
    }
    return shown;
}

/// One whole tag wherever it is, and nothing asked: two such rules for different tags can change places.
bool isSimple(const SiteRule& rule)
{
    const bool isPlain = rule.when.empty() && rule.select.size() == 1 && rule.action != SiteAction::Regex;
    if (!isPlain)
        return false;
    auto selector = rule.select.front();
    return selector.steps.size() == 1 && selector == selectorOf(selector.steps.front().tag());
}

bool areAlike(const SiteRule& one, const SiteRule& other)
{
    return one.action == other.action && one.with == other.with;
}

/// Rules for one tag each in a row become one rule for each action; the first rule for a tag counts.
std::vector<SiteRule> grouped(std::vector<SiteRule> rules)
{
    std::vector<SiteRule> result;
    std::set<std::uint32_t> seen;
    std::size_t runBegin = 0;
    for (auto& rule : rules) {
        if (!isSimple(rule)) {
            result.push_back(std::move(rule));
            runBegin = result.size();
            seen.clear();
            continue;
        }
        if (!seen.insert(rule.select.front().steps.front().value).second)
            continue;
        const auto begin = result.begin() + static_cast<std::ptrdiff_t>(runBegin);
        const auto twin = std::find_if(begin, result.end(), [&](const SiteRule& each) { return areAlike(each, rule); });
        if (twin == result.end())
            result.push_back(std::move(rule));
        else
            twin->select.push_back(std::move(rule.select.front()));
    }
    return result;
}

std::string formatOf(std::string_view text)
{
    const auto start = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (start == std::string_view::npos)
        return {};
    if (text[start] == '<' || text.find("set.[") != std::string_view::npos)
        return "ctp";
    return text[start] == '{' ? "kitware" : "deid";
}

std::string_view inWords(ImportOutcome outcome)
{
    switch (outcome) {
    case ImportOutcome::Translated:
        return "translated";
    case ImportOutcome::Changed:
        return "changed";
    case ImportOutcome::Inactive:
        return "inactive";
    case ImportOutcome::NotTranslated:
        return "not translated";
    }
    return {};
}

}

std::string_view trimmedBlanks(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    const auto last = text.find_last_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view{} : text.substr(first, last - first + 1);
}

std::string asciiLowered(std::string_view text)
{
    std::string lowered{text};
    std::transform(lowered.begin(), lowered.end(), lowered.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lowered;
}

std::string literally(std::string_view text)
{
    std::string pattern;
    for (const char c : text) {
        if (std::string_view{"\\^$.|?*+()[]{}"}.find(c) != std::string_view::npos)
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

std::optional<std::string> rewriteFromJava(std::string_view with)
{
    std::string rewrite;
    for (std::size_t i = 0; i < with.size(); ++i) {
        const char next = i + 1 < with.size() ? with[i + 1] : '\0';
        if (with[i] == '$') {
            if (next < '0' || next > '9')
                return std::nullopt;
            rewrite += '\\';
            rewrite += with[++i];
        } else if (with[i] == '\\') {
            ++i;
            rewrite += next == '\\' ? std::string{"\\\\"} : std::string{next};
        } else {
            rewrite += with[i];
        }
    }
    return rewrite;
}

std::optional<std::string> rewriteFromPython(std::string_view with)
{
    std::string rewrite;
    for (std::size_t i = 0; i < with.size(); ++i) {
        const char next = i + 1 < with.size() ? with[i + 1] : '\0';
        if (with[i] != '\\') {
            rewrite += with[i];
        } else if ((next >= '0' && next <= '9') || next == '\\') {
            rewrite += std::string{"\\"} + next;
            ++i;
        } else if (with.substr(i, 3) == "\\g<" && with.size() > i + 4 && with[i + 4] == '>') {
            rewrite += std::string{"\\"} + with[i + 3];
            i += 4;
        } else {
            return std::nullopt;
        }
    }
    return rewrite;
}

std::optional<std::string> faultOf(const SiteRule& rule)
{
    SiteRules alone;
    alone.name = "one";
    alone.rules = {rule};
    const auto reading = readSiteRules(toYaml(alone));
    if (!reading.faults.empty())
        return reading.faults.front().words;
    return reading.rules == alone ? std::nullopt : std::optional<std::string>{"cannot be written down here"};
}

Importing::Importing(std::string format, std::string name)
{
    m_imported.format = std::move(format);
    m_imported.rules.name = std::move(name);
}

void Importing::note(int line, std::string_view source, ImportOutcome outcome, std::string words)
{
    m_imported.lines.push_back({line, shownLine(source), outcome, std::move(words)});
}

bool Importing::add(int line, std::string_view source, std::vector<SiteRule> rules, const std::string& difference)
{
    for (const auto& rule : rules) {
        if (const auto fault = faultOf(rule)) {
            note(line, source, ImportOutcome::NotTranslated, *fault);
            return false;
        }
    }
    note(line, source, difference.empty() ? ImportOutcome::Translated : ImportOutcome::Changed, difference);
    for (auto& rule : rules)
        append(std::move(rule));
    return true;
}

void Importing::addOption(const std::string& option)
{
    auto& options = m_imported.rules.options;
    if (std::find(options.begin(), options.end(), option) == options.end())
        options.push_back(option);
}

Imported Importing::finish()
{
    m_imported.rules.rules = grouped(std::move(m_imported.rules.rules));
    std::stable_sort(m_imported.lines.begin(), m_imported.lines.end(),
                     [](const ImportedLine& one, const ImportedLine& other) { return one.line < other.line; });
    return std::move(m_imported);
}

Result<Imported> importRules(std::string_view text, std::string_view format)
{
    if (text.size() > longestRulesFile)
        return Error{ErrorCode::TooLarge, "more than 1 MiB"};
    const auto wanted = format.empty() ? formatOf(text) : std::string{format};
    if (wanted == "ctp")
        return importCtp(text);
    if (wanted == "deid")
        return importDeid(text);
    if (wanted == "kitware")
        return importKitware(text);
    return Error{ErrorCode::BadArgument,
                 wanted.empty() ? "an empty file" : "format " + wanted + ": ctp, deid, kitware"};
}

std::string toYaml(const Imported& imported)
{
    std::string head = "# Read from rules in the format \"" + imported.format +
                       "\". A line without a rule of its own here: "
                       "the profile decides.\n";
    for (const auto& line : imported.lines) {
        if (line.outcome == ImportOutcome::Changed || line.outcome == ImportOutcome::NotTranslated)
            head += "# line " + std::to_string(line.line) + ", " + std::string{inWords(line.outcome)} + ": " +
                    line.words + ": " + line.source + "\n";
    }
    return head + toYaml(imported.rules);
}

}
