// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/local_contrast.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace engine::pixels {

namespace {

// burned-in-text.md §8, view 2: the detector looks at the same picture.
constexpr int radius = 8;
constexpr double middle = 128, gain = 42;

class Values {
public:
    Values(const Frame& frame, ByteView samples) : m_layout{frame.layout}, m_samples{samples} {}

    double at(std::size_t index) const
    {
        const auto size = static_cast<std::size_t>(m_layout.bytesPerSample);
        std::uint32_t raw = 0;
        std::memcpy(&raw, m_samples.data() + index * size, size);
        const int spare = 32 - 8 * m_layout.bytesPerSample;
        return m_layout.isSigned ? static_cast<double>(static_cast<std::int32_t>(raw << spare) >> spare)
                                 : static_cast<double>(raw);
    }

private:
    const FrameLayout& m_layout;
    ByteView m_samples;
};

struct Sum {
    double values = 0, squares = 0;
};

/// One colour of the picture: columns of sums slide down it, a square of them along each row.
class Channel {
public:
    Channel(const Frame& frame, ByteView samples, int channel)
        : m_frame{frame}, m_values{frame, samples}, m_channel{channel},
          m_columns(static_cast<std::size_t>(frame.layout.columns))
    {
    }

    void draw(Bytes& picture)
    {
        const auto& layout = m_frame.layout;
        for (int row = 0; row < std::min(radius, layout.rows); ++row)
            add(row, 1);
        for (int row = 0; row < layout.rows; ++row) {
            if (row + radius < layout.rows)
                add(row + radius, 1);
            if (row - radius > 0)
                add(row - radius - 1, -1);
            const int lines = std::min(row + radius, layout.rows - 1) - std::max(0, row - radius) + 1;
            drawRow(row, lines, picture);
        }
    }

private:
    std::size_t indexOf(int x, int y) const
    {
        const auto pixel = static_cast<std::size_t>(y) * m_columns.size() + static_cast<std::size_t>(x);
        return pixel * static_cast<std::size_t>(m_frame.layout.samplesPerPixel) + static_cast<std::size_t>(m_channel);
    }

    void add(int row, double sign)
    {
        for (int x = 0; x < m_frame.layout.columns; ++x) {
            const double value = m_values.at(indexOf(x, row));
            auto& sum = m_columns[static_cast<std::size_t>(x)];
            sum.values += sign * value;
            sum.squares += sign * value * value;
        }
    }

    void drawRow(int row, int lines, Bytes& picture) const
    {
        const int columns = m_frame.layout.columns;
        Sum square;
        const auto take = [&](int x, double sign) {
            square.values += sign * m_columns[static_cast<std::size_t>(x)].values;
            square.squares += sign * m_columns[static_cast<std::size_t>(x)].squares;
        };
        for (int x = 0; x < std::min(radius, columns); ++x)
            take(x, 1);
        for (int x = 0; x < columns; ++x) {
            if (x + radius < columns)
                take(x + radius, 1);
            if (x - radius > 0)
                take(x - radius - 1, -1);
            const double count = double(lines) * (std::min(x + radius, columns - 1) - std::max(0, x - radius) + 1);
            const double mean = square.values / count;
            const double deviation = std::sqrt(std::max(0., square.squares / count - mean * mean));
            const double away = (m_values.at(indexOf(x, row)) - mean) / (deviation + 1) * gain;
            picture[indexOf(x, row)] = static_cast<std::uint8_t>(
                std::clamp(middle + (m_frame.presentation.inverted ? -away : away), 0., 255.));
        }
    }

    const Frame& m_frame;
    Values m_values;
    int m_channel;
    std::vector<Sum> m_columns;
};

}

Result<Bytes> renderLocalContrast(const Frame& frame, ByteView samples)
{
    if (auto whole = check(frame, samples.size()); !whole)
        return Error{ErrorCode::BadArgument, whole.error().where};
    const auto& layout = frame.layout;
    Bytes picture(layout.bytes() / static_cast<std::size_t>(layout.bytesPerSample));
    for (int channel = 0; channel < layout.samplesPerPixel; ++channel)
        Channel{frame, samples, channel}.draw(picture);
    return picture;
}

}
