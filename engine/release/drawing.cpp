// SPDX-License-Identifier: Apache-2.0
#include "engine/release/drawing.h"

#include "engine/release/page.h"

#include <algorithm>

namespace engine::release {

Drawing::Drawing(const ChartLook& look, int height) : m_look{look}
{
    m_text << "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 " << chartWidth << ' ' << height
           << "\" width=\"" << chartWidth << "\" height=\"" << height << "\" font-family=\"" << look.font
           << "\" font-size=\"12\">";
}

void Drawing::words(ChartPoint at, const std::string& text, const std::string& colour, const char* anchor)
{
    m_text << "<text x=\"" << at.x << "\" y=\"" << at.y << "\" fill=\"" << colour << "\" text-anchor=\"" << anchor
           << "\">" << escapeHtml(text) << "</text>";
}

void Drawing::line(ChartPoint from, ChartPoint to, const std::string& colour, double width)
{
    m_text << "<line x1=\"" << from.x << "\" y1=\"" << from.y << "\" x2=\"" << to.x << "\" y2=\"" << to.y
           << "\" stroke=\"" << colour << "\" stroke-width=\"" << width << "\"/>";
}

void Drawing::bar(ChartPoint corner, double width, double height, bool isHatched)
{
    m_text << "<rect x=\"" << corner.x << "\" y=\"" << corner.y - height << "\" width=\"" << width << "\" height=\""
           << height << "\" fill=\"" << (isHatched ? "none" : m_look.fill) << "\" stroke=\"" << m_look.fill << "\"/>";
    // A bar's strokes rise to the right; those at its ends are cut at its edges.
    for (double at = -height + 6; isHatched && at < width; at += 6) {
        const double x1 = std::max(at, 0.0), x2 = std::min(at + height, width);
        if (x2 > x1)
            line({corner.x + x1, corner.y - (x1 - at)}, {corner.x + x2, corner.y - (x2 - at)}, m_look.fill);
    }
}

void Drawing::dot(ChartPoint middle, const std::string& colour, bool isFilled)
{
    m_text << "<circle cx=\"" << middle.x << "\" cy=\"" << middle.y << "\" r=\"4\" fill=\""
           << (isFilled ? colour : "#ffffff") << "\" stroke=\"" << colour << "\" stroke-width=\"1.5\"/>";
}

void Drawing::limit(ChartPoint from, ChartPoint to, const std::string& text)
{
    const bool isRight = from.x < chartWidth - 180.0;
    line(from, to, m_look.limit, 2);
    words({from.x + (isRight ? 6 : -6), from.y + 10}, text, m_look.limit, isRight ? "start" : "end");
}

std::string Drawing::done()
{
    m_text << "</svg>";
    return m_text.str();
}

}
