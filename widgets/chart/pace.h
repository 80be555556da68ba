// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/pace.h"
#include "widgets/look/theme.h"

#include <QWidget>

class QPainter;

namespace widgets::chart {

/// Seconds a verdict, in the order in which they were given: a dot each, and a line through the middle of fifteen
/// around it, so that haste and tiredness show. On any device.
void drawPace(QPainter& p, const QRectF& place, const engine::journey::Pace& pace, const look::Theme& theme);

class PaceChart : public QWidget {
    Q_OBJECT

public:
    explicit PaceChart(QWidget* parent = nullptr);
    void show(const engine::journey::Pace& pace);
    QSize sizeHint() const override { return {280, 150}; }
    QSize minimumSizeHint() const override { return {200, 150}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    engine::journey::Pace m_pace;
};

}
