// SPDX-License-Identifier: Apache-2.0
#include "engine/release/regions.h"

#include "engine/dicom/data_set.h"
#include "engine/pixels/decode.h"
#include "engine/release/contour_points.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace engine::release {

namespace {

using dicom::Tag;
using face::operator+;
using face::operator*;
using face::Vector;

constexpr Tag contourSets{0x3006, 0x0039}, contours{0x3006, 0x0040}, geometricType{0x3006, 0x0042},
    setOf{0x3006, 0x0084}, structures{0x3006, 0x0020}, structureNumber{0x3006, 0x0022}, structureName{0x3006, 0x0026},
    observations{0x3006, 0x0080}, interpretedType{0x3006, 0x00A4}, segments{0x0062, 0x0002},
    segmentationType{0x0062, 0x0001}, segmentNumber{0x0062, 0x0004}, segmentLabel{0x0062, 0x0005},
    identification{0x0062, 0x000A}, referencedSegment{0x0062, 0x000B}, perFrame{0x5200, 0x9230}, shared{0x5200, 0x9229};

struct Measured {
    std::string name;
    bool isOutline = false; ///< of a body, or of what it lies on: a face always cuts it
    double whole = 0, inside = 0;
};

/// PS3.3 C.8.8.8.1, and what outlines are called where nobody said.
bool isOutline(const std::string& type, std::string name)
{
    constexpr std::string_view types[] = {"EXTERNAL", "BOLUS", "SUPPORT", "FIXATION"};
    constexpr std::string_view names[] = {"external", "body",  "skin", "outline", "bolus",
                                          "mask",     "couch", "head", "air",     "background"};
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    std::erase_if(name, [](unsigned char c) { return !std::isalpha(c); });
    return std::find(std::begin(types), std::end(types), type) != std::end(types) ||
           std::find(std::begin(names), std::end(names), name) != std::end(names);
}

int numberIn(const std::vector<dicom::Element>& elements, Tag tag)
{
    const auto text = dicom::valueOf(elements, tag);
    int number = -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// A flat polygon, gone over in small squares.
class Polygon {
public:
    explicit Polygon(const std::vector<ContourPoint>& points) : m_points{points}
    {
        Vector normal{}; // Newell's
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto &a = points[i].place, &b = points[(i + 1) % points.size()].place;
            for (std::size_t axis = 0; axis < 3; ++axis) {
                const auto next = (axis + 1) % 3, last = (axis + 2) % 3;
                normal[axis] += (a[next] - b[next]) * (a[last] + b[last]);
            }
        }
        // Seen along the axis that it faces most: a plane's area there is its own by a factor that all squares share.
        for (std::size_t axis = 1; axis < 3; ++axis)
            m_along = std::abs(normal[axis]) > std::abs(normal[m_along]) ? axis : m_along;
        m_normal = normal;
    }

    void measure(const face::Cutter& cutter, Measured& region) const
    {
        const auto u = (m_along + 1) % 3, v = (m_along + 2) % 3;
        if (m_points.empty() || m_normal[m_along] == 0)
            return;
        auto low = m_points.front().place, high = low;
        for (const auto& [place, text] : m_points) {
            for (std::size_t axis = 0; axis < 3; ++axis) {
                low[axis] = std::min(low[axis], place[axis]);
                high[axis] = std::max(high[axis], place[axis]);
            }
        }
        constexpr double finest = 0.5, lines = 64;
        const double step = std::max(finest, std::max(high[u] - low[u], high[v] - low[v]) / lines);
        for (double y = low[v] + step / 2; y < high[v]; y += step) {
            for (double x = low[u] + step / 2; x < high[u]; x += step) {
                if (!holds(x, y, u, v))
                    continue;
                Vector place{};
                place[u] = x;
                place[v] = y;
                const auto& start = m_points.front().place;
                place[m_along] =
                    start[m_along] - (m_normal[u] * (x - start[u]) + m_normal[v] * (y - start[v])) / m_normal[m_along];
                region.whole += step * step;
                region.inside += cutter.takes(place) ? step * step : 0;
            }
        }
    }

private:
    bool holds(double x, double y, std::size_t u, std::size_t v) const
    {
        bool isInside = false;
        for (std::size_t i = 0; i < m_points.size(); ++i) {
            const auto &a = m_points[i].place, &b = m_points[(i + 1) % m_points.size()].place;
            if ((a[v] > y) != (b[v] > y) && x < a[u] + (y - a[v]) / (b[v] - a[v]) * (b[u] - a[u]))
                isInside = !isInside;
        }
        return isInside;
    }

    const std::vector<ContourPoint>& m_points;
    Vector m_normal{};
    std::size_t m_along = 0;
};

Done addContour(const dicom::Item& contour, const face::Cutter& cutter, Measured& region)
{
    const auto points = pointsOf(contour);
    if (!points)
        return Error{ErrorCode::Unsupported, "contour data"};
    constexpr double ofPoint = 0.01; // mm²: counts where nothing else does, as for points and lines
    for (const auto& point : *points) {
        region.whole += ofPoint;
        region.inside += cutter.takes(point.place) ? ofPoint : 0;
    }
    if (dicom::valueOf(contour.elements, geometricType).starts_with("CLOSED"))
        Polygon{*points}.measure(cutter, region);
    return done();
}

Result<std::vector<Measured>> structuresIn(const dicom::Tree& tree, const face::Cutter& cutter)
{
    std::map<int, std::string> names, types;
    const auto itemsOf = [&](Tag tag) {
        const auto* all = dicom::find(tree.elements, tag);
        return all ? all->items : std::vector<dicom::Item>{};
    };
    for (const auto& item : itemsOf(structures))
        names[numberIn(item.elements, structureNumber)] = dicom::valueOf(item.elements, structureName);
    for (const auto& item : itemsOf(observations))
        types[numberIn(item.elements, setOf)] = dicom::valueOf(item.elements, interpretedType);
    std::vector<Measured> all;
    for (const auto& item : itemsOf(contourSets)) {
        const auto number = numberIn(item.elements, setOf);
        Measured region{names[number], isOutline(types[number], names[number])};
        const auto* own = dicom::find(item.elements, contours);
        for (const auto& contour : own ? own->items : std::vector<dicom::Item>{}) {
            if (auto added = addContour(contour, cutter, region); !added)
                return added.error();
        }
        all.push_back(std::move(region));
    }
    return all;
}

/// Which segment each frame shows; 0 where its pixels say so (label maps).
int segmentOf(const std::vector<dicom::Element>& group)
{
    const auto* sequence = dicom::find(group, identification);
    return sequence && !sequence->items.empty() ? numberIn(sequence->items.front().elements, referencedSegment) : -1;
}

/// The pixels of segmentations.
class SegmentCount {
public:
    SegmentCount(const dicom::DataSet& dataSet, const dicom::Tree& tree, const RegionsInCut& request)
        : m_dataSet{dataSet}, m_tree{tree}, m_places{request.places}, m_cutter{request.cut}
    {
    }

