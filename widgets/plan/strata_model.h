// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/sample_plan.h"
#include "engine/journey/strata.h"

#include <QAbstractTableModel>

namespace widgets::plan {

/// A stratum as a plan shows it, and what came of it as far as it was inspected.
struct StratumRow {
    QString kind, device, sopClass, risk; ///< risk: why all of it is looked at, or that a face is possible
    bool whole = false;
    std::int64_t size = 0, planned = 0, upper = 0; ///< units; `upper`: leaks at most, if none is found
    std::int64_t inspected = 0, leaks = 0;
    std::size_t toJudge = 0; ///< images of it that wait for a verdict

    bool operator==(const StratumRow&) const = default;
};

/// The first four cells of a row.
StratumRow rowOf(const engine::journey::StratumFacts& facts, const engine::review::SampleStratum& stratum);

/// Strata as a table: planned, or as they were inspected.
class StrataModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Shows { Plan, Result };
    explicit StrataModel(Shows shows, QObject* parent = nullptr);
    void setRows(std::vector<StratumRow> rows);
    const std::vector<StratumRow>& rows() const { return m_rows; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString words(const StratumRow& row, int column) const;

    Shows m_shows;
    std::vector<StratumRow> m_rows;
};

}
