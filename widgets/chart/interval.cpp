// SPDX-License-Identifier: Apache-2.0
#include "widgets/chart/interval.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace widgets::chart {

using look::Role;

namespace {

QString tr(const char* words)
{
    return QCoreApplication::translate("widgets::chart", words);
}

QString number(double value)
{
    return QLocale{}.toString(qlonglong(value));
}

QString upperWords(const Interval& interval)
{
    return tr(QT_TRANSLATE_NOOP("widgets::chart", "at most %1 leaked")).arg(number(interval.upper));
}

QString limitWords(const Interval& interval)
{
    return tr(QT_TRANSLATE_NOOP("widgets::chart", "limit: %1")).arg(number(interval.limit));
}

/// Words beside `x`, on the side where they fit.
void write(QPainter& p, const QRectF& place, double x, double y, const QString& words)
{
    const QFontMetricsF metrics{p.font()};
    const double width = metrics.horizontalAdvance(words);
    const double left = x + 6 + width <= place.right() ? x + 6 : std::max(place.left(), x - 6 - width);
    p.drawText(QPointF{left, y}, words);
}

}

void drawInterval(QPainter& p, const QRectF& place, const Interval& interval, const look::Theme& theme)
{
    if (interval.size <= 0)
        return;
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.setFont(look::font(look::Type::Small));
    const double end = std::max({interval.upper, interval.limit, 1.0}) * 1.25;
    const auto at = [&](double value) { return place.left() + value / end * place.width(); };
    const double bar = place.top() + place.height() * .46, axis = place.bottom() - 18;
    p.fillRect(QRectF{place.left(), axis, place.width(), 1}, theme[Role::FieldLine]);
    p.fillRect(QRectF{place.left(), axis - 3, 1, 7}, theme[Role::FieldLine]);
    p.setPen(theme[Role::Text2]);
    p.drawText(QPointF{place.left(), place.bottom() - 2}, QStringLiteral("0"));
    p.setPen(Qt::NoPen);
    p.setBrush(theme[Role::Teal]);
    p.drawRect(QRectF{QPointF{at(interval.found), bar - 5},
                      QPointF{std::max(at(interval.upper), at(interval.found) + 2), bar + 5}});
    p.setBrush(theme[Role::Red]);
    if (interval.found > 0)
        p.drawEllipse(QPointF{at(interval.found), bar}, 5, 5);
    p.setPen(theme[Role::Text]);
    write(p, place, at(interval.upper), bar + 4, upperWords(interval));
    if (interval.found > 0) {
        p.setPen(theme[Role::Red]);
        write(p, place, at(interval.found), bar + 22,
              tr(QT_TRANSLATE_NOOP("widgets::chart", "%1 found")).arg(number(interval.found)));
    }
    p.fillRect(QRectF{at(interval.limit), place.top() + 2, 2, axis - place.top() - 2}, theme[Role::Amber]);
    p.setPen(theme[Role::Amber]);
    write(p, place, at(interval.limit) + 2, place.top() + 13, limitWords(interval));
    p.restore();
}

IntervalChart::IntervalChart(QWidget* parent) : QWidget{parent}
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void IntervalChart::show(const Interval& interval)
{
    m_interval = interval;
    setAccessibleName(
        tr(QT_TRANSLATE_NOOP("widgets::chart", "Leaks as an interval: %1 found, %2, %3 of %4"))
            .arg(number(interval.found), upperWords(interval), limitWords(interval), number(interval.size)));
    update();
}

void IntervalChart::paintEvent(QPaintEvent*)
{
    QPainter p{this};
    drawInterval(p, QRectF{rect()}.adjusted(0, 2, -8, -2), m_interval, look::themeOf(this));
}

}
