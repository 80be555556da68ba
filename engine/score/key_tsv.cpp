// SPDX-License-Identifier: Apache-2.0
#include "engine/score/key.h"
#include "engine/score/place.h"

#include <array>
#include <charconv>
#include <map>

namespace engine::score {

namespace {

constexpr std::array<std::string_view, 9> columns{"file", "sop_uid",  "frame",    "where", "box",
                                                  "kind", "original", "expected", "note"};

std::vector<std::string> split(std::string_view text, char at)
{
    std::vector<std::string> parts;
    for (;;) {
        const auto end = text.find(at);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<int> numberFrom(const std::string& text)
{
    int number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

/// "x,y,w,h" and "1", "2-5", "*" or nothing, which is all.
std::optional<pixels::Box> boxFrom(const std::string& corners, const std::string& frames)
{
    std::array<int, 4> numbers{};
    const auto parts = split(corners, ',');
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto number = parts.size() == numbers.size() ? numberFrom(parts[i]) : std::nullopt;
        if (!number)
            return std::nullopt;
        numbers[i] = *number;
    }
    const auto ends = split(frames, '-');
    const bool isAll = frames == "*" || frames.empty();
    const auto first = isAll ? std::optional{1} : numberFrom(ends.front());
    const auto last = isAll ? std::optional{0} : numberFrom(ends.back());
    if (!first || !last || ends.size() > 2)
        return std::nullopt;
    return pixels::Box{numbers[0], numbers[1], numbers[2], numbers[3], *first, *last};
}

Result<std::string> placeFrom(const std::string& where)
{
    constexpr std::string_view meta = "filemeta:";
    if (where.starts_with(meta))
        return placeFromPath(std::string_view{where}.substr(meta.size()));
    return where.starts_with("(") ? placeFromPath(where) : Result<std::string>{where};
}

/// Never what stands there: it is a patient's.
Error wrong(std::size_t line, const std::string& why)
{
    return {ErrorCode::Damaged, "line " + std::to_string(line) + ": " + why};
}

class Reading {
public:
    Done take(const std::vector<std::string>& cells, std::size_t line)
    {
        const auto place = placeFrom(cells[3]);
        const auto demand = demandNamed(cells[7]);
        if (!place)
            return wrong(line, "column 4 is no place in a file");
        if (!demand)
            return wrong(line, "column 8 asks for no check that is known");
        Check check{"line " + std::to_string(line), *demand, *place, cells[3], {cells[6]}, {cells[5]}, {}, {}};
        if (*demand == Demand::TextRemoved || *demand == Demand::PixelsHidden)
            check.texts = split(cells[6], '|');
        if (!cells[4].empty()) {
            check.box = boxFrom(cells[4], cells[2]);
            if (!check.box)
                return wrong(line, "column 5 is no x,y,w,h, or column 3 no frames");
        }
        const auto [known, isNew] = m_subjects.emplace(cells[0], m_key.subjects.size());
        if (isNew)
            m_key.subjects.push_back({Scope::Instance, cells[0], cells[1], {}, {}, {}});
        m_key.subjects[known->second].checks.push_back(std::move(check));
        return done();
    }

    Key key() { return std::move(m_key); }

private:
    Key m_key;
    std::map<std::string, std::size_t> m_subjects;
};

}

Result<Key> keyFromTsv(std::string_view text)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    Reading reading;
    std::size_t number = 0;
    for (auto line : split(text, '\n')) {
        ++number;
        if (line.ends_with('\r'))
            line.pop_back();
        if (line.empty() || line.front() == '#')
            continue;
        const auto cells = split(line, '\t');
        if (number == 1) {
            if (!std::equal(columns.begin(), columns.end() - 1, cells.begin(), cells.end() - (cells.size() == 9)))
                return wrong(1, "not the columns of an answer key");
            continue;
        }
        if (cells.size() < columns.size() - 1)
            return wrong(number,
                         std::to_string(cells.size()) + " columns instead of " + std::to_string(columns.size()));
        if (auto taken = reading.take(cells, number); !taken)
            return taken.error();
    }
    return reading.key();
}

}
