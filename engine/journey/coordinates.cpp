// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/coordinates.h"

#include <algorithm>

namespace engine::journey {

namespace {

/// The words of a name in the order of the alphabet, in small letters.
std::string nameKey(const std::string& name)
{
    std::vector<std::string> words(1);
    for (const char letter : name) {
        const bool isBetween = letter == '^' || letter == '=' || letter == ',' || letter == '.' || letter == ' ';
        if (isBetween)
            words.emplace_back();
        else
            words.back() += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    std::sort(words.begin(), words.end());
    std::string key;
    for (const auto& word : words)
        key += word.empty() ? word : word + ' ';
    return key;
}

/// Without a Patient ID nothing but the study holds two series together.
std::string personKey(const study::Instance& instance)
{
    return instance.patientId + '\n' + nameKey(instance.patientName) + '\n' +
           (instance.patientId.empty() ? instance.studyUid : std::string{});
}

}

std::string coordinatesOf(const std::vector<const study::Entry*>& series)
{
    std::string all;
    for (const auto* entry : series) {
        const auto& instance = entry->instance;
        if (instance.frameOfReferenceUid.empty())
            continue;
        auto one = instance.frameOfReferenceUid + '\n' + personKey(instance);
        if (!all.empty() && all != one)
            return {};
        all = std::move(one);
    }
    return all;
}

std::string coordinatesOf(const std::vector<study::Entry>& series)
{
    std::vector<const study::Entry*> entries;
    for (const auto& entry : series)
        entries.push_back(&entry);
    return coordinatesOf(entries);
}

}
