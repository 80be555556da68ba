// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/patients.h"

#include "engine/base/csv.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace engine::journey {

namespace {

constexpr std::size_t longestPseudonym = 64, shortestPart = 3, sharedDigits = 4;

bool isName(const std::string& pseudonym)
{
    const auto isPlain = [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; };
    return !pseudonym.empty() && pseudonym.size() <= longestPseudonym &&
           isPlain(static_cast<unsigned char>(pseudonym.front())) &&
           std::all_of(pseudonym.begin(), pseudonym.end(),
                       [&](unsigned char c) { return isPlain(c) || c == '.' || c == '-' || c == '_'; });
}

/// Letters and digits in capitals, everything else a blank.
std::string plain(const std::string& text)
{
    std::string result;
    for (const unsigned char c : text)
        result += c >= 0x80 || std::isalnum(c) ? static_cast<char>(std::toupper(c)) : ' ';
    return result;
}

std::string joined(std::string text)
{
    std::erase(text, ' ');
    return text;
}

/// Whether four digits in a row of the one are in the other.
bool shareDigits(const std::string& one, const std::string& other)
{
    for (std::size_t at = 0; at + sharedDigits <= one.size(); ++at) {
        const auto run = one.substr(at, sharedDigits);
        const bool isNumber = std::all_of(run.begin(), run.end(), [](unsigned char c) { return std::isdigit(c); });
        if (isNumber && other.find(run) != std::string::npos)
            return true;
    }
    return false;
}

bool showsPart(const std::string& pseudonym, const std::string& id)
{
    const auto shown = joined(plain(pseudonym));
    std::istringstream parts{plain(id)};
    for (std::string part; parts >> part;) {
        if (part.size() >= shortestPart && shown.find(part) != std::string::npos)
            return true;
    }
    const auto whole = joined(plain(id));
    if (shareDigits(shown, whole))
        return true;
    return !whole.empty() && (shown.find(whole) != std::string::npos ||
                              (shown.size() >= shortestPart && whole.find(shown) != std::string::npos));
}

}

Result<std::map<std::string, std::string>> readPatients(const std::string& csv)
{
    const auto rows = readCsv(csv);
    if (!rows)
        return rows.error();
    if (rows->empty() || rows->front() != std::vector<std::string>{"id_old", "id_new"})
        return Error{ErrorCode::BadArgument, csv + ": the first line must be id_old,id_new"};
    std::map<std::string, std::string> patients;
    for (std::size_t i = 1; i < rows->size(); ++i) {
        const auto& row = (*rows)[i];
        const auto refused = [&](const std::string& why) {
            return Error{ErrorCode::BadArgument, csv + ", row " + std::to_string(i + 1) + ": " + why};
        };
        if (row.size() != 2 || row[0].empty())
            return refused("two fields are needed, a Patient ID and a pseudonym");
        if (!isName(row[1]))
            return refused(
                "a pseudonym has letters, digits, '.', '-' and '_', at most 64, and starts with a letter or digit");
        if (showsPart(row[1], row[0]))
            return refused("the pseudonym shows part of the Patient ID");
        if (!patients.emplace(row[0], row[1]).second)
            return refused("this Patient ID was named before");
    }
    return patients;
}

std::set<std::string> idsOfOnePseudonym(const std::map<std::string, std::string>& patients)
{
    std::map<std::string, std::vector<std::string>> idsOf;
    for (const auto& [id, pseudonym] : patients)
        idsOf[pseudonym].push_back(id);
    std::set<std::string> shared;
    for (const auto& [pseudonym, ids] : idsOf) {
        if (ids.size() > 1)
            shared.insert(ids.begin(), ids.end());
    }
    return shared;
}

}
