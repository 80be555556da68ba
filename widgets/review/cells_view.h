// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/canvas/canvas.h"
#include "widgets/review/glance.h"

namespace widgets::review {

/// A volume as six pictures, three across, in each of which other text shows.
class CellsView : public QWidget {
    Q_OBJECT

public:
    static constexpr int count = 6;
    static QString nameOf(int cell); ///< "Brightest", 0 to 5
    explicit CellsView(QWidget* parent = nullptr);

    /// `slices`: how many the item has.
    void show(const Glance& glance, int slices);
    void clear(const QString& words); ///< said in the first cell
    canvas::Canvas& first() { return *m_cells.front(); }
    bool isShowing() const { return !m_cells.front()->image().isNull(); }

Q_SIGNALS:
    void painted(); ///< all six have reached the screen

protected:
    void paintEvent(QPaintEvent*) override;

private:
    std::array<canvas::Canvas*, count> m_cells;
    std::set<int> m_waiting; ///< cells that are still to be painted
};

}
