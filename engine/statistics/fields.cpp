// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/fields.h"

#include "engine/statistics/lot.h"

#include <charconv>
#include <cmath>

namespace engine::statistics {

std::vector<std::string> partsOf(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return parts;
}

std::optional<double> numberIn(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = error == std::errc{} && end == text.data() + text.size();
    return isWhole && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

Fields::Fields(std::string_view input)
{
    for (const auto& part : partsOf(input, ';')) {
        const auto sign = part.find('=');
        if (sign != std::string::npos)
            m_values[part.substr(0, sign)] = part.substr(sign + 1);
    }
}

void Fields::spoil(const std::string& why)
{
    if (m_fault.empty())
        m_fault = why;
}

std::string Fields::text(const std::string& name)
{
    const auto found = m_values.find(name);
    if (found == m_values.end())
        spoil(name + " is missing");
    return found == m_values.end() ? "" : found->second;
}

double Fields::number(const std::string& name, double least, double most)
{
    const auto value = numberIn(text(name));
    if (value && *value >= least && *value <= most)
        return *value;
    spoil(name + " is no number that can stand here");
    return most;
}

std::int64_t Fields::count(const std::string& name, std::int64_t least)
{
    const double value = number(name, static_cast<double>(least), static_cast<double>(largestLot));
    if (value != std::floor(value))
        spoil(name + " is no whole number");
    return static_cast<std::int64_t>(value);
}

double Fields::share(const std::string& name)
{
    const double value = number(name, 1e-12, 1 - 1e-12);
    return value;
}

}
