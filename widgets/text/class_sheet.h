// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/class_boxes.h"

#include <QAbstractListModel>
#include <QImage>
#include <QListView>

namespace widgets::text {

/// One image of a page: what it would look like, or that it is left out.
struct Tile {
    enum class State { Waiting, Shown, Failed };
    const engine::journey::Carried* carried = nullptr;
    QString name; ///< "US · i12"
    QImage picture;
    QSize size; ///< of the image in stored pixels: boxes count in these
    State state = State::Waiting;
    bool isOut = false;

    QString words() const; ///< "2 boxes", "2 boxes, 1 undecided", "left out", ...
};

/// A page of tiles. The rows are its accessible twin: each says in words what would be done.
class TileModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    void setTiles(QList<Tile> tiles);
    void setTile(int row, const Tile& tile);
    const QList<Tile>& tiles() const { return m_tiles; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<Tile> m_tiles;
};

/// The contact sheet: as large as its twelve tiles fit without scrolling. Arrows go from tile to tile.
class ClassSheet : public QListView {
    Q_OBJECT

public:
    explicit ClassSheet(QWidget* parent = nullptr);
    TileModel& tiles() { return *m_model; }

Q_SIGNALS:
    void painted();
    void clickedTile(int row);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void layOut();
    TileModel* m_model;
};

}
