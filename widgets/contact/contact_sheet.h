// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/mark.h"

#include <QAbstractListModel>
#include <QImage>
#include <QListView>
#include <QPainterPath>

namespace widgets::contact {

/// One item of a page: what it would look like, or that it is left out.
struct Tile {
    enum class State {
        Waiting,
        Shown,
        Refused, ///< shown, and cannot be taken in
        Failed   ///< cannot be shown
    };
    QString name; ///< "US · i12"
    QString deed; ///< what would be done with it: "2 boxes, 1 undecided"
    look::Mark mark = look::Mark::Clean;
    QString letter; ///< in the mark
    QImage picture;
    QPainterPath filled; ///< painted black over the picture
    QSize size;          ///< of the picture in the pixels that `filled` counts in
    State state = State::Waiting;
    bool isOut = false;

    bool isTaken() const { return !isOut && state != State::Refused && state != State::Failed; }
    QString words() const; ///< `deed`, or why nothing is done
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

/// The contact sheet: as large as a whole page fits without scrolling. Arrows go from tile to tile.
class ContactSheet : public QListView {
    Q_OBJECT

public:
    /// `aspect`: width of a picture by its height.
    ContactSheet(const QString& name, double aspect, QWidget* parent = nullptr);
    TileModel& tiles() { return *m_model; }
    QSize room() const;         ///< for the picture of a tile
    void setPerPage(int tiles); ///< the size of a tile is the same on each page

Q_SIGNALS:
    void painted();
    void clickedTile(int row);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void layOut();
    TileModel* m_model;
    int m_perPage = 1;
    double m_aspect;
};

}
