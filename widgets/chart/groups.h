// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"
#include "widgets/look/theme.h"

#include <QWidget>

namespace widgets::chart {

/// How many patients are alike, as the report draws it (engine/release/group_chart.h), in the colours of the theme.
class GroupsChart : public QWidget {
    Q_OBJECT

public:
    explicit GroupsChart(QWidget* parent = nullptr);
    /// Of statistics::assess; `limit` 0: none was stated.
    void show(const engine::Json& assessment, int limit);
    QSize sizeHint() const override { return {600, 160}; }
    QSize minimumSizeHint() const override { return {300, 80}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    engine::Json m_assessment;
    int m_limit = 0;
};

}
