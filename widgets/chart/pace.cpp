// SPDX-License-Identifier: Apache-2.0
#include "widgets/chart/pace.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace widgets::chart {

using look::Role;

namespace {

constexpr std::size_t around = 7; ///< each side of a verdict

QString tr(const char* words)
{
    return QCoreApplication::translate("widgets::chart", words);
}

/// The middle of the steps around `place`.
double middleAt(const engine::journey::Pace& pace, std::size_t place)
{
    const auto from = place < around ? 0 : place - around;
    const auto until = std::min(pace.steps.size(), place + around + 1);
    std::vector<std::int64_t> near;
    for (auto i = from; i < until; ++i)
        near.push_back(pace.steps[i].took);
    std::nth_element(near.begin(), near.begin() + std::ptrdiff_t(near.size() / 2), near.end());
    return double(near[near.size() / 2]);
}

/// Nearly all steps lie under it; the few above are drawn at the edge.
double ceilingOf(const engine::journey::Pace& pace)
{
    std::vector<std::int64_t> sorted;
    for (const auto& step : pace.steps)
        sorted.push_back(step.took);
    std::sort(sorted.begin(), sorted.end());
    return std::max(4.0, double(sorted[sorted.size() * 19 / 20 - (sorted.size() > 19 ? 1 : 0)]) * 1.2);
}

}

void drawPace(QPainter& p, const QRectF& place, const engine::journey::Pace& pace, const look::Theme& theme)
{
    if (pace.steps.size() < 2)
        return;
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.setFont(look::font(look::Type::Small));
    const QRectF field = place.adjusted(32, 8, -4, -20);
    const double ceiling = ceilingOf(pace);
    const auto at = [&](std::size_t verdict, double seconds) {
        return QPointF{field.left() + field.width() * double(verdict) / double(pace.steps.size() - 1),
                       field.bottom() - std::min(seconds, ceiling) / ceiling * field.height()};
    };
    p.fillRect(QRectF{field.left(), field.bottom(), field.width(), 1}, theme[Role::FieldLine]);
    p.setPen(theme[Role::Text2]);
    p.drawText(QRectF{place.left(), field.top() - 6, 28, 14}, Qt::AlignRight,
               tr(QT_TRANSLATE_NOOP("widgets::chart", "%1 s")).arg(int(ceiling)));
    p.drawText(QRectF{place.left(), field.bottom() - 12, 28, 14}, Qt::AlignRight, QStringLiteral("0"));
    p.drawText(QRectF{field.left(), field.bottom() + 4, field.width(), 14}, Qt::AlignLeft,
               tr(QT_TRANSLATE_NOOP("widgets::chart", "first verdict")));
    p.drawText(QRectF{field.left(), field.bottom() + 4, field.width(), 14}, Qt::AlignRight,
               tr(QT_TRANSLATE_NOOP("widgets::chart", "last")));
    p.setPen(Qt::NoPen);
    p.setBrush(theme[Role::FieldLine]);
    QPolygonF middle;
    for (std::size_t i = 0; i < pace.steps.size(); ++i) {
        p.drawEllipse(at(i, double(pace.steps[i].took)), 1.5, 1.5);
        middle += at(i, middleAt(pace, i));
    }
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen{theme[Role::Teal], 2});
    p.drawPolyline(middle);
    p.restore();
}

PaceChart::PaceChart(QWidget* parent) : QWidget{parent}
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PaceChart::show(const engine::journey::Pace& pace)
{
    m_pace = pace;
    setAccessibleName(
        tr(QT_TRANSLATE_NOOP("widgets::chart", "Seconds a verdict over %1 verdicts")).arg(pace.steps.size()));
    update();
}

void PaceChart::paintEvent(QPaintEvent*)
{
    QPainter p{this};
    drawPace(p, QRectF{rect()}, m_pace, look::themeOf(this));
}

}
