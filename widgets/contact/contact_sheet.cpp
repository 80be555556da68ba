// SPDX-License-Identifier: Apache-2.0
#include "widgets/contact/contact_sheet.h"

#include "widgets/look/style.h"
#include "widgets/look/tiles.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include <cmath>

namespace widgets::contact {

using look::Mark;
using look::Role;

namespace {

constexpr int strip = 28, gap = 8;

Mark markOf(const Tile& tile)
{
    return tile.isTaken() ? tile.mark : Mark::Skip;
}

/// Paints a tile: the picture with the boxes as they would be, and below it, never on it, what is to be known.
class TileDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return static_cast<const QListView*>(parent())->gridSize();
    }

    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& tile = static_cast<const TileModel*>(index.model())->tiles()[index.row()];
        const auto& theme = look::themeOf(option.widget);
        const auto place = option.rect.adjusted(gap / 2, gap / 2, -gap / 2, -gap / 2);
        p->save();
        p->fillRect(place, theme[Role::Panel]);
        picture(p, place.adjusted(0, 0, 0, -strip), tile);
        caption(p, QRect{place.left(), place.bottom() + 1 - strip, place.width(), strip}, tile, theme);
        const bool isCurrent = option.state & QStyle::State_Selected;
        p->setPen({isCurrent ? theme[Role::Amber] : theme[Role::Line], isCurrent ? 2. : 1.});
        p->setBrush(Qt::NoBrush);
        p->drawRect(QRectF{place}.adjusted(.5, .5, -.5, -.5));
        p->restore();
    }

private:
    static void picture(QPainter* p, const QRect& place, const Tile& tile)
    {
        const auto dark = look::darkTheme();
        p->fillRect(place, dark[Role::Canvas]);
        if (tile.picture.isNull())
            return;
        const auto fitted = tile.picture.size().scaled(place.size(), Qt::KeepAspectRatio);
        const QRect image{place.topLeft() +
                              QPoint{(place.width() - fitted.width()) / 2, (place.height() - fitted.height()) / 2},
                          fitted};
        p->setRenderHint(QPainter::SmoothPixmapTransform);
        p->drawImage(image, tile.picture);
        p->setPen({dark[Role::CanvasLine], 1});
        p->drawRect(QRectF{image}.adjusted(.5, .5, -.5, -.5));
        if (tile.isOut || tile.filled.isEmpty())
            return;
        p->setRenderHint(QPainter::Antialiasing);
        QTransform toScreen;
        toScreen.translate(image.left(), image.top());
        toScreen.scale(double(image.width()) / tile.size.width(), double(image.height()) / tile.size.height());
        p->setBrush(Qt::black);
        p->setPen({dark[Role::Red], 1.5});
        p->drawPath(toScreen.map(tile.filled));
    }

    static void caption(QPainter* p, const QRect& place, const Tile& tile, const look::Theme& theme)
    {
        const auto mark = markOf(tile);
        look::drawMark(p, QRectF(place.left() + 8, place.top() + 7, 14, 14), mark,
                       mark == tile.mark ? tile.letter : QString{}, theme);
        p->setFont(look::font(look::Type::Small));
        const auto line = place.adjusted(30, 0, -8, 0);
        const auto words = tile.words();
        const int room = std::min(p->fontMetrics().horizontalAdvance(words) + 2, line.width());
        p->setPen(theme[mark == Mark::Open ? Role::Amber : Role::Text2]);
        p->drawText(line, Qt::AlignRight | Qt::AlignVCenter, p->fontMetrics().elidedText(words, Qt::ElideRight, room));
        p->setPen(theme[Role::Text]);
        p->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                    p->fontMetrics().elidedText(tile.name, Qt::ElideRight, line.width() - room - 8));
    }
};

}

QString Tile::words() const
{
    if (state == State::Failed)
        return ContactSheet::tr("cannot be shown");
    return isOut ? ContactSheet::tr("left out") : deed;
}

void TileModel::setTiles(QList<Tile> tiles)
{
    beginResetModel();
    m_tiles = std::move(tiles);
    endResetModel();
}

void TileModel::setTile(int row, const Tile& tile)
{
    if (row < 0 || row >= m_tiles.size())
        return;
    m_tiles[row] = tile;
    Q_EMIT dataChanged(index(row), index(row));
}

int TileModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_tiles.size());
}

QVariant TileModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_tiles.size())
        return {};
    const auto& tile = m_tiles[index.row()];
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return QStringLiteral("%1, %2").arg(tile.name, tile.words());
    return {};
}

ContactSheet::ContactSheet(const QString& name, double aspect, QWidget* parent)
    : QListView{parent}, m_model{new TileModel{this}}, m_aspect{aspect}
{
    setModel(m_model);
    setItemDelegate(new TileDelegate{this});
    setAccessibleName(name);
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    connect(this, &QAbstractItemView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT clickedTile(index.row()); });
    connect(m_model, &QAbstractItemModel::modelReset, this, &ContactSheet::layOut);
}

QSize ContactSheet::room() const
{
    return gridSize() - QSize{gap, gap + strip};
}

void ContactSheet::setPerPage(int tiles)
{
    m_perPage = tiles;
    layOut();
}

void ContactSheet::layOut()
{
    const auto tile = look::largestTile(viewport()->size() - QSize{2, 2}, m_perPage, {gap, gap + strip}, m_aspect);
    if (!tile.isEmpty())
        setGridSize(tile);
}

void ContactSheet::resizeEvent(QResizeEvent* event)
{
    layOut();
    QListView::resizeEvent(event);
}

void ContactSheet::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    QMetaObject::invokeMethod(this, &ContactSheet::painted, Qt::QueuedConnection);
}

}
