// SPDX-License-Identifier: Apache-2.0
#include "engine/face/volume.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace engine::face {

namespace {

template <class Sample>
void widen(ByteView samples, std::vector<float>& values)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        Sample sample;
        std::memcpy(&sample, samples.data() + i * sizeof sample, sizeof sample);
        values[i] = static_cast<float>(sample);
    }
}

std::vector<float> storedValues(const pixels::FrameLayout& layout, ByteView samples)
{
    std::vector<float> values(static_cast<std::size_t>(layout.columns) * static_cast<std::size_t>(layout.rows));
    if (layout.bytesPerSample == 1)
        layout.isSigned ? widen<std::int8_t>(samples, values) : widen<std::uint8_t>(samples, values);
    else if (layout.bytesPerSample == 2)
        layout.isSigned ? widen<std::int16_t>(samples, values) : widen<std::uint16_t>(samples, values);
    else
        layout.isSigned ? widen<std::int32_t>(samples, values) : widen<std::uint32_t>(samples, values);
    return values;
}

/// Smallest plus largest stored value: what turns the scale round.
double endsOf(const pixels::FrameLayout& layout)
{
    return layout.isSigned ? -1 : std::ldexp(1.0, layout.bitsStored) - 1;
}

std::int16_t clamped(double value)
{
    constexpr double low = std::numeric_limits<std::int16_t>::min(), high = std::numeric_limits<std::int16_t>::max();
    return static_cast<std::int16_t>(std::lround(std::clamp(value, low, high)));
}

}

int storedFor(double sample, const SampleUnits& units, const Volume& volume, const pixels::Frame& frame)
{
    const auto& presentation = frame.presentation;
    double stored = (sample / units.factor + units.offset - presentation.intercept) / presentation.slope;
    if (presentation.inverted && !volume.isHounsfield)
        stored = endsOf(frame.layout) - stored;
    const int bits = frame.layout.bitsStored;
    const double low = frame.layout.isSigned ? -std::ldexp(1.0, bits - 1) : 0, high = low + std::ldexp(1.0, bits) - 1;
    return static_cast<int>(std::clamp(std::round(stored), low, high));
}

VolumeFilling::VolumeFilling(const VolumePlan& plan, std::span<std::int16_t> samples) : m_plan{plan}, m_samples{samples}
{
    assert(samples.size_bytes() >= plan.volume.bytes());
}

Done VolumeFilling::place(std::size_t at, const pixels::Frame& frame, ByteView samples)
{
    const auto& layout = frame.layout;
    const auto& size = m_plan.volume.size;
    if (at >= m_plan.instances.size() || layout.samplesPerPixel != 1 || layout.columns != size[0] ||
        layout.rows != size[1] || samples.size() < layout.bytes())
        return Error{ErrorCode::BadArgument, "slice " + std::to_string(at)};
    const auto& [slope, intercept, isInverted, windows] = frame.presentation;
    if (!std::isfinite(slope) || !std::isfinite(intercept) || slope == 0)
        return Error{ErrorCode::Damaged, "slice " + std::to_string(at)};
    if (!m_hasUnits)
        chooseUnits(frame);
    auto values = storedValues(layout, samples);
    const bool isTurned = isInverted && !m_plan.volume.isHounsfield;
    const double ends = endsOf(layout);
    for (auto& value : values) {
        const double stored = isTurned ? ends - static_cast<double>(value) : static_cast<double>(value);
        value = static_cast<float>((stored * slope + intercept - m_units.offset) * m_units.factor);
    }
    for (const auto& share : sharesOf(at))
        add(share, values);
    return done();
}

void VolumeFilling::chooseUnits(const pixels::Frame& frame)
{
    m_hasUnits = true;
    if (m_plan.volume.isHounsfield)
        return;
    const int bits = frame.layout.bitsStored - (frame.layout.isSigned ? 1 : 0);
    m_units.offset = frame.presentation.intercept;
    m_units.factor = std::min(1.0, std::ldexp(1.0, 15 - bits)) / std::abs(frame.presentation.slope);
}

std::vector<VolumeFilling::Share> VolumeFilling::sharesOf(std::size_t at) const
{
    const auto& places = m_plan.places;
    const double here = places[at];
    const double before = at > 0 ? places[at - 1] : here - 1;
    const double after = at + 1 < places.size() ? places[at + 1] : here + 1;
    std::vector<Share> shares;
    const int from = std::max(0, static_cast<int>(std::ceil(before)));
    const int to = std::min(m_plan.volume.size[2] - 1, static_cast<int>(std::floor(after)));
    for (int slice = from; slice <= to; ++slice) {
        const double weight = slice < here ? (slice - before) / (here - before) : (after - slice) / (after - here);
        if (weight > 0)
            shares.push_back({slice, weight});
    }
    return shares;
}

void VolumeFilling::add(const Share& share, const std::vector<float>& values)
{
    const auto slice = m_samples.subspan(static_cast<std::size_t>(share.slice) * values.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        slice[i] = clamped(slice[i] + share.weight * static_cast<double>(values[i]));
}

}
