// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/pixel_script.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <map>
#include <optional>

namespace engine::journey {

namespace {

/// Alternatives, each of tests that must all hold.
using Ways = std::vector<std::vector<DeviceTest>>;

constexpr std::size_t mostWays = 64;
constexpr int deepest = 32;

/// Elements by number, as scripts often name them (PS3.6).
const std::map<std::string, std::string, std::less<>> keywords{
    {"0008,0008", "ImageType"},
    {"0008,0016", "SOPClassUID"},
    {"0008,0060", "Modality"},
    {"0008,0070", "Manufacturer"},
    {"0008,1030", "StudyDescription"},
    {"0008,103e", "SeriesDescription"},
    {"0008,1090", "ManufacturerModelName"},
    {"0018,0015", "BodyPartExamined"},
    {"0028,0002", "SamplesPerPixel"},
    {"0028,0004", "PhotometricInterpretation"},
    {"0028,0008", "NumberOfFrames"},
    {"0028,0010", "Rows"},
    {"0028,0011", "Columns"},
    {"0028,0101", "BitsStored"},
    {"0028,0301", "BurnedInAnnotation"},
};

struct Method {
    std::string_view name;
    DeviceTest::How how;
    bool ignoresCase;
};

constexpr std::array methods{Method{"equals", DeviceTest::How::Equals, false},
                             Method{"equalsIgnoreCase", DeviceTest::How::Equals, true},
                             Method{"contains", DeviceTest::How::Contains, false},
                             Method{"containsIgnoreCase", DeviceTest::How::Contains, true},
                             Method{"startsWith", DeviceTest::How::StartsWith, false},
                             Method{"startsWithIgnoreCase", DeviceTest::How::StartsWith, true},
                             Method{"endsWith", DeviceTest::How::EndsWith, false},
                             Method{"endsWithIgnoreCase", DeviceTest::How::EndsWith, true}};

/// Both must hold.
std::optional<Ways> both(const Ways& a, const Ways& b)
{
    if (a.size() * b.size() > mostWays)
        return {};
    Ways ways;
    for (const auto& one : a) {
        for (const auto& other : b) {
            ways.push_back(one);
            ways.back().insert(ways.back().end(), other.begin(), other.end());
        }
    }
    return ways;
}

/// The signature of one section. What cannot be read leaves its reason in `why`.
class Signature {
public:
    explicit Signature(std::string_view text) : m_rest{text} {}

    std::optional<Ways> read()
    {
        auto ways = either(0, false);
        skip();
        if (ways && !m_rest.empty())
            return fail("\"" + std::string{m_rest.substr(0, 20)} + "\"");
        return ways;
    }
    const std::string& why() const { return m_why; }

private:
    std::optional<Ways> fail(const std::string& why)
    {
        if (m_why.empty())
            m_why = why;
        return {};
    }

    void skip()
    {
        while (!m_rest.empty() && std::isspace(static_cast<unsigned char>(m_rest.front())) != 0)
            m_rest.remove_prefix(1);
    }

