// SPDX-License-Identifier: Apache-2.0
#include "engine/release/double_reading.h"

#include <cstdio>

namespace engine::release {

namespace {

Json orNull(const std::optional<double>& value)
{
    return value ? Json(*value) : Json{};
}

std::optional<double> optionalAt(const Json& json, const char* name)
{
    const auto& value = json.at(name);
    return value.is_null() ? std::nullopt : std::optional<double>{value.get<double>()};
}

std::string figure(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

/// Of leaks: one place says all there is to say.
std::string rounded(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string figure(const std::optional<double>& value)
{
    return value ? figure(*value) : "not defined here";
}

std::string images(std::int64_t count)
{
    return std::to_string(count) + (count == 1 ? " image" : " images");
}

std::string namesOf(const std::vector<std::string>& readers)
{
    std::string names;
    for (const auto& reader : readers)
        names += (names.empty() ? "" : ", ") + reader;
    return names;
}

}

void to_json(Json& json, const DoubleReading& reading)
{
    json = {
        {"readers", reading.readers},
        {"images", reading.images},
        {"both_found", reading.bothFound},
        {"first_only", reading.firstOnly},
        {"second_only", reading.secondOnly},
        {"neither", reading.neither},
        {"adjudicated", reading.adjudicated},
        {"raw", reading.raw},
        {"positive", orNull(reading.positive)},
        {"kappa", orNull(reading.kappa)},
        {"kappa_error", orNull(reading.kappaError)},
        {"ac1", reading.ac1},
        {"pabak", reading.pabak},
        {"chapman",
         {{"total", reading.estimated}, {"missed_by_both", reading.missedByBoth}, {"error", reading.estimateError}}}};
}

void from_json(const Json& json, DoubleReading& reading)
{
    json.at("readers").get_to(reading.readers);
    json.at("images").get_to(reading.images);
    json.at("both_found").get_to(reading.bothFound);
    json.at("first_only").get_to(reading.firstOnly);
    json.at("second_only").get_to(reading.secondOnly);
    json.at("neither").get_to(reading.neither);
    json.at("adjudicated").get_to(reading.adjudicated);
    json.at("raw").get_to(reading.raw);
    reading.positive = optionalAt(json, "positive");
    reading.kappa = optionalAt(json, "kappa");
    reading.kappaError = optionalAt(json, "kappa_error");
    json.at("ac1").get_to(reading.ac1);
    json.at("pabak").get_to(reading.pabak);
    json.at("chapman").at("total").get_to(reading.estimated);
    json.at("chapman").at("missed_by_both").get_to(reading.missedByBoth);
    json.at("chapman").at("error").get_to(reading.estimateError);
}

std::string inWords(const DoubleReading& reading)
{
    return images(reading.images) + (reading.images == 1 ? " was" : " were") + " read a second time by " +
           namesOf(reading.readers) + (reading.readers.size() == 1 ? ", who was" : ", who were") +
           " not shown what the first reader had said. Both found a leak in " + images(reading.bothFound) +
           ", only the first in " + images(reading.firstOnly) + ", only the second in " + images(reading.secondOnly) +
           "; a third person decided about " + images(reading.adjudicated) +
           " on which they differed. From what each found alone, " + rounded(reading.missedByBoth) +
           " leaks more are expected that both missed (Chapman); leaks that are hard for everybody make this too "
           "small.";
}

std::vector<std::pair<std::string, std::string>> rowsOf(const DoubleReading& reading)
{
    return {
        {"Same verdict", figure(reading.raw)},
        {"Positive agreement", figure(reading.positive)},
        {"Cohen's kappa",
         figure(reading.kappa) + (reading.kappaError ? ", standard error " + figure(*reading.kappaError) : "")},
        {"Gwet's AC1", figure(reading.ac1)},
        {"PABAK", figure(reading.pabak)},
        {"Leaks in all, estimated", rounded(reading.estimated) + ", standard error " + rounded(reading.estimateError)}};
}

}
