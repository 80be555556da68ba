// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/theme.h"

#include <QProxyStyle>

class QStyleOptionButton;

namespace widgets::look {

/// Fusion with our surfaces: flat controls, thin scroll bars, one focus ring. Holds the theme that every widget reads.
class Style : public QProxyStyle {
    Q_OBJECT

public:
    explicit Style(Theme theme);

    const Theme& theme() const { return m_theme; }

    using QProxyStyle::polish;
    void polish(QPalette& palette) override;
    void polish(QWidget* widget) override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* back) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* p,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* p,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* p,
                            const QWidget* widget) const override;

private:
    void drawMenuBarPart(ControlElement element, const QStyleOption* option, QPainter* p) const;
    void drawButton(const QStyleOption* option, QPainter* p, const QWidget* widget) const;
    void drawButtonLabel(const QStyleOptionButton& option, QPainter* p, const QWidget* widget) const;
    void drawField(const QStyleOption* option, QPainter* p) const;
    void drawTick(const QStyleOption* option, QPainter* p, bool round) const;

    Theme m_theme;
};

/// The one focus ring: two pixels of amber, one pixel outside the control.
void drawFocusRing(QPainter* p, const QRect& rect, const Theme& theme);

}
