// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/lettering.h"

#include "engine/pixels/turn.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace engine::pixels {

namespace {

/// Samples of one frame as numbers.
class Samples {
public:
    Samples(const FrameLayout& layout, std::span<std::uint8_t> bytes)
        : m_size{static_cast<std::size_t>(layout.bytesPerSample)}, m_isSigned{layout.isSigned}, m_bytes{bytes}
    {
    }

    std::int64_t at(std::size_t index) const
    {
        std::uint32_t raw = 0;
        std::memcpy(&raw, m_bytes.data() + index * m_size, m_size);
        const auto spare = 32 - 8 * static_cast<int>(m_size);
        return m_isSigned ? std::int64_t{static_cast<std::int32_t>(raw << spare) >> spare} : std::int64_t{raw};
    }

    void set(std::size_t index, std::int64_t value)
    {
        const auto raw = static_cast<std::uint32_t>(value);
        std::memcpy(m_bytes.data() + index * m_size, &raw, m_size);
    }

private:
    std::size_t m_size;
    bool m_isSigned;
    std::span<std::uint8_t> m_bytes;
};

}

void write(const Lettering& lettering, const Frame& frame, std::span<std::uint8_t> bytes)
{
    const auto& layout = frame.layout;
    const auto colours = static_cast<std::size_t>(layout.samplesPerPixel);
    const auto count = static_cast<std::size_t>(layout.columns) * static_cast<std::size_t>(layout.rows) * colours;
    if (count == 0 || bytes.size() < layout.bytes())
        return;
    Samples samples{layout, bytes};
    auto darkest = samples.at(0);
    auto brightest = darkest;
    for (std::size_t i = 1; i < count; ++i) {
        darkest = std::min(darkest, samples.at(i));
        brightest = std::max(brightest, samples.at(i));
    }
    if (darkest == brightest) // a flat picture: written in what its bits can hold
        brightest = darkest + (std::int64_t{1} << (layout.bitsStored - 1)) - 1;
    const double level = frame.presentation.inverted ? 1 - lettering.level : lettering.level;
    const auto value = darkest + std::llround(level * static_cast<double>(brightest - darkest));
    for (const auto& stroke : lettering.strokes) {
        const auto box = toStored({stroke.x, stroke.y, stroke.width, stroke.height}, frame);
        const int right = std::min(box.x + box.width, layout.columns),
                  bottom = std::min(box.y + box.height, layout.rows);
        for (int y = std::max(0, box.y); y < bottom; ++y) {
            for (int x = std::max(0, box.x); x < right; ++x) {
                const auto pixel = static_cast<std::size_t>(y) * static_cast<std::size_t>(layout.columns) +
                                   static_cast<std::size_t>(x);
                for (std::size_t colour = 0; colour < colours; ++colour)
                    samples.set(pixel * colours + colour, value);
            }
        }
    }
}

}
