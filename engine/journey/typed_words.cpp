// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/typed_words.h"

#include "engine/profile/fold.h"
#include "engine/profile/written_dates.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <sstream>

namespace engine::journey {

namespace {

constexpr std::size_t shortestId = 4, shortestName = 3;
constexpr std::size_t digitsOfTelephone = 7; ///< without the codes of country and place

/// Of names that name nobody (phantoms, tests, what was de-identified before), and short words of every language here.
bool isNobody(const std::string& word)
{
    static const std::set<std::string> words{
        "ALL",   "AND",     "ANON",     "ANONYMIZED", "ANONYMOUS", "ANY",    "ARE", "BOY",   "BUT",     "CAN", "CASE",
        "DATA",  "DAY",     "DEL",      "DEN",        "DER",       "DES",    "DOE", "FOR",   "HAS",     "HER", "HIS",
        "IMAGE", "IMAGES",  "LES",      "MAN",        "MRI",       "NAME",   "NEW", "NONE",  "NOT",     "OLD", "ONE",
        "OUT",   "PATIENT", "PATIENTS", "PHANTOM",    "PUBLIC",    "SAMPLE", "SIX", "STUDY", "SUBJECT", "TEN", "TEST",
        "THE",   "TWO",     "UND",      "UNKNOWN",    "VAN",       "VON",    "WAS", "YES"};
    return words.contains(word);
}

std::set<std::string> wordsOf(const std::string& folded)
{
    std::set<std::string> words;
    for (std::size_t begin = 0; begin < folded.size();) {
        const auto end = std::min(folded.find(' ', begin), folded.size());
        if (end - begin >= shortestName)
            words.insert(folded.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// What somebody typed, in the forms in which it is compared.
class Typed {
public:
    explicit Typed(std::string_view typed) : m_text{profile::fold(typed)}, m_words{wordsOf(m_text)}
    {
        m_days = withoutOrdinals(m_text);
        m_text = ' ' + m_text + ' ';
        std::copy_if(typed.begin(), typed.end(), std::back_inserter(m_digits), isDigit);
    }

    bool names(const std::string& name) const
    {
        const auto known = wordsOf(profile::fold(name));
        return std::any_of(known.begin(), known.end(),
                           [&](const auto& one) { return !isNobody(one) && m_words.contains(one); });
    }

    bool holds(const std::string& value) const
    {
        const auto folded = profile::fold(value);
        return isIn(m_text, folded);
    }

    /// A day (YYYYMMDD) in numbers or with the month's English name, with and without leading zeros.
    bool holdsDay(const std::string& day) const
    {
        if (day.size() != 8 || !std::all_of(day.begin(), day.end(), isDigit))
            return false;
        const auto forms = profile::writtenForms(day);
        return std::any_of(forms.begin(), forms.end(), [&](const auto& form) {
            const auto folded = profile::fold(form);
            return isIn(m_days, folded) || isIn(m_days, withoutZeros(folded));
        });
    }

    /// Its end, however it is set in groups.
    bool holdsTelephone(const std::string& value) const
    {
        std::string digits;
        std::copy_if(value.begin(), value.end(), std::back_inserter(digits), isDigit);
        return digits.size() >= digitsOfTelephone &&
               m_digits.find(digits.substr(digits.size() - digitsOfTelephone)) != std::string::npos;
    }

    /// A line or part of it that has a number: a street, not a town alone.
    bool holdsStreet(const std::string& address) const
    {
        constexpr const char* ends = ",;^=\r\n";
        for (std::size_t begin = 0; begin < address.size();) {
            const auto end = std::min(address.find_first_of(ends, begin), address.size());
            const auto part = address.substr(begin, end - begin);
            const auto folded = profile::fold(part);
            if (std::any_of(part.begin(), part.end(), isDigit) && folded.find(' ') != std::string::npos && holds(part))
                return true;
            begin = end + 1;
        }
        return false;
    }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }

    static bool isIn(const std::string& text, const std::string& folded)
    {
        return folded.size() >= shortestId && text.find(' ' + folded + ' ') != std::string::npos;
    }

    /// "7TH OF MARCH" -> " 7 MARCH ".
    static std::string withoutOrdinals(const std::string& folded)
    {
        static const std::set<std::string> endings{"ST", "ND", "RD", "TH"};
        std::string text = " ";
        std::istringstream words{folded};
        for (std::string word; words >> word;) {
            const bool isOrdinal =
                word.size() > 2 && isDigit(word.front()) && endings.contains(word.substr(word.size() - 2));
            if (word != "OF" && word != "THE")
                text += (isOrdinal ? word.substr(0, word.size() - 2) : word) + ' ';
        }
        return text;
    }

    static std::string withoutZeros(const std::string& folded)
    {
        std::string text;
        for (std::size_t i = 0; i < folded.size(); ++i) {
            const bool begins = i == 0 || folded[i - 1] == ' ';
            if (!(begins && folded[i] == '0'))
                text += folded[i];
        }
        return text;
    }

    std::string m_text; ///< folded, a blank before and after each word
    std::string m_days; ///< likewise, without what stands round the numbers of a day
    std::set<std::string> m_words;
    std::string m_digits;
};

bool isTold(const Typed& typed, const std::string& value, const std::string& keyword)
{
    const bool isOfPatient = keyword.starts_with("Patient") || keyword.starts_with("OtherPatient");
    if (isOfPatient && keyword.find("Name") != std::string::npos)
        return typed.names(value);
    if (keyword == "PatientBirthDate")
        return typed.holdsDay(value);
    if (keyword == "AccessionNumber" || (isOfPatient && keyword.find("ID") != std::string::npos))
        return typed.holds(value);
    if (keyword.ends_with("TelephoneNumbers"))
        return typed.holdsTelephone(value);
    return keyword.ends_with("Address") && keyword != "InstitutionAddress" && typed.holdsStreet(value);
}

}

Done checkTyped(const study::Collection& collection, std::string_view text, const std::string& what)
{
    const Typed typed{text};
    std::set<std::array<std::string, 2>> seen;
    for (const auto& entry : collection.entries()) {
        for (const auto& pair : entry.instance.identity) {
            if (seen.insert(pair).second && isTold(typed, pair[0], pair[1]))
                return Error{ErrorCode::BadArgument, what + " would leave with the release and holds a patient's " +
                                                         pair[1] + ": say it in other words"};
        }
    }
    return done();
}

}
