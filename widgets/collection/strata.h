// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/study/collection.h"

#include <QAbstractTableModel>

namespace widgets::collection {

/// Images of one kind: what makes them alike in risk.
struct Stratum {
    QString modality, device, size;
    bool showsText = false; ///< kinds of images that often carry text in the picture
    std::size_t images = 0, files = 0;

    bool operator==(const Stratum&) const = default;
};

std::vector<Stratum> strataOf(const engine::study::Collection& collection);

/// The table by stratum; a copy of the rows.
class StrataModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    void setRows(std::vector<Stratum> rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Stratum> m_rows;
};

}
