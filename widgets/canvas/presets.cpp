// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/presets.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>
#include <vector>

namespace widgets::canvas {

using engine::journey::DecodedFrame;
using engine::pixels::Window;

namespace {

Window between(double low, double high)
{
    return {(low + high) / 2, std::max(high - low, 1.), {}};
}

double sampleAt(const DecodedFrame& decoded, std::size_t index)
{
    const auto& layout = decoded.frame.layout;
    const auto size = static_cast<std::size_t>(layout.bytesPerSample);
    std::uint32_t raw = 0;
    std::memcpy(&raw, decoded.samples.bytes().data() + index * size, size);
    const int spare = 32 - 8 * int(size);
    const double stored = layout.isSigned ? double(static_cast<std::int32_t>(raw << spare) >> spare) : double(raw);
    return stored * decoded.frame.presentation.slope + decoded.frame.presentation.intercept;
}

Window percentiles(const DecodedFrame& decoded)
{
    const auto size = static_cast<std::size_t>(decoded.frame.layout.bytesPerSample);
    const auto count = decoded.samples.size() / std::max<std::size_t>(size, 1);
    const auto step = std::max<std::size_t>(1, count / 65536); // enough for a percentile, quick on a large plate
    std::vector<double> values;
    for (std::size_t i = 0; i < count; i += step)
        values.push_back(sampleAt(decoded, i));
    if (values.empty())
        return {};
    const auto place = [&](double share) {
        const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * double(values.size() - 1));
        std::nth_element(values.begin(), at, values.end());
        return *at;
    };
    const double low = place(.01);
    return between(low, place(.99));
}

}

std::optional<Window> preset(int digit, const DecodedFrame& decoded, bool isCt)
{
    if (decoded.frame.layout.samplesPerPixel != 1 || decoded.frame.layout.bytesPerSample > 4)
        return {};
    const auto range = engine::pixels::rangeOf(decoded.frame, decoded.samples.bytes());
    const double quarter = (range.high - range.low) / 4;
    switch (digit) {
    case 0:
    case 1:
        return defaultWindow(decoded);
    case 2:
        return between(range.low, range.high);
    case 3:
        return percentiles(decoded);
    case 4:
        return between(range.low, range.low + quarter);
    case 5:
        return between(range.high - quarter, range.high);
    case 7:
        return isCt ? std::optional{Window{40, 400, {}}} : std::nullopt;
    case 8:
        return isCt ? std::optional{Window{-600, 1500, {}}} : std::nullopt;
    case 9:
        return isCt ? std::optional{Window{400, 1800, {}}} : std::nullopt;
    default:
        return {};
    }
}

QString presetWords(int digit)
{
    static constexpr const char* words[] = {
        QT_TRANSLATE_NOOP("widgets::canvas", "File default"),   QT_TRANSLATE_NOOP("widgets::canvas", "File default"),
        QT_TRANSLATE_NOOP("widgets::canvas", "Full range"),     QT_TRANSLATE_NOOP("widgets::canvas", "Middle 98 %"),
        QT_TRANSLATE_NOOP("widgets::canvas", "Dark end"),       QT_TRANSLATE_NOOP("widgets::canvas", "Bright end"),
        QT_TRANSLATE_NOOP("widgets::canvas", "Local contrast"), QT_TRANSLATE_NOOP("widgets::canvas", "CT soft tissue"),
        QT_TRANSLATE_NOOP("widgets::canvas", "CT lung"),        QT_TRANSLATE_NOOP("widgets::canvas", "CT bone")};
    return QCoreApplication::translate("widgets::canvas", words[qBound(0, digit, 9)]);
}

}
