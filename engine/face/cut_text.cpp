// SPDX-License-Identifier: Apache-2.0
#include "engine/face/cut.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace engine::face {

namespace {

constexpr std::string_view ears = "-ears", kept = "keep-";
constexpr double mostMargin = 40, mostTilt = 20, furthest = 5000; // mm, degrees, mm

struct FormName {
    std::string_view name;
    Solid::Form form;
    std::size_t numbers; ///< centre and extent
};
constexpr std::array<FormName, 3> forms{
    {{"box", Solid::Form::Box, 6}, {"cylinder", Solid::Form::Cylinder, 5}, {"ball", Solid::Form::Ball, 4}}};

/// Up to the next `end`, which is taken away too.
std::string_view next(std::string_view& text, char end)
{
    const auto at = std::min(text.find(end), text.size());
    const auto word = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return word;
}

std::optional<double> numberOf(std::string_view text, double most)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = error == std::errc{} && end == text.data() + text.size();
    return isWhole && std::abs(value) <= most ? std::optional{value} : std::nullopt;
}

std::optional<Solid> solidOf(std::string_view name, std::string_view values)
{
    Solid solid;
    solid.isKept = name.starts_with(kept);
    if (solid.isKept)
        name.remove_prefix(kept.size());
    for (const auto& form : forms) {
        if (form.name != name)
            continue;
        solid.form = form.form;
        std::array<double, 6> numbers{};
        for (std::size_t i = 0; i < form.numbers; ++i) {
            const auto number = numberOf(next(values, '/'), furthest);
            if (!number || (i >= 3 && *number <= 0))
                return {};
            numbers[i] = *number;
        }
        solid.centre = {numbers[0], numbers[1], numbers[2]};
        solid.half = {numbers[3], numbers[4], numbers[5]};
        if (form.form == Solid::Form::Cylinder)
            solid.half = {numbers[3], 0, numbers[4]};
        return values.empty() ? std::optional{solid} : std::nullopt;
    }
    return {};
}

bool take(std::string_view part, Cut& cut)
{
    const auto name = next(part, '=');
    if (name == "margin" || name == "tilt") {
        const auto number = numberOf(part, name == "margin" ? mostMargin : mostTilt);
        if (number)
            (name == "margin" ? cut.margin : cut.tilt) = *number;
        return number.has_value();
    }
    const auto solid = solidOf(name, part);
    if (solid)
        cut.solids.push_back(*solid);
    return solid && cut.solids.size() <= mostSolids;
}

std::string worded(double number)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.begin(), text.end(), number).ptr;
    return {text.begin(), end};
}

std::string worded(const Solid& solid)
{
    const auto& form = forms[static_cast<std::size_t>(solid.form)];
    auto text = ',' + std::string{solid.isKept ? kept : ""} + std::string{form.name} + '=';
    for (const double number : solid.centre)
        text += worded(number) + '/';
    text += worded(solid.half[0]);
    if (solid.form == Solid::Form::Box)
        text += '/' + worded(solid.half[1]);
    return solid.form == Solid::Form::Ball ? text : text + '/' + worded(solid.half[2]);
}

}

std::optional<Cut> cutOf(std::string_view text)
{
    if (text.ends_with(','))
        return {};
    Cut cut;
    auto method = next(text, ',');
    cut.takesEars = method.ends_with(ears);
    if (cut.takesEars)
        method.remove_suffix(ears.size());
    cut.hasWedge = method != "manual";
    cut.backLimit = method == "shallow" ? shallowLimit : deepLimit;
    bool isKnown = method == "shallow" || method == "wedge" || method == "manual";
    while (isKnown && !text.empty())
        isKnown = take(next(text, ','), cut);
    return isKnown && takesAnything(cut) ? std::optional{cut} : std::nullopt;
}

bool takesAnything(const Cut& cut)
{
    return cut.hasWedge || cut.takesEars ||
           std::any_of(cut.solids.begin(), cut.solids.end(), [](const Solid& solid) { return !solid.isKept; });
}

std::string inWords(const Cut& cut)
{
    std::string text = !cut.hasWedge ? "manual" : cut.backLimit == shallowLimit ? "shallow" : "wedge";
    if (cut.takesEars)
        text += ears;
    if (cut.margin != 0)
        text += ",margin=" + worded(cut.margin);
    if (cut.tilt != 0)
        text += ",tilt=" + worded(cut.tilt);
    for (const auto& solid : cut.solids)
        text += worded(solid);
    return text;
}

}
