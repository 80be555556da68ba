// SPDX-License-Identifier: Apache-2.0
#include "engine/profile/site_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace engine::profile {

namespace {

constexpr std::string_view digits = "0123456789";

/// PS3.5 Table 6.2-1. `allowed` empty: every character but control characters.
struct Form {
    std::string_view vr;
    std::size_t longest; ///< characters of one value
    std::string_view allowed;
    bool isMultiple = true;
    bool hasLines = false; ///< CR, LF, FF and TAB may be in it
};

constexpr std::size_t anyLength = 1U << 20U;
constexpr std::array<Form, 16> forms{{
    {"AE", 16, {}},
    {"AS", 4, "0123456789DWMY"},
    {"CS", 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ "},
    {"DA", 8, digits},
    {"DS", 16, "0123456789+-Ee. "},
    {"DT", 26, "0123456789+-."},
    {"IS", 12, "0123456789+- "},
    {"LO", 64, {}},
    {"LT", 10240, {}, false, true},
    {"PN", 64 * 3 + 2, {}},
    {"SH", 16, {}},
    {"ST", 1024, {}, false, true},
    {"TM", 14, "0123456789."},
    {"UC", anyLength, {}},
    {"UI", 64, "0123456789."},
    {"UR", anyLength, {}, false},
}};
constexpr Form longText{"UT", anyLength, {}, false, true};

struct Range {
    std::string_view vr;
    double lowest, highest;
};
constexpr std::array<Range, 8> ranges{{{"US", 0, 65535},
                                       {"SS", -32768, 32767},
                                       {"UL", 0, 4294967295.0},
                                       {"SL", -2147483648.0, 2147483647.0},
                                       {"UV", 0, 18446744073709549568.0},
                                       {"SV", -9223372036854775808.0, 9223372036854774784.0},
                                       {"FL", -3.4028234e38, 3.4028234e38},
                                       {"FD", -1.7e308, 1.7e308}}};

bool isNumber(std::string_view text, double& number)
{
    const auto* first = text.data() + (text.starts_with('+') ? 1 : 0);
    const auto* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(first, last, number);
    return error == std::errc{} && end == last && std::isfinite(number);
}

bool isInRange(const Range& range, std::string_view text)
{
    double number = 0;
    const bool isWhole = range.vr.front() != 'F';
    if (!isNumber(text, number) || number < range.lowest || number > range.highest)
        return false;
    return !isWhole || text.find_first_not_of("0123456789+-") == std::string_view::npos;
}

int numberAt(std::string_view text, std::size_t at, std::size_t length)
{
    int number = 0;
    std::from_chars(text.data() + at, text.data() + at + length, number);
    return number;
}

/// YYYYMMDD, or its first `text.size()` digits.
bool isDate(std::string_view text)
{
    if (text.size() < 4 || text.size() % 2 != 0 || text.find_first_not_of(digits) != std::string_view::npos)
        return false;
    const int month = text.size() > 4 ? numberAt(text, 4, 2) : 1;
    const int day = text.size() > 6 ? numberAt(text, 6, 2) : 1;
    constexpr std::array longest{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month >= 1 && month <= 12 && day >= 1 && day <= longest[static_cast<std::size_t>(month - 1)];
}

/// HH, HHMM, HHMMSS, HHMMSS.F to six digits.
bool isTime(std::string_view text)
{
    const auto point = std::min(text.find('.'), text.size());
    const auto whole = text.substr(0, point);
    const auto rest = text.substr(point);
    if (whole.size() < 2 || whole.size() > 6 || whole.size() % 2 != 0)
        return false;
    if (whole.find_first_not_of(digits) != std::string_view::npos)
        return false;
    if (!rest.empty() && (whole.size() != 6 || rest.size() < 2 || rest.size() > 7 ||
                          rest.find_first_not_of(digits, 1) != std::string_view::npos))
        return false;
    const int minute = whole.size() > 2 ? numberAt(whole, 2, 2) : 0;
    const int second = whole.size() > 4 ? numberAt(whole, 4, 2) : 0;
    return numberAt(whole, 0, 2) < 24 && minute < 60 && second <= 60;
}

bool isDateTime(std::string_view text)
{
    const auto sign = text.find_first_of("+-");
    if (sign != std::string_view::npos) {
        const auto zone = text.substr(sign + 1);
        if (zone.size() != 4 || zone.find_first_not_of(digits) != std::string_view::npos)
            return false;
        text = text.substr(0, sign);
    }
    return text.size() <= 8 ? isDate(text) : isDate(text.substr(0, 8)) && isTime(text.substr(8));
}

bool isUid(std::string_view text)
{
    const bool isShaped = !text.empty() && text.front() != '.' && text.back() != '.';
    return isShaped && text.find("..") == std::string_view::npos;
}

bool isAge(std::string_view text)
{
    return text.size() == 4 && text.find_first_not_of(digits) == 3;
}

/// What the VR asks for beyond length and characters.
bool hasForm(std::string_view vr, std::string_view value)
{
    double number = 0;
    if (vr == "AS")
        return isAge(value);
    if (vr == "DA")
        return value.size() == 8 && isDate(value);
    if (vr == "TM")
        return isTime(value);
    if (vr == "DT")
        return isDateTime(value);
    if (vr == "UI")
        return isUid(value);
    if (vr == "DS")
        return isNumber(value, number);
    if (vr == "IS")
        return isInRange({"SL", -2147483648.0, 2147483647.0}, value);
    return true;
}

std::size_t charactersOf(std::string_view utf8)
{
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

bool isPermitted(const Form& form, char character)
{
    const auto code = static_cast<unsigned char>(character);
    if (!form.allowed.empty())
        return form.allowed.find(character) != std::string_view::npos;
    const bool isLine = code == '\r' || code == '\n' || code == '\f' || code == '\t';
    return isLine ? form.hasLines : code >= 0x20 && code != 0x7F;
}

bool fits(const Form& form, std::string_view value)
{
    if (charactersOf(value) > form.longest)
        return false;
    const bool isPermittedThroughout =
        std::all_of(value.begin(), value.end(), [&](char character) { return isPermitted(form, character); });
    return isPermittedThroughout && (value.empty() || hasForm(form.vr, value));
}

template <class Test>
bool eachFits(std::string_view values, const Test& test)
{
    while (true) {
        const auto end = values.find('\\');
        if (!test(values.substr(0, end)))
            return false;
        if (end == std::string_view::npos)
            return true;
        values.remove_prefix(end + 1);
    }
}

}

bool isValidFor(std::string_view vr, std::string_view value)
{
    for (const auto& range : ranges) {
        if (range.vr == vr)
            return eachFits(value, [&](std::string_view one) { return isInRange(range, one); });
    }
    const auto form = std::find_if(forms.begin(), forms.end(), [&](const Form& each) { return each.vr == vr; });
    if (form == forms.end() && vr != longText.vr)
        return false;
    const auto& rule = form == forms.end() ? longText : *form;
    return rule.isMultiple ? eachFits(value, [&](std::string_view one) { return fits(rule, one); }) : fits(rule, value);
}

}