    bool takes(char mark)
    {
        skip();
        if (m_rest.empty() || m_rest.front() != mark)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    std::string until(std::string_view ends)
    {
        const auto end = std::min(m_rest.find_first_of(ends), m_rest.size());
        std::string word{m_rest.substr(0, end)};
        m_rest.remove_prefix(end);
        return word;
    }

    // Under a negation "or" means "and" and the other way round.
    std::optional<Ways> either(int depth, bool isNot) { return chain('+', depth, isNot); }

    std::optional<Ways> chain(char mark, int depth, bool isNot)
    {
        const auto next = [&] { return mark == '+' ? chain('*', depth, isNot) : one(depth, isNot); };
        auto ways = next();
        while (ways && takes(mark)) {
            const auto more = next();
            if (!more)
                return {};
            if ((mark == '+') != isNot)
                ways->insert(ways->end(), more->begin(), more->end());
            else
                ways = both(*ways, *more);
            if (!ways || ways->size() > mostWays)
                return fail("too many alternatives");
        }
        return ways;
    }

    std::optional<Ways> one(int depth, bool isNot)
    {
        if (depth > deepest)
            return fail("nested too deeply");
        if (takes('!'))
            return one(depth + 1, !isNot);
        if (!takes('('))
            return test(isNot);
        auto ways = either(depth + 1, isNot);
        if (ways && !takes(')'))
            return fail("a parenthesis that does not close");
        return ways;
    }

    std::optional<Ways> test(bool isNot)
    {
        skip();
        const bool isNumber = takes('[');
        auto element = until(isNumber ? "]" : ".");
        if (isNumber && !takes(']'))
            return fail("[" + element);
        if (!takes('.'))
            return fail("\"" + element + "\"");
        const auto name = until("(");
        std::string value;
        if (!takes('(') || !takes('"'))
            return fail(element + "." + name);
        value = until("\"");
        if (!takes('"') || !takes(')'))
            return fail(element + "." + name);
        std::transform(element.begin(), element.end(), element.begin(),
                       [&](unsigned char c) { return static_cast<char>(isNumber ? std::tolower(c) : c); });
        if (const auto known = keywords.find(element); isNumber && known != keywords.end())
            element = known->second;
        const auto method =
            std::find_if(methods.begin(), methods.end(), [&](const Method& known) { return known.name == name; });
        if (!isDeviceField(element))
            return fail("element " + element + " is not among those a template can ask for");
        if (method == methods.end())
            return fail("comparison " + name + " is not one a template can make");
        return Ways{{{element, method->how, value, method->ignoresCase, isNot}}};
    }

    std::string_view m_rest;
    std::string m_why;
};

std::optional<pixels::Box> regionOf(std::string_view text)
{
    std::array<int, 4> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto isGap = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
        while (!text.empty() && isGap(text.front()))
            text.remove_prefix(1);
        const auto [next, failure] = std::from_chars(text.data(), text.data() + text.size(), numbers[i]);
        if (failure != std::errc{})
            return {};
        text.remove_prefix(static_cast<std::size_t>(next - text.data()));
        while (!text.empty() && isGap(text.front()))
            text.remove_prefix(1);
        const bool isLast = i + 1 == numbers.size();
        if (isLast != text.empty() || (!isLast && text.front() != ','))
            return {};
        if (!isLast)
            text.remove_prefix(1);
    }
    const auto [x, y, width, height] = numbers;
    constexpr int mostLines = 65535; // Rows and Columns are US, PS3.3 C.7.6.3
    if (x < 0 || y < 0 || width < 1 || height < 1 || x > mostLines || y > mostLines || width > mostLines ||
        height > mostLines)
        return {};
    return pixels::Box{x, y, width, height, 1, 0};
}

class Script {
public:
    explicit Script(std::string_view text) : m_text{text} {}

    Result<TemplatesRead> read()
    {
        while ((m_at = m_text.find_first_of("{(", m_at)) != std::string_view::npos) {
            const bool isSignature = m_text[m_at] == '{';
            const auto end = isSignature ? m_text.find('}', m_at) : m_text.find(')', m_at);
            if (end == std::string_view::npos)
                return damaged();
            const auto inside = m_text.substr(m_at + 1, end - m_at - 1);
            if (isSignature)
                begin(inside);
            else if (m_isOpen && !take(inside))
                return damaged();
            m_at = end + 1;
        }
        finish();
        return std::move(m_read);
    }

private:
    Error damaged() const { return {ErrorCode::Damaged, "line " + std::to_string(line())}; }
    long line() const
    {
        return 1 + std::count(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(m_at), '\n');
    }

    void begin(std::string_view inside)
    {
        finish();
        m_isOpen = true;
        m_origin = "ctp line " + std::to_string(line());
        Signature signature{inside};
        if (auto ways = signature.read())
            m_ways = std::move(*ways);
        else
            m_read.notRead.push_back("line " + std::to_string(line()) + ": " + signature.why());
    }

    bool take(std::string_view inside)
    {
        const auto region = regionOf(inside);
        if (region)
            m_boxes.push_back(*region);
        return region.has_value();
    }

    void finish()
    {
        for (const auto& tests : m_boxes.empty() ? Ways{} : m_ways)
            m_read.templates.push_back({m_origin, tests, m_boxes, 0});
        m_ways.clear();
        m_boxes.clear();
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_isOpen = false; ///< a signature came before: what stands in parentheses are its regions
    std::string m_origin;
    Ways m_ways;
    std::vector<pixels::Box> m_boxes;
    TemplatesRead m_read;
};

}

Result<TemplatesRead> readPixelScript(std::string_view text)
{
    return Script{text}.read();
}

}
