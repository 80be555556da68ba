// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/projection.h"

#include "engine/pixels/shape.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace engine::pixels {

namespace {

constexpr float nothing = -std::numeric_limits<float>::infinity();
constexpr int reach = 4; // pixels to each side: strokes up to eight wide vanish in an opening or closing

using Plane = std::vector<float>;

struct Size {
    std::size_t columns = 0, rows = 0, step = 1; ///< samples a pixel
};

/// One row or column with a neighbour `away` samples off; rows and columns differ in the step only.
template <class Choose>
void spread(const Plane& from, Plane& to, std::size_t away, const Choose& choose)
{
    for (std::size_t i = 0; i + away < from.size(); ++i)
        to[i] = choose(to[i], from[i + away]);
    for (std::size_t i = away; i < from.size(); ++i)
        to[i] = choose(to[i], from[i - away]);
}

/// Along rows no neighbour may come from the row before or after.
template <class Choose>
void spreadInRows(const Plane& from, Plane& to, const Size& size, const Choose& choose)
{
    const auto line = size.columns * size.step;
    for (std::size_t row = 0; row < size.rows; ++row) {
        const float* in = from.data() + row * line;
        float* out = to.data() + row * line;
        for (std::size_t k = 1; k <= reach; ++k) {
            const auto away = k * size.step;
            for (std::size_t i = 0; i + away < line; ++i)
                out[i] = choose(out[i], in[i + away]);
            for (std::size_t i = away; i < line; ++i)
                out[i] = choose(out[i], in[i - away]);
        }
    }
}

template <class Choose>
Plane filtered(const Plane& plane, const Size& size, const Choose& choose)
{
    Plane inRows = plane;
    spreadInRows(plane, inRows, size, choose);
    Plane whole = inRows;
    for (std::size_t k = 1; k <= reach; ++k)
        spread(inRows, whole, k * size.columns * size.step, choose);
    return whole;
}

// Objects, not functions: they are inlined into the loops above, which then run several samples at a time.
constexpr auto smaller = [](float a, float b) { return a < b ? a : b; };
constexpr auto larger = [](float a, float b) { return a > b ? a : b; };

template <class Sample>
void readAs(ByteView samples, float sign, Plane& values)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        Sample value{};
        std::memcpy(&value, samples.data() + i * sizeof value, sizeof value);
        values[i] = sign * static_cast<float>(value);
    }
}

}

Projector::Projector(const Frame& first, bool isBrightestOnly) : m_kind{first}, m_isBrightestOnly{isBrightestOnly}
{
    const auto& layout = first.layout;
    const auto count = layout.bytes() / static_cast<std::size_t>(layout.bytesPerSample);
    m_now.resize(count);
    m_high.assign(count, nothing);
    if (isBrightestOnly)
        return;
    m_low.assign(count, -nothing);
    m_sum.assign(count, 0);
    m_change.assign(count, 0);
    m_strokes.assign(count, 0);
}

Done Projector::add(ByteView samples, const std::vector<Box>& hidden)
{
    const auto& layout = m_kind.layout;
    if (samples.size() < layout.bytes())
        return Error{ErrorCode::BadArgument, "samples"};
    read(samples);
    const auto step = static_cast<std::size_t>(layout.samplesPerPixel);
    const auto line = static_cast<std::size_t>(layout.columns) * step;
    for (const auto& box : hidden) {
        for (const auto& part : rectanglesOf(box)) {
            for (int y = part.y; y < std::min(part.y + part.height, layout.rows); ++y) {
                const auto start = m_now.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(y) * line);
                const int right = std::min(part.x + part.width, layout.columns);
                std::fill(start + std::ptrdiff_t{part.x} * layout.samplesPerPixel,
                          start + std::ptrdiff_t{right} * layout.samplesPerPixel, nothing);
            }
        }
    }
    for (std::size_t i = 0; i < m_now.size(); ++i)
        m_high[i] = std::max(m_high[i], m_now[i]);
    if (!m_isBrightestOnly)
        gather(0, m_now.size());
    ++m_frames;
    return done();
}

void Projector::read(ByteView samples)
{
    const auto& layout = m_kind.layout;
    const float sign = m_kind.presentation.inverted ? -1 : 1;
    if (layout.bytesPerSample == 1)
        layout.isSigned ? readAs<std::int8_t>(samples, sign, m_now) : readAs<std::uint8_t>(samples, sign, m_now);
    else if (layout.bytesPerSample == 2)
        layout.isSigned ? readAs<std::int16_t>(samples, sign, m_now) : readAs<std::uint16_t>(samples, sign, m_now);
    else
        layout.isSigned ? readAs<std::int32_t>(samples, sign, m_now) : readAs<std::uint32_t>(samples, sign, m_now);
}

void Projector::gather(std::size_t from, std::size_t to)
{
    for (std::size_t i = from; i < to; ++i) {
        m_low[i] = std::min(m_low[i], m_now[i]);
        m_sum[i] += m_now[i];
    }
    if (m_frames > 0) {
        for (std::size_t i = from; i < to; ++i)
            m_change[i] = std::max(m_change[i], std::abs(m_now[i] - m_before[i]));
    }
    findStrokes();
    m_odd.add(m_now);
    m_before = m_now;
}

void Projector::findStrokes()
{
    const auto& layout = m_kind.layout;
    const Size size{static_cast<std::size_t>(layout.columns), static_cast<std::size_t>(layout.rows),
                    static_cast<std::size_t>(layout.samplesPerPixel)};
    const auto opened = filtered(filtered(m_now, size, smaller), size, larger);
    const auto closed = filtered(filtered(m_now, size, larger), size, smaller);
    for (std::size_t i = 0; i < m_now.size(); ++i)
        m_strokes[i] = std::max({m_strokes[i], m_now[i] - opened[i], closed[i] - m_now[i]});
}

Projector::Plane Projector::of(Panel panel) const
{
    switch (panel) {
    case Panel::Brightest:
        return m_high;
    case Panel::Change:
        return m_change;
    case Panel::Strokes:
        return m_strokes;
    case Panel::Average: {
        auto average = m_sum;
        for (auto& value : average)
            value /= static_cast<float>(std::max(1, m_frames));
        return average;
    }
    case Panel::Darkest:
        return m_low;
    }
    return {};
}

Bytes Projector::picture(Panel panel, std::optional<Range> range) const
{
    return shown(of(panel), range);
}

Projector::Odd Projector::odd() const
{
    const auto found = m_odd.find();
    return {found.index, shown(found.frame, {})};
}

Bytes Projector::shown(const Plane& plane, std::optional<Range> range) const
{
    float low = -nothing, high = nothing;
    for (const auto value : plane) {
        if (!std::isfinite(value))
            continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (range) {
        const auto stored = [&](double value) {
            const auto& presentation = m_kind.presentation;
            const double slope = presentation.slope == 0 ? 1 : presentation.slope;
            return static_cast<float>((value - presentation.intercept) / slope * (presentation.inverted ? -1 : 1));
        };
        std::tie(low, high) = std::minmax({stored(range->low), stored(range->high)});
    }
    Bytes picture(plane.size());
    const float span = high > low ? high - low : 1;
    for (std::size_t i = 0; i < plane.size(); ++i)
        picture[i] = std::isfinite(plane[i])
                         ? static_cast<std::uint8_t>(std::lround(std::clamp((plane[i] - low) / span, 0.F, 1.F) * 255))
                         : std::uint8_t{0};
    return picture;
}

}
