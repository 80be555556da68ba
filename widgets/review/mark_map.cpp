// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/mark_map.h"

#include <QMouseEvent>
#include <QPainter>

namespace widgets::review {

namespace {
constexpr int pitch = 18, side = 12, sideOutside = 6;
}

MarkMap::MarkMap(QWidget* parent) : QWidget{parent}
{
    setAccessibleName(tr("Map of the items"));
    auto policy = QSizePolicy{QSizePolicy::Expanding, QSizePolicy::Fixed};
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int MarkMap::columns() const
{
    return std::max(1, width() / pitch);
}

int MarkMap::heightForWidth(int width) const
{
    const int across = std::max(1, width / pitch);
    return std::max(1, (int(m_marks.size()) + across - 1) / across) * pitch;
}

void MarkMap::show(const QList<look::Mark>& marks, int current)
{
    const bool grown = marks.size() != m_marks.size();
    m_marks = marks;
    m_current = current;
    if (grown)
        updateGeometry();
    update();
}

void MarkMap::setCurrent(int index)
{
    m_current = index;
    update();
}

void MarkMap::setShown(const std::vector<bool>& shown)
{
    m_shown = shown;
    update();
}

void MarkMap::paintEvent(QPaintEvent*)
{
    const auto& theme = look::themeOf(this);
    QPainter p{this};
    p.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < m_marks.size(); ++i) {
        const QRectF cell(i % columns() * pitch + 3, i / columns() * pitch + 3, side, side);
        const bool isOutside = i < int(m_shown.size()) && !m_shown[std::size_t(i)];
        const qreal inset = isOutside ? (side - sideOutside) / 2. : 0;
        look::drawMark(&p, cell.adjusted(inset, inset, -inset, -inset), m_marks[i], {}, theme);
        if (i != m_current)
            continue;
        p.setPen({theme[look::Role::Amber], 1.5});
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(cell.adjusted(-2.25, -2.25, 2.25, 2.25), 3, 3);
    }
}

void MarkMap::mouseReleaseEvent(QMouseEvent* event)
{
    const auto at = event->position().toPoint();
    const int index = at.y() / pitch * columns() + at.x() / pitch;
    if (at.x() / pitch < columns() && index >= 0 && index < m_marks.size())
        Q_EMIT chosen(index);
}

}
