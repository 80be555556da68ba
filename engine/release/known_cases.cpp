// SPDX-License-Identifier: Apache-2.0
#include "engine/release/known_cases.h"

#include <algorithm>
#include <cstdio>

namespace engine::release {

namespace {

std::string percent(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3g %%", share * 100);
    return text;
}

std::string tallyWords(const KnownCases::Tally& tally)
{
    return std::to_string(tally.found) + " of " + std::to_string(tally.shown);
}

/// "3 series", "1 patient".
std::string counted(std::int64_t number, const std::string& unit)
{
    const bool isSame = number == 1 || unit == "series";
    return std::to_string(number) + ' ' + (isSame ? unit : unit == "study" ? "studies" : unit + "s");
}

std::string boundWords(const KnownCases& known)
{
    return "Adjusted for that, with " + percent(known.confidence) + " confidence at most " +
           std::to_string(known.upper) + " (" +
           percent(static_cast<double>(known.upper) / static_cast<double>(std::max<std::int64_t>(1, known.size))) +
           ") of " + counted(known.size, known.unit) + " leaked before repair, and at most " +
           std::to_string(known.remaining) + " still do, if real leaks are as easy to see as the invented ones. ";
}

}

std::string inWords(const KnownCases& known)
{
    std::string text = "Known cases: leaks that were invented were shown among the others, written on the "
                       "collection's own images or into their headers, after a second person had found them fit. ";
    for (const auto& reader : known.readers)
        text += reader.name + " saw " + tallyWords(reader.all) + ", so at least " + percent(reader.lower) +
                " of such leaks with " + percent(known.eachConfidence) + " confidence. ";
    text += known.isEstimable
                ? boundWords(known)
                : "With so few of them seen, what that makes of the bound cannot be estimated: all " +
                      counted(known.size, known.unit) + " (100 %) may have leaked, for all that is known. ";
    text += "The cases were removed before signing and are in no count.";
    if (known.notMeasured > 0)
        text += " " + std::to_string(known.notMeasured) + (known.notMeasured == 1 ? " image was" : " images were") +
                " judged clean by somebody who was shown no known case: the bound is none on them.";
    const bool isFew = std::any_of(known.readers.begin(), known.readers.end(),
                                   [](const auto& reader) { return reader.all.shown < fewestCases; });
    if (isFew)
        text +=
            " Fewer than " + std::to_string(fewestCases) + " were shown to at least one reader: that bound is weak.";
    return text;
}

std::vector<std::pair<std::string, std::string>> rowsOf(const KnownCases& known)
{
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& reader : known.readers) {
        std::string value = tallyWords(reader.all) + ", at least " + percent(reader.lower);
        for (const auto& [kind, tally] : reader.byKind)
            value += "; " + kind + ' ' + tallyWords(tally);
        rows.emplace_back(reader.name, value);
    }
    return rows;
}

}
