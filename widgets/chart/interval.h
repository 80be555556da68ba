// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/theme.h"

#include <QWidget>

class QPainter;

namespace widgets::chart {

/// How many units can have leaked: found, still possible, and what must not be reached.
struct Interval {
    double found = 0, upper = 0, limit = 0;
    double size = 0; ///< units in all; 0: nothing to draw
};

/// On any device, so that screen and paper show the same: a bar from what was found to the bound, a line at the limit,
/// each with its number; the axis begins at 0.
void drawInterval(QPainter& p, const QRectF& place, const Interval& interval, const look::Theme& theme);

class IntervalChart : public QWidget {
    Q_OBJECT

public:
    explicit IntervalChart(QWidget* parent = nullptr);
    void show(const Interval& interval);
    QSize sizeHint() const override { return {480, 96}; }
    QSize minimumSizeHint() const override { return {240, 96}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    Interval m_interval;
};

}
