// SPDX-License-Identifier: Apache-2.0
#include "engine/text/identity.h"

#include "engine/text/plain.h"

#include <algorithm>

namespace engine::text {

namespace {

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != text.npos;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string withoutLeadingZero(const std::string& number)
{
    return number[0] == '0' ? number.substr(1) : number;
}

/// Words that stand in the name of every second clinic and say nothing alone.
bool isGeneric(std::string_view word)
{
    constexpr std::string_view generic[] = {"HOSPITAL",   "CLINIC",    "CENTER",    "CENTRE",    "MEDICAL",
                                            "GENERAL",    "KLINIK",    "CLINICA",   "COMMUNITY", "HEALTH",
                                            "UNIVERSITY", "INSTITUTE", "HEALTHCARE"};
    return std::find(std::begin(generic), std::end(generic), word) != std::end(generic);
}

/// A word of the text that is the beginning or the end of a longer name: the edge of the image cuts names off.
bool isPieceOf(std::string_view word, std::string_view needle)
{
    return word.size() >= 4 && word.size() < needle.size() && (needle.starts_with(word) || needle.ends_with(word));
}

bool resemblesAWord(std::string_view needle, const std::vector<std::string>& words)
{
    const int allowed = static_cast<int>(needle.size()) / 4;
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return distanceBetween(needle, word) <= allowed || isPieceOf(word, needle);
    });
}

/// So short that look-alikes and single errors would make it resemble any number.
bool isShort(std::string_view word)
{
    return word.size() < 4;
}

}

Identity::Identity(const std::vector<std::array<std::string, 2>>& values)
{
    for (const auto& [value, keyword] : values) {
        const auto category = categoryOf(keyword);
        if (category == "D")
            addDate(value, keyword);
        else
            addWords(value, keyword, category);
    }
}

void Identity::addWords(const std::string& value, const std::string& keyword, const std::string& category)
{
    const auto plain = plainOf(value);
    add(compactOf(plain), keyword, category, false);
    // The digits of an id may be printed without its letters and separators.
    std::string digits = plain;
    std::erase_if(digits, [](char c) { return !isDigit(c); });
    if (category == "I" && digits.size() >= 4)
        add(digits, keyword, category, false);
    if (category == "I")
        return;
    for (const auto& word : wordsOf(plain)) {
        if (category == "N" ? word.size() >= 2 : word.size() >= 4 && !isGeneric(word))
            add(word, keyword, category, false);
    }
}

void Identity::addDate(const std::string& value, const std::string& keyword)
{
    for (const auto& form : writtenForms(std::string_view{value}.substr(0, std::min<std::size_t>(8, value.size()))))
        add(form, keyword, "D", true);
}

void Identity::add(const std::string& text, const std::string& keyword, const std::string& category, bool isDate)
{
    if (text.size() >= 2)
        m_needles.push_back({isShort(text) ? text : lookAlikeOf(text), keyword, category, isDate});
}

std::optional<IdentityMatch> Identity::findIn(std::string_view text) const
{
    const auto plainWords = wordsOf(plainOf(text));
    const auto plain = lookAlikeOf(plainOf(text));
    const auto words = wordsOf(plain);
    const auto compact = compactOf(plain);
    const auto resembles = [&](const Needle& needle) {
        if (isShort(needle.text))
            return std::find(plainWords.begin(), plainWords.end(), needle.text) != plainWords.end();
        // A part of the text that ignores its spaces: too likely by chance for short words.
        const int allowed = needle.isDate ? 0 : static_cast<int>(needle.text.size()) / 4;
        const bool isInside = needle.text.size() >= 6 && distanceInside(needle.text, compact) <= allowed;
        return isInside || (!needle.isDate && resemblesAWord(needle.text, words));
    };
    const auto found = std::find_if(m_needles.begin(), m_needles.end(), resembles);
    if (found == m_needles.end())
        return {};
    return IdentityMatch{found->keyword, found->category};
}

std::string categoryOf(std::string_view keyword)
{
    if (contains(keyword, "Institution") || contains(keyword, "Address") || contains(keyword, "Station") ||
        contains(keyword, "Department") || contains(keyword, "Country") || contains(keyword, "Location"))
        return "P";
    if (contains(keyword, "Date") || contains(keyword, "Time"))
        return "D";
    if (contains(keyword, "ID") || contains(keyword, "Number") || contains(keyword, "UID"))
        return "I";
    if (contains(keyword, "Name") || contains(keyword, "Physician") || contains(keyword, "Operator"))
        return "N";
    return "O";
}

std::vector<std::string> writtenForms(std::string_view dicomDate)
{
    constexpr std::string_view months[] = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                           "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
    constexpr std::string_view longMonths[] = {"JANUARY", "FEBRUARY", "MARCH",     "APRIL",   "MAY",      "JUNE",
                                               "JULY",    "AUGUST",   "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"};
    if (dicomDate.size() != 8 || !std::all_of(dicomDate.begin(), dicomDate.end(), isDigit))
        return {};
    const std::string year{dicomDate.substr(0, 4)}, month{dicomDate.substr(4, 2)}, day{dicomDate.substr(6, 2)};
    const int number = std::stoi(month);
    if (number < 1 || number > 12 || day < "01" || day > "31")
        return {};
    const auto place = static_cast<std::size_t>(number) - 1;
    std::vector<std::string> forms{year + month + day};
    for (const auto& y : {year, year.substr(2)}) {
        for (const auto& d : {day, withoutLeadingZero(day)}) {
            for (const auto& name : {std::string{months[place]}, std::string{longMonths[place]}}) {
                forms.insert(forms.end(), {d + name + y, name + d + y, y + name + d});
            }
            const auto m = d == day ? month : withoutLeadingZero(month);
            forms.insert(forms.end(), {d + m + y, m + d + y, y + m + d});
        }
    }
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    return forms;
}

}
