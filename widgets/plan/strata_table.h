// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/plan/strata_model.h"

#include <QTableView>

namespace widgets::plan {

/// The table of strata: rows are chosen as one, Tab leaves it.
class StrataTable : public QTableView {
    Q_OBJECT

public:
    StrataTable(const QString& name, StrataModel::Shows shows, QWidget* parent = nullptr);
    StrataModel& strata() const { return *m_strata; }
    int currentStratum() const { return currentIndex().row(); } ///< -1 when none is

private:
    StrataModel* m_strata;
};

}
