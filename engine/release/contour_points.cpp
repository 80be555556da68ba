// SPDX-License-Identifier: Apache-2.0
#include "engine/release/contour_points.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace engine::release {

namespace {

constexpr dicom::Tag coordinates{0x3006, 0x0050}, offset{0x3006, 0x0045};

std::string_view trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(" +"), to = text.find_last_not_of(' ');
    return from == std::string_view::npos ? std::string_view{} : text.substr(from, to - from + 1);
}

std::optional<double> numberOf(std::string_view text)
{
    const auto number = trimmed(text);
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    const bool isNumber = error == std::errc{} && end == number.data() + number.size() && std::isfinite(value);
    return isNumber ? std::optional{value} : std::nullopt;
}

/// Nothing where the value is no list of places.
std::optional<std::vector<ContourPoint>> placesIn(std::string_view value)
{
    std::vector<ContourPoint> all;
    for (std::size_t at = 0; at < value.size();) {
        ContourPoint point;
        const auto start = at;
        for (auto& part : point.place) {
            if (at > value.size())
                return {};
            const auto end = std::min(value.find('\\', at), value.size());
            const auto number = numberOf(value.substr(at, end - at));
            if (!number)
                return {};
            part = *number;
            at = end + 1;
        }
        point.text = value.substr(start, at - 1 - start);
        all.push_back(point);
    }
    return all;
}

}

std::optional<std::vector<ContourPoint>> pointsOf(const dicom::Item& contour)
{
    const auto* data = dicom::find(contour.elements, coordinates);
    const bool isUnread = data && data->value.empty() && data->length > 0;
    if (isUnread || dicom::find(contour.elements, offset))
        return {};
    return data ? placesIn(data->value) : std::vector<ContourPoint>{};
}

}
