// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/mark.h"
#include "widgets/look/theme.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace widgets::look;

/// WCAG 2.1, relative luminance of an sRGB colour.
double luminance(const QColor& colour)
{
    const auto channel = [](double value) {
        return value <= .04045 ? value / 12.92 : std::pow((value + .055) / 1.055, 2.4);
    };
    return .2126 * channel(colour.redF()) + .7152 * channel(colour.greenF()) + .0722 * channel(colour.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double high = std::max(luminance(a), luminance(b)), low = std::min(luminance(a), luminance(b));
    return (high + .05) / (low + .05);
}

constexpr Role surfaces[] = {Role::Window, Role::Panel, Role::Control, Role::Hover};

TEST(Theme, wordsCanBeReadOnEverySurfaceInBothThemes)
{
    for (const auto& theme : {darkTheme(), lightTheme()})
        for (const auto surface : surfaces)
            for (const auto words : {Role::Text, Role::Text2, Role::Amber, Role::Red, Role::Teal, Role::Violet})
                EXPECT_GE(contrast(theme[words], theme[surface]), 4.5)
                    << (theme.dark ? "dark " : "light ") << int(words) << " on " << int(surface);
}

TEST(Theme, edgesOfFieldsCanBeSeenWhereFieldsStand)
{
    for (const auto& theme : {darkTheme(), lightTheme()})
        for (const auto surface : {Role::Window, Role::Panel, Role::Control})
            EXPECT_GE(contrast(theme[Role::FieldLine], theme[surface]), 3) << theme.dark << ' ' << int(surface);
}

TEST(Theme, wordsOnAmberAndOnSelectionCanBeRead)
{
    for (const auto& theme : {darkTheme(), lightTheme()}) {
        EXPECT_GE(contrast(theme[Role::OnAmber], theme[Role::AmberFill]), 4.5);
        EXPECT_GE(contrast(theme[Role::OnRed], theme[Role::Red]), 4.5);
        EXPECT_GE(contrast(theme[Role::Text], theme[Role::Selection]), 4.5);
    }
}

TEST(Theme, surfacesAreNeutralSoThatGreysInImagesLookRight)
{
    for (const auto& theme : {darkTheme(), lightTheme()}) {
        for (int role = 0; role <= int(Role::CanvasLine); ++role) {
            const auto tone = theme[Role(role)];
            EXPECT_TRUE(tone.red() == tone.green() && tone.green() == tone.blue()) << role;
        }
    }
}

TEST(Theme, digitsAreEquallyWideSoThatCountsDoNotJump)
{
    const QFontMetricsF metrics{font(Type::Body)};
    for (const auto digit : QStringLiteral("123456789"))
        EXPECT_NEAR(metrics.horizontalAdvance(digit), metrics.horizontalAdvance('0'), .05) << digit.toLatin1();
}

QImage greyOf(Mark mark)
{
    QImage image{32, 32, QImage::Format_RGB32};
    image.fill(darkTheme()[Role::Panel]);
    QPainter p{&image};
    drawMark(&p, QRectF{4, 4, 24, 24}, mark, {}, darkTheme());
    p.end();
    // Lines only: where something is drawn, whatever its tone.
    auto shape = image.convertToFormat(QImage::Format_Grayscale8);
    for (int y = 0; y < shape.height(); ++y)
        for (int x = 0; x < shape.width(); ++x)
            shape.scanLine(y)[x] = shape.constScanLine(y)[x] > 60 ? 255 : 0;
    return shape;
}

TEST(Mark, everyPairDiffersInShapeWithoutColour)
{
    const Mark marks[] = {Mark::Unseen, Mark::Open, Mark::Clean, Mark::Identity, Mark::Flag, Mark::Skip};
    for (const auto a : marks) {
        for (const auto b : marks) {
            if (a >= b)
                continue;
            const auto left = greyOf(a), right = greyOf(b);
            int different = 0;
            for (int y = 0; y < left.height(); ++y)
                for (int x = 0; x < left.width(); ++x)
                    different += left.constScanLine(y)[x] != right.constScanLine(y)[x];
            EXPECT_GT(different, 20) << int(a) << " and " << int(b);
            EXPECT_NE(wordOf(a), wordOf(b));
        }
    }
}

}