    Result<std::vector<Measured>> run()
    {
        const bool isMap = dicom::valueOf(m_tree.elements, segmentationType) == "LABELMAP";
        if (const auto* all = dicom::find(m_tree.elements, segments)) {
            for (const auto& item : all->items) {
                const auto name = dicom::valueOf(item.elements, segmentLabel);
                m_segments[numberIn(item.elements, segmentNumber)] = {name, isOutline({}, name)};
            }
        }
        const auto* groups = dicom::find(m_tree.elements, perFrame);
        const auto* common = dicom::find(m_tree.elements, shared);
        const int always = common && !common->items.empty() ? segmentOf(common->items.front().elements) : -1;
        for (std::size_t frame = 0; frame < m_places.size(); ++frame) {
            const bool isTold = groups && frame < groups->items.size();
            const int own = isTold ? segmentOf(groups->items[frame].elements) : -1;
            if (auto counted = count(frame, isMap ? 0 : own > 0 ? own : always); !counted)
                return counted.error();
        }
        std::vector<Measured> all;
        for (auto& [number, segment] : m_segments)
            all.push_back(std::move(segment));
        return all;
    }

private:
    /// `segment`: below 0 none that is named.
    Done count(std::size_t frame, int segment)
    {
        const int number = static_cast<int>(frame) + 1;
        const auto layout = pixels::describeFrame(m_dataSet, number);
        if (!layout)
            return layout.error();
        m_samples.resize(layout->layout.bytes());
        const auto decoded = pixels::decodeFrame(m_dataSet, number, m_samples);
        if (!decoded)
            return decoded.error();
        if (decoded->layout.samplesPerPixel != 1 || decoded->layout.bytesPerSample > 2)
            return Error{ErrorCode::Unsupported, "segments"};
        const auto& [origin, alongRow, downColumn] = m_places[frame].place;
        for (int y = 0; y < decoded->layout.rows; ++y) {
            for (int x = 0; x < decoded->layout.columns; ++x) {
                const int value = valueAt(decoded->layout, x, y);
                if (value == 0)
                    continue;
                auto& region = m_segments[segment == 0 ? value : segment];
                region.whole += 1;
                region.inside += m_cutter.takes(origin + alongRow * x + downColumn * y) ? 1 : 0;
            }
        }
        return done();
    }

    int valueAt(const pixels::FrameLayout& layout, int x, int y) const
    {
        const auto size = static_cast<std::size_t>(layout.bytesPerSample);
        const auto at =
            (static_cast<std::size_t>(y) * static_cast<std::size_t>(layout.columns) + static_cast<std::size_t>(x)) *
            size;
        return m_samples[at] + (size > 1 ? 256 * m_samples[at + 1] : 0);
    }

    const dicom::DataSet& m_dataSet;
    const dicom::Tree& m_tree;
    const std::vector<face::FrameCut>& m_places;
    const face::Cutter m_cutter;
    std::map<int, Measured> m_segments;
    Bytes m_samples;
};

}

Result<RegionsInCut::Answer> regionsInCut(const RegionsInCut& request, int file)
{
    const auto dataSet = dicom::load(file);
    if (!dataSet)
        return dataSet.error();
    const auto tree = dicom::read(*dataSet);
    auto measured = dicom::find(tree.elements, segments) ? SegmentCount{*dataSet, tree, request}.run()
                                                         : structuresIn(tree, face::Cutter{request.cut});
    if (!measured)
        return measured.error();
    RegionsInCut::Answer answer;
    for (auto& region : *measured) {
        if (region.inside > 0 && !region.isOutline)
            answer.regions.push_back({std::move(region.name), region.inside / region.whole});
    }
    return answer;
}

}
