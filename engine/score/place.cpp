// SPDX-License-Identifier: Apache-2.0
#include "engine/score/place.h"

#include <algorithm>
#include <cctype>

namespace engine::score {

namespace {

std::string capitals(std::string_view text)
{
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
        return c < 0x80 ? static_cast<char>(std::toupper(c)) : static_cast<char>(c);
    });
    return result;
}

/// Reads a path from its start; every step says whether the text went on as it should.
class Text {
public:
    explicit Text(std::string_view text) : m_rest{text} {}

    bool isAtEnd() const { return m_rest.empty(); }
    bool take(std::string_view expected)
    {
        if (!m_rest.starts_with(expected))
            return false;
        m_rest.remove_prefix(expected.size());
        return true;
    }
    bool takeDigits(std::size_t count, int base, std::string& digits)
    {
        const auto isDigit = [base](unsigned char c) { return base == 16 ? std::isxdigit(c) : std::isdigit(c); };
        std::size_t length = 0;
        while (length < m_rest.size() && (count == 0 || length < count) && isDigit(m_rest[length]))
            ++length;
        if (length == 0 || (count != 0 && length != count))
            return false;
        digits = capitals(m_rest.substr(0, length));
        m_rest.remove_prefix(length);
        return true;
    }
    bool takeUntil(std::string_view end, std::string& text)
    {
        const auto at = m_rest.find(end);
        if (at == std::string_view::npos)
            return false;
        text = capitals(m_rest.substr(0, at));
        m_rest.remove_prefix(at + end.size());
        return true;
    }

private:
    std::string_view m_rest;
};

struct Step {
    std::string group, element, creator, item;
};

std::string shown(const Step& step)
{
    const auto element = step.creator.empty() ? step.element : "xx" + step.element.substr(step.element.size() - 2);
    auto text = '(' + step.group + ',' + element + ')';
    if (!step.creator.empty())
        text += '{' + step.creator + '}';
    if (step.item.empty())
        return text;
    const auto first = std::min(step.item.find_first_not_of('0'), step.item.size() - 1);
    return text + '[' + step.item.substr(first) + ']';
}

bool takeOurs(Text& text, Step& step)
{
    if (!text.take("(") || !text.takeDigits(4, 16, step.group) || !text.take(",") ||
        !text.takeDigits(4, 16, step.element) || !text.take(")"))
        return false;
    if (text.take("{") && !text.takeUntil("}", step.creator))
        return false;
    if (text.take("["))
        return text.takeDigits(0, 10, step.item) && text.take("]");
    return true;
}

bool takeMidi(Text& text, Step& step)
{
    if (!text.take("<(") || !text.takeDigits(4, 16, step.group) || !text.take(","))
        return false;
    const bool isOwned = text.take("\"");
    if (isOwned && (!text.takeUntil("\",", step.creator) || !text.takeDigits(2, 16, step.element)))
        return false;
    if ((!isOwned && !text.takeDigits(4, 16, step.element)) || !text.take(")>"))
        return false;
    if (text.take("[<"))
        return text.takeDigits(0, 10, step.item) && text.take(">]");
    return true;
}

Result<std::string> placeFrom(std::string_view path, bool (*takeStep)(Text&, Step&), std::string_view between)
{
    Text text{path};
    std::string place;
    do {
        Step step;
        if (!takeStep(text, step) || (!text.isAtEnd() && (step.item.empty() || !text.take(between))))
            return Error{ErrorCode::Damaged, "tag path"};
        place += (place.empty() ? "" : ".") + shown(step);
    } while (!text.isAtEnd());
    return place;
}

}

Result<std::string> placeFromPath(std::string_view path)
{
    return placeFrom(path, takeOurs, ".");
}

Result<std::string> placeFromMidi(std::string_view path)
{
    return placeFrom(path, takeMidi, "");
}

}
