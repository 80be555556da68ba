// SPDX-License-Identifier: Apache-2.0
#include "engine/release/contours.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace engine::release {

namespace {

using dicom::Edit;
using dicom::Tag;

constexpr Tag regions{0x3006, 0x0039}, contours{0x3006, 0x0040}, kind{0x3006, 0x0042}, points{0x3006, 0x0046},
    coordinates{0x3006, 0x0050}, offset{0x3006, 0x0045};

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

/// A place, and how it is written.
struct Point {
    face::Vector place{};
    std::string_view text;
};

/// Nothing where the value is no list of places.
std::optional<std::vector<Point>> pointsOf(std::string_view value)
{
    std::vector<Point> all;
    for (std::size_t at = 0; at < value.size();) {
        Point point;
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

/// What is left of one contour.
struct Left {
    std::string value;
    std::size_t points = 0;
    std::uint64_t taken = 0;
};

Result<Left> leftOf(const dicom::Item& contour, const face::Cutter& cutter)
{
    const auto* data = dicom::find(contour.elements, coordinates);
    const auto all = data && data->value.empty() && data->length > 0 ? std::nullopt
                     : data                                          ? pointsOf(data->value)
                                                                     : std::vector<Point>{};
    if (!all || dicom::find(contour.elements, offset))
        return Error{ErrorCode::Unsupported, "contour data"};
    Left left;
    for (const auto& point : *all) {
        if (cutter.takes(point.place)) {
            ++left.taken;
            continue;
        }
        left.value += (left.points++ > 0 ? "\\" : "") + std::string{point.text};
    }
    return left;
}

std::size_t fewestPoints(const dicom::Item& contour)
{
    const auto form = dicom::valueOf(contour.elements, kind);
    return form == "POINT" ? 1 : form.starts_with("OPEN") ? 2 : 3;
}

/// Goes through all contours; edits are in an order that keeps the numbers of the items true.
class Clipping {
public:
    Clipping(const dicom::Tree& tree, const face::Cut& cut) : m_tree{tree}, m_cutter{cut} {}

    Done run()
    {
        const auto* all = dicom::find(m_tree.elements, regions);
        for (std::size_t i = 0; all && i < all->items.size(); ++i) {
            if (auto clipped = clipRegion(all->items[i], static_cast<int>(i)); !clipped)
                return clipped;
        }
        return done();
    }

    std::uint64_t taken() const { return m_taken; }
    const std::vector<Edit>& edits() const { return m_edits; }

private:
    Done clipRegion(const dicom::Item& region, int number)
    {
        const auto* all = dicom::find(region.elements, contours);
        const dicom::PathStep above{regions, {}, number};
        std::size_t gone = 0;
        for (std::size_t i = all ? all->items.size() : 0; i-- > 0;) {
            const auto left = leftOf(all->items[i], m_cutter);
            if (!left)
                return left.error();
            m_taken += left->taken;
            if (left->taken == 0)
                continue;
            const dicom::PathStep step{contours, {}, static_cast<int>(i)};
            const bool isGone = left->points < fewestPoints(all->items[i]);
            gone += isGone ? 1 : 0;
            if (isGone)
                m_edits.push_back({{above, step}, Edit::Kind::Remove, {}, {}});
            else
                rewrite({above, step}, *left);
        }
        if (all && gone > 0 && gone == all->items.size())
            m_edits.push_back({{above, {contours, {}, -1}}, Edit::Kind::Remove, {}, {}});
        return done();
    }

    void rewrite(const dicom::TagPath& contour, const Left& left)
    {
        const auto in = [&](Tag tag) {
            auto path = contour;
            path.push_back({tag, {}, -1});
            return path;
        };
        m_edits.push_back({in(points), Edit::Kind::Set, "IS", std::to_string(left.points)});
        m_edits.push_back({in(coordinates), Edit::Kind::Set, "DS", left.value});
    }

    const dicom::Tree& m_tree;
    const face::Cutter m_cutter;
    std::uint64_t m_taken = 0;
    std::vector<Edit> m_edits;
};

}

Result<std::uint64_t> clipContours(dicom::DataSet& dataSet, const face::Cut& cut)
{
    const auto tree = dicom::read(dataSet);
    Clipping clipping{tree, cut};
    if (auto clipped = clipping.run(); !clipped)
        return clipped.error();
    if (auto applied = dicom::applyEdits(dataSet, clipping.edits()); !applied)
        return applied.error();
    return clipping.taken();
}

Result<std::uint64_t> pointsIn(const dicom::DataSet& dataSet, const face::Cut& cut)
{
    const auto tree = dicom::read(dataSet);
    Clipping clipping{tree, cut};
    if (auto clipped = clipping.run(); !clipped)
        return clipped.error();
    return clipping.taken();
}

}
