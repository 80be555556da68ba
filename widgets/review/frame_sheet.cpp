// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/frame_sheet.h"

#include "widgets/look/style.h"
#include "widgets/look/tiles.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <cmath>

namespace widgets::review {

using look::Role;

namespace {

constexpr int strip = 16, gap = 4;

/// The picture, and above it, never on it, its number.
class FrameDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return static_cast<const QListView*>(parent())->gridSize();
    }

    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto dark = look::darkTheme();
        const auto& model = static_cast<const FrameModel&>(*index.model());
        const auto place = option.rect.adjusted(gap / 2, gap / 2, -gap / 2, -gap / 2);
        const bool isCurrent = (option.state & QStyle::State_Selected) && (option.state & QStyle::State_HasFocus);
        p->save();
        p->setFont(look::font(look::Type::Caption));
        p->setPen(dark[isCurrent ? Role::Amber : Role::Text2]);
        const auto& picture = model.picture(index.row());
        const auto number = QString::number(model.first() + index.row() + 1);
        p->drawText(QRect{place.topLeft(), QSize{place.width(), strip}}, Qt::AlignLeft | Qt::AlignVCenter,
                    picture.isNull() ? FrameSheet::tr("%1 cannot be shown").arg(number) : number);
        const auto room = place.adjusted(0, strip, 0, 0);
        if (!picture.isNull()) {
            const auto size = picture.size().scaled(room.size(), Qt::KeepAspectRatio);
            const QRect image{room.topLeft(), size};
            p->setRenderHint(QPainter::SmoothPixmapTransform);
            p->drawImage(image, picture);
            p->setPen({dark[isCurrent ? Role::Amber : Role::FieldLine], 1});
            p->drawRect(QRectF{image}.adjusted(-.5, -.5, .5, .5));
        }
        p->restore();
    }
};

}

void FrameModel::setGlance(std::shared_ptr<const Glance> glance, int first, int frames)
{
    beginResetModel();
    m_glance = std::move(glance);
    m_first = first;
    m_frames = frames;
    endResetModel();
}

int FrameModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_glance ? 0 : int(m_glance->pictures.size());
}

QVariant FrameModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const auto words = picture(index.row()).isNull() ? FrameSheet::tr("Frame %1 of %2, cannot be shown")
                                                     : FrameSheet::tr("Frame %1 of %2");
    return words.arg(m_first + index.row() + 1).arg(m_frames);
}

FrameSheet::FrameSheet(QWidget* parent) : QListView{parent}, m_model{new FrameModel{this}}
{
    setModel(m_model);
    setItemDelegate(new FrameDelegate{this});
    setAccessibleName(tr("Frames"));
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    connect(this, &QAbstractItemView::doubleClicked, this, &FrameSheet::opened);
}

void FrameSheet::show(std::shared_ptr<const Glance> glance, int first, int frames)
{
    m_model->setGlance(std::move(glance), first, frames);
    layOut();
    setCurrentIndex(m_model->index(0));
    m_isFresh = true;
}

void FrameSheet::clear(const QString& words)
{
    m_words = words;
    m_model->setGlance(nullptr, 0, 0);
}

int FrameSheet::frame() const
{
    return m_model->first() + std::max(0, currentIndex().row());
}

void FrameSheet::layOut()
{
    if (m_model->rowCount() == 0)
        return;
    const auto& picture = m_model->picture(0);
    const double aspect = picture.isNull() ? 4. / 3 : double(picture.width()) / picture.height();
    const auto tile =
        look::largestTile(viewport()->size() - QSize{2, 2}, m_model->rowCount(), {gap, gap + strip}, aspect);
    if (!tile.isEmpty())
        setGridSize(tile);
}

void FrameSheet::resizeEvent(QResizeEvent* event)
{
    layOut();
    QListView::resizeEvent(event);
}

void FrameSheet::paintEvent(QPaintEvent* event)
{
    QPainter p{viewport()};
    p.fillRect(viewport()->rect(), look::themeOf(this)[Role::Canvas]);
    if (m_model->rowCount() == 0) {
        p.setPen(look::darkTheme()[Role::Text2]);
        p.drawText(viewport()->rect(), Qt::AlignCenter, m_words);
    }
    p.end();
    QListView::paintEvent(event);
    if (m_isFresh && m_model->rowCount() > 0) {
        m_isFresh = false;
        QMetaObject::invokeMethod(this, &FrameSheet::painted, Qt::QueuedConnection);
    }
}

void FrameSheet::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step != 0)
        setCurrentIndex(m_model->index(std::clamp(currentIndex().row() + step, 0, m_model->rowCount() - 1)));
    else if (event->key() == Qt::Key_PageDown || event->key() == Qt::Key_PageUp)
        Q_EMIT turned(event->key() == Qt::Key_PageDown ? 1 : -1);
    else
        event->ignore(); // letters are deeds, and Left and Right go to another item
}

}
