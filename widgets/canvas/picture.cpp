// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/picture.h"

#include "engine/pixels/local_contrast.h"

#include <QLocale>
#include <QTransform>

#include <cstring>

namespace widgets::canvas {

using engine::journey::DecodedFrame;

namespace {

QImage imageOf(const QSize& size, bool isGrey, const engine::Bytes& pixels)
{
    QImage image{size, isGrey ? QImage::Format_Grayscale8 : QImage::Format_RGB888};
    const auto line = static_cast<std::size_t>(size.width()) * (isGrey ? 1 : 3);
    if (image.isNull() || pixels.size() < line * static_cast<std::size_t>(size.height()))
        return {};
    for (int y = 0; y < size.height(); ++y)
        std::memcpy(image.scanLine(y), pixels.data() + line * static_cast<std::size_t>(y), line);
    return image.convertToFormat(QImage::Format_RGB32); // what the screen draws without converting again
}

}

QImage toImage(const DecodedFrame& decoded, const engine::pixels::Window& window)
{
    const auto& layout = decoded.frame.layout;
    const auto pixels = engine::pixels::render(decoded.frame, decoded.samples.bytes(), window);
    return pixels ? imageOf({layout.columns, layout.rows}, layout.samplesPerPixel == 1, *pixels) : QImage{};
}

QImage toLocalContrast(const DecodedFrame& decoded)
{
    const auto& layout = decoded.frame.layout;
    const auto pixels = engine::pixels::renderLocalContrast(decoded.frame, decoded.samples.bytes());
    return pixels ? imageOf({layout.columns, layout.rows}, layout.samplesPerPixel == 1, *pixels) : QImage{};
}

QImage toImage(const engine::journey::Projections& made, engine::pixels::Panel panel)
{
    return imageOf({made.columns, made.rows}, made.samplesPerPixel == 1,
                   made.pictures[static_cast<std::size_t>(panel)]);
}

QImage oddImage(const engine::journey::Projections& made)
{
    return imageOf({made.columns, made.rows}, made.samplesPerPixel == 1, made.odd);
}

QImage upright(const QImage& stored, int orientation)
{
    // x' = m11 x + m21 y, y' = m12 x + m22 y; QImage moves the result back to its corner.
    static constexpr double turns[8][4] = {{1, 0, 0, 1}, {-1, 0, 0, 1}, {-1, 0, 0, -1}, {1, 0, 0, -1},
                                           {0, 1, 1, 0}, {0, 1, -1, 0}, {0, -1, -1, 0}, {0, -1, 1, 0}};
    if (orientation < 2 || orientation > 8)
        return stored;
    const auto& turn = turns[orientation - 1];
    return stored.transformed(QTransform{turn[0], turn[1], turn[2], turn[3], 0, 0});
}

engine::pixels::Window defaultWindow(const DecodedFrame& decoded)
{
    return engine::pixels::defaultWindow(decoded.frame, decoded.samples.bytes());
}

QString valueAt(const DecodedFrame& decoded, const QPoint& pixel)
{
    const auto& layout = decoded.frame.layout;
    if (layout.samplesPerPixel != 1 || pixel.x() < 0 || pixel.x() >= layout.columns || pixel.y() < 0 ||
        pixel.y() >= layout.rows)
        return {};
    const auto size = static_cast<std::size_t>(layout.bytesPerSample);
    const auto at = size * (static_cast<std::size_t>(pixel.y()) * static_cast<std::size_t>(layout.columns) +
                            static_cast<std::size_t>(pixel.x()));
    if (size > 4 || at + size > decoded.samples.size())
        return {};
    std::uint32_t raw = 0;
    std::memcpy(&raw, std::as_const(decoded.samples).bytes().data() + at, size);
    const int spare = 32 - 8 * int(size);
    const double stored = layout.isSigned ? double(static_cast<std::int32_t>(raw << spare) >> spare) : double(raw);
    const auto& shown = decoded.frame.presentation;
    return QLocale{}.toString(stored * shown.slope + shown.intercept, 'g', 6);
}

}
