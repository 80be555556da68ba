// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/typed_words.h"

#include "engine/profile/fold.h"

#include <algorithm>
#include <array>
#include <set>

namespace engine::journey {

namespace {

constexpr std::size_t shortest = 4;

std::set<std::string> wordsOf(const std::string& folded)
{
    std::set<std::string> words;
    for (std::size_t begin = 0; begin < folded.size();) {
        const auto end = std::min(folded.find(' ', begin), folded.size());
        if (end - begin >= shortest)
            words.insert(folded.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// Of names that name nobody: phantoms, tests, what was de-identified before.
bool isNobody(const std::string& word)
{
    static const std::set<std::string> words{"ANON",   "ANONYMOUS", "ANONYMIZED", "CASE",    "DATA",     "IMAGE",
                                             "IMAGES", "NAME",      "NONE",       "PATIENT", "PATIENTS", "PHANTOM",
                                             "PUBLIC", "SAMPLE",    "STUDY",      "SUBJECT", "TEST",     "UNKNOWN"};
    return words.contains(word);
}

bool holds(const std::string& text, const std::string& value)
{
    const auto folded = profile::fold(value);
    return folded.size() >= shortest && (' ' + text + ' ').find(' ' + folded + ' ') != std::string::npos;
}

bool holdsDate(const std::string& text, const std::string& value)
{
    return value.size() == 8 &&
           (holds(text, value) ||
            holds(text, value.substr(0, 4) + '-' + value.substr(4, 2) + '-' + value.substr(6, 2)) ||
            holds(text, value.substr(6, 2) + '-' + value.substr(4, 2) + '-' + value.substr(0, 4)) ||
            holds(text, value.substr(4, 2) + '-' + value.substr(6, 2) + '-' + value.substr(0, 4)));
}

}

Done checkTyped(const study::Collection& collection, std::string_view typed, const std::string& what)
{
    const auto text = profile::fold(typed);
    const auto words = wordsOf(text);
    const auto isNamed = [&](const std::string& name) {
        const auto known = wordsOf(profile::fold(name));
        return std::any_of(known.begin(), known.end(),
                           [&](const auto& one) { return !isNobody(one) && words.contains(one); });
    };
    std::set<std::array<std::string, 2>> seen;
    for (const auto& entry : collection.entries()) {
        for (const auto& pair : entry.instance.identity) {
            if (!seen.insert(pair).second)
                continue;
            const auto& [value, keyword] = pair;
            const bool isOfPatient = keyword.starts_with("Patient") || keyword.starts_with("OtherPatient");
            const bool isName = isOfPatient && keyword.find("Name") != std::string::npos;
            const bool isDate = keyword == "PatientBirthDate";
            const bool isId = keyword == "AccessionNumber" || (isOfPatient && keyword.find("ID") != std::string::npos);
            if ((isName && isNamed(value)) || (isDate && holdsDate(text, value)) || (isId && holds(text, value)))
                return Error{ErrorCode::BadArgument, what + " would leave with the release and holds a patient's " +
                                                         keyword + ": say it in other words"};
        }
    }
    return done();
}

}
