// SPDX-License-Identifier: Apache-2.0
#include "engine/release/contours.h"

#include "engine/release/contour_points.h"

namespace engine::release {

namespace {

using dicom::Edit;
using dicom::Tag;

constexpr Tag regions{0x3006, 0x0039}, contours{0x3006, 0x0040}, kind{0x3006, 0x0042}, points{0x3006, 0x0046},
    coordinates{0x3006, 0x0050};

/// What is left of one contour.
struct Left {
    std::string value;
    std::size_t points = 0;
    std::uint64_t taken = 0;
};

Result<Left> leftOf(const dicom::Item& contour, const face::Cutter& cutter)
{
    const auto all = pointsOf(contour);
    if (!all)
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
