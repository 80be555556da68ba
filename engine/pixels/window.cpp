// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/window.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace engine::pixels {

namespace {

template <class Sample>
Sample sampleAt(ByteView samples, std::size_t index)
{
    Sample value{};
    std::memcpy(&value, samples.data() + index * sizeof value, sizeof value);
    return value;
}

template <class Sample>
std::array<double, 2> extremes(ByteView samples)
{
    const auto count = samples.size() / sizeof(Sample);
    auto low = std::numeric_limits<Sample>::max();
    auto high = std::numeric_limits<Sample>::lowest();
    for (std::size_t i = 0; i < count; ++i) {
        const auto value = sampleAt<Sample>(samples, i);
        low = std::min(low, value);
        high = std::max(high, value);
    }
    return {static_cast<double>(low), static_cast<double>(high)};
}

/// Calls `use` with a value of the layout's sample type.
template <class Use>
auto withSampleType(const FrameLayout& layout, const Use& use)
{
    switch (layout.bytesPerSample) {
    case 1:
        return layout.isSigned ? use(std::int8_t{}) : use(std::uint8_t{});
    case 2:
        return layout.isSigned ? use(std::int16_t{}) : use(std::uint16_t{});
    default: // a number, not an enum of ours; `check` lets only 4 come here
        return layout.isSigned ? use(std::int32_t{}) : use(std::uint32_t{});
    }
}

/// PS3.3 C.11.2.1.2.1, with the exact linear function (C.11.2.1.3.2) for widths below 1, which the first cannot hold.
class Ramp {
public:
    Ramp(const Presentation& presentation, const Window& window) : m_presentation{presentation}
    {
        const bool isNarrow = window.width < 1;
        m_low = isNarrow ? window.centre - window.width / 2 : window.centre - 0.5 - (window.width - 1) / 2;
        m_span = std::max(isNarrow ? window.width : window.width - 1, 0.0);
    }

    std::uint8_t grey(double stored) const
    {
        const double value = stored * m_presentation.slope + m_presentation.intercept;
        double part = value > m_low ? 1 : 0;
        if (m_span > 0)
            part = std::clamp((value - m_low) / m_span, 0.0, 1.0);
        return static_cast<std::uint8_t>(std::lround(255 * (m_presentation.inverted ? 1 - part : part)));
    }

private:
    const Presentation& m_presentation;
    double m_low = 0, m_span = 0;
};

template <class Sample>
Bytes greys(ByteView samples, std::size_t count, const Ramp& ramp)
{
    Bytes picture(count);
    if constexpr (sizeof(Sample) <= 2) {
        // A table of all values is smaller than most pictures.
        using Index = std::make_unsigned_t<Sample>;
        Bytes table(std::size_t{std::numeric_limits<Index>::max()} + 1);
        for (std::size_t i = 0; i < table.size(); ++i)
            table[i] = ramp.grey(static_cast<Sample>(static_cast<Index>(i)));
        for (std::size_t i = 0; i < count; ++i)
            picture[i] = table[sampleAt<Index>(samples, i)];
    } else {
        for (std::size_t i = 0; i < count; ++i)
            picture[i] = ramp.grey(sampleAt<Sample>(samples, i));
    }
    return picture;
}

Bytes colours(const FrameLayout& layout, ByteView samples)
{
    const auto count = layout.bytes() / static_cast<std::size_t>(layout.bytesPerSample);
    if (layout.bytesPerSample == 1 && layout.bitsStored >= 8)
        return {samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(count)};
    Bytes picture(count);
    const auto largest = static_cast<double>((std::uint64_t{1} << layout.bitsStored) - 1);
    withSampleType(layout, [&](auto type) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto part = static_cast<double>(sampleAt<decltype(type)>(samples, i)) / largest;
            picture[i] = static_cast<std::uint8_t>(std::lround(255 * std::clamp(part, 0.0, 1.0)));
        }
        return 0;
    });
    return picture;
}

}

Range rangeOf(const Frame& frame, ByteView samples)
{
    const auto& layout = frame.layout;
    if (layout.samplesPerPixel != 1 || !check(frame, samples.size()))
        return {};
    const auto used = samples.first(layout.bytes());
    const auto stored = withSampleType(layout, [used](auto type) { return extremes<decltype(type)>(used); });
    const auto& presentation = frame.presentation;
    const double one = stored[0] * presentation.slope + presentation.intercept;
    const double other = stored[1] * presentation.slope + presentation.intercept;
    return {std::min(one, other), std::max(one, other)};
}

Window defaultWindow(const Frame& frame, ByteView samples)
{
    if (!frame.presentation.windows.empty())
        return frame.presentation.windows.front();
    // So that the ramp begins at `low` and ends at `high` exactly.
    const auto range = rangeOf(frame, samples);
    return {(range.low + range.high + 1) / 2, range.high - range.low + 1, ""};
}

Result<Bytes> render(const Frame& frame, ByteView samples, const Window& window)
{
    if (auto whole = check(frame, samples.size()); !whole)
        return Error{ErrorCode::BadArgument, whole.error().where};
    const auto& layout = frame.layout;
    if (layout.samplesPerPixel == 3)
        return colours(layout, samples);
    const Ramp ramp{frame.presentation, window};
    return withSampleType(
        layout, [&](auto type) { return greys<decltype(type)>(samples, layout.bytes() / sizeof type, ramp); });
}

}
