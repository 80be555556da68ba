// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/style.h"

#include <QAbstractSpinBox>
#include <QAbstractItemView>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOption>

namespace widgets::look {

Style::Style(Theme theme) : QProxyStyle{"fusion"}, m_theme{std::move(theme)} {}

void Style::polish(QPalette& palette)
{
    const auto& t = m_theme;
    palette.setColor(QPalette::Window, t[Role::Window]);
    palette.setColor(QPalette::Base, t[Role::Panel]);
    palette.setColor(QPalette::AlternateBase, t[Role::Raised]);
    palette.setColor(QPalette::Button, t[Role::Control]);
    palette.setColor(QPalette::ToolTipBase, t[Role::Raised]);
    palette.setColor(QPalette::Highlight, t[Role::Selection]);
    for (auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::HighlightedText})
        palette.setColor(role, t[Role::Text]);
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t[Role::Dim]);
    palette.setColor(QPalette::PlaceholderText, t[Role::Text2]);
    palette.setColor(QPalette::Link, t[Role::Amber]);
    // Fusion derives its own edges and shadows from these.
    palette.setColor(QPalette::Light, t[Role::Hover]);
    palette.setColor(QPalette::Midlight, t[Role::Control]);
    palette.setColor(QPalette::Mid, t[Role::Line]);
    palette.setColor(QPalette::Dark, t[Role::Line]);
    palette.setColor(QPalette::Shadow, t[Role::Window]);
}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QScrollBar*>(widget) || widget->inherits("QAbstractButton"))
        widget->setAttribute(Qt::WA_Hover);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 10;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
        return 16;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_HeaderMargin:
        return 10;
    case PM_FocusFrameHMargin:
        return qobject_cast<const QAbstractItemView*>(widget) ? 9 : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_MenuBarPanelWidth:
        return 0;
    case PM_MenuBarVMargin:
        return 0;
    case PM_MenuBarItemSpacing:
        return 2;
    case PM_DefaultFrameWidth:
        return qobject_cast<const QAbstractItemView*>(widget) ? 0 : 1;
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
        return 5;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* back) const
{
    switch (hint) {
    case SH_UnderlineShortcut:
        return 0;
    case SH_EtchDisabledText:
        return 0;
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 400;
    case SH_ScrollBar_Transient:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, back);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const
{
    const auto wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    return type == CT_MenuBarItem ? QSize{wanted.width() + 4, 28} : wanted;
}

void drawFocusRing(QPainter* p, const QRect& rect, const Theme& theme)
{
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    p->setPen({theme[Role::Amber], metric::focus});
    p->setBrush(Qt::NoBrush);
    p->drawRoundedRect(QRectF{rect}.adjusted(1, 1, -1, -1), metric::radius, metric::radius);
    p->restore();
}

void Style::drawButton(const QStyleOption* option, QPainter* p, const QWidget* widget) const
{
    const bool primary = widget && widget->property("primary").toBool();
    const bool enabled = option->state & State_Enabled;
    QColor fill = m_theme[primary ? Role::AmberFill : Role::Control];
    if (enabled && (option->state & State_MouseOver))
        fill = primary ? fill.lighter(108) : m_theme[Role::Hover];
    if (option->state & (State_Sunken | State_On))
        fill = primary ? fill.darker(112) : m_theme[Role::Hover];
    if (!enabled)
        fill = m_theme[Role::Raised];
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    p->setPen(QPen{primary && enabled ? m_theme[Role::Amber] : m_theme[m_theme.dark ? Role::Hover : Role::Line], 1});
    p->setBrush(fill);
    p->drawRoundedRect(QRectF{option->rect}.adjusted(.5, .5, -.5, -.5), metric::radius, metric::radius);
    p->restore();
}

void Style::drawButtonLabel(const QStyleOptionButton& option, QPainter* p, const QWidget* widget) const
{
    const bool primary = widget && widget->property("primary").toBool();
    const bool enabled = option.state & State_Enabled;
    constexpr int side = 16, gap = 8;
    const int words = p->fontMetrics().horizontalAdvance(option.text);
    const int whole = words + (option.icon.isNull() ? 0 : side + gap);
    QRect place{option.rect.center().x() - whole / 2, option.rect.top(), whole, option.rect.height()};
    if (!option.icon.isNull()) {
        option.icon.paint(p, QRect{place.left(), place.center().y() - side / 2 + 1, side, side}, Qt::AlignCenter,
                          enabled ? QIcon::Normal : QIcon::Disabled);
        place.setLeft(place.left() + side + gap);
    }
    p->setPen(!enabled ? m_theme[Role::Dim] : m_theme[primary ? Role::OnAmber : Role::Text]);
    p->drawText(place, Qt::AlignVCenter | Qt::TextHideMnemonic, option.text);
}

void Style::drawField(const QStyleOption* option, QPainter* p) const
{
    const bool focus = option->state & State_HasFocus;
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    p->setPen({m_theme[focus ? Role::Amber : Role::FieldLine], focus ? 2. : 1.});
    p->setBrush(m_theme[m_theme.dark ? Role::Window : Role::Raised]);
    const double inset = focus ? 1 : .5;
    p->drawRoundedRect(QRectF{option->rect}.adjusted(inset, inset, -inset, -inset), metric::radius, metric::radius);
    p->restore();
}

void Style::drawTick(const QStyleOption* option, QPainter* p, bool round) const
{
    const bool on = option->state & State_On;
    const QRectF box = QRectF{option->rect}.adjusted(.5, .5, -.5, -.5);
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    p->setPen({m_theme[on ? Role::Amber : Role::FieldLine], 1});
    p->setBrush(on ? m_theme[Role::AmberFill] : m_theme[Role::Panel]);
    if (round)
        p->drawEllipse(box);
    else
        p->drawRoundedRect(box, 3, 3);
    p->setPen({m_theme[Role::OnAmber], 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    p->setBrush(m_theme[Role::OnAmber]);
    const auto at = [&](double x, double y) { return box.topLeft() + QPointF{x * box.width(), y * box.height()}; };
    if (on && round)
        p->drawEllipse(box.center(), 1.6, 1.6);
    else if (on)
        p->drawPolyline(QPolygonF{{at(.25, .52), at(.43, .70), at(.76, .32)}});
    p->restore();
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* p,
                          const QWidget* widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        drawButton(option, p, widget);
        return;
    case PE_PanelButtonTool:
        if (option->state & (State_MouseOver | State_On | State_Sunken)) {
            p->setRenderHint(QPainter::Antialiasing);
            p->setPen(Qt::NoPen);
            p->setBrush(m_theme[Role::Hover]);
            p->drawRoundedRect(option->rect, metric::radius, metric::radius);
        }
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (!widget || !qobject_cast<const QAbstractSpinBox*>(widget->parentWidget())) // the box round it is the field
            drawField(option, p);
        return;
    case PE_IndicatorCheckBox:
        drawTick(option, p, false);
        return;
    case PE_IndicatorRadioButton:
        drawTick(option, p, true);
        return;
    case PE_FrameFocusRect:
        if (option->state & State_KeyboardFocusChange)
            drawFocusRing(p, option->rect, m_theme);
        return;
    case PE_Frame:
    case PE_FrameDefaultButton:
    case PE_FrameStatusBarItem:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, p, widget);
    }
}

void Style::drawMenuBarPart(ControlElement element, const QStyleOption* option, QPainter* p) const
{
    p->fillRect(option->rect, m_theme[Role::Panel]);
    if (element == CE_MenuBarEmptyArea)
        return;
    const auto& item = *static_cast<const QStyleOptionMenuItem*>(option);
    const bool enabled = item.state & State_Enabled;
    if (enabled && (item.state & (State_Selected | State_Sunken))) {
        p->save();
        p->setRenderHint(QPainter::Antialiasing);
        p->setPen(Qt::NoPen);
        p->setBrush(m_theme[Role::Hover]);
        p->drawRoundedRect(item.rect.adjusted(1, 1, -1, -1), metric::radius, metric::radius);
        p->restore();
    }
    p->setPen(m_theme[enabled ? Role::Text2 : Role::Dim]);
    const auto mnemonic =
        styleHint(SH_UnderlineShortcut, option, nullptr, nullptr) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    p->drawText(item.rect, Qt::AlignCenter | mnemonic, item.text);
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* p, const QWidget* widget) const
{
    if (element == CE_Splitter) {
        const auto c = option->rect.center();
        p->fillRect(QRect{c.x(), option->rect.top(), 1, option->rect.height()}, m_theme[Role::Line]);
        return;
    }
    if (element == CE_PushButtonLabel) {
        drawButtonLabel(*static_cast<const QStyleOptionButton*>(option), p, widget);
        return;
    }
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        p->fillRect(option->rect, m_theme[Role::Panel]);
        p->fillRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1, m_theme[Role::Line]);
        return;
    }
    if (element == CE_HeaderLabel) {
        const auto& header = *static_cast<const QStyleOptionHeader*>(option);
        p->setFont(font(Type::Small));
        p->setPen(m_theme[Role::Text2]);
        p->drawText(header.rect.adjusted(0, -20, 0, 20), int(header.textAlignment) | Qt::AlignVCenter, header.text);
        return;
    }
    if (element == CE_MenuBarEmptyArea || element == CE_MenuBarItem) {
        drawMenuBarPart(element, option, p);
        return;
    }
    QProxyStyle::drawControl(element, option, p, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* p,
                               const QWidget* widget) const
{
    if (control != CC_ScrollBar) {
        QProxyStyle::drawComplexControl(control, option, p, widget);
        return;
    }
    auto grip = QRectF{subControlRect(control, option, SC_ScrollBarSlider, widget)}.adjusted(2, 2, -2, -2);
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    p->setPen(Qt::NoPen);
    p->setBrush(m_theme[option->state & State_MouseOver ? Role::FieldLine : Role::Hover]);
    p->drawRoundedRect(grip, 3, 3);
    p->restore();
}

}
