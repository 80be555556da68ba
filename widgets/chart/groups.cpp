// SPDX-License-Identifier: Apache-2.0
#include "widgets/chart/groups.h"

#include "engine/release/group_chart.h"

#include <QPainter>
#include <QSvgRenderer>

namespace widgets::chart {

using look::Role;

GroupsChart::GroupsChart(QWidget* parent) : QWidget{parent}
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void GroupsChart::show(const engine::Json& assessment, int limit)
{
    m_assessment = assessment;
    m_limit = limit;
    setAccessibleName(QString::fromStdString(engine::release::groupChartInWords(assessment, limit)));
    update();
}

void GroupsChart::paintEvent(QPaintEvent*)
{
    if (m_assessment.is_null())
        return;
    const auto& theme = look::themeOf(this);
    const auto tone = [&](Role role) { return theme[role].name().toStdString(); };
    const auto font = look::font(look::Type::Small);
    const auto drawing =
        engine::release::groupChart(m_assessment, m_limit,
                                    {tone(Role::Text), tone(Role::Text2), tone(Role::FieldLine), tone(Role::Teal),
                                     tone(Role::Amber), font.family().toStdString()});
    QPainter p{this};
    const auto scaled =
        QSizeF{engine::release::chartWidth, engine::release::chartHeight}.scaled(size(), Qt::KeepAspectRatio);
    QSvgRenderer{QByteArray::fromStdString(drawing)}.render(&p, QRectF{QPointF{}, scaled});
}

}
