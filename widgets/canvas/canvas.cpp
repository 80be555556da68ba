// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/canvas.h"

#include "widgets/canvas/accessible.h"
#include "widgets/canvas/picture.h"
#include "widgets/look/style.h"

#include <QFocusEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace widgets::canvas {

namespace {
constexpr int strip = 28, margin = 24, chip = 16;
}

Canvas::Canvas(const QString& name, QWidget* parent) : QWidget{parent}
{
    installAccessible();
    setAccessibleName(name);
    setMinimumSize(120, 100);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
}

void Canvas::setImage(const QImage& image, int orientation)
{
    m_image = image;
    m_upright = upright(image, orientation);
    m_fresh = !image.isNull();
    layOut();
    m_view.setImage(image.size(), orientation);
    update();
    Q_EMIT viewChanged();
}

void Canvas::setEmptyWords(const QString& words)
{
    m_emptyWords = words;
    update();
}

void Canvas::setMarks(const QList<BoxMark>& marks, const QString& selected)
{
    m_marks = marks;
    m_selected = selected;
    if (m_gesture == Gesture::Move || m_gesture == Gesture::Resize)
        m_gesture = Gesture::None; // the box may be gone
    update();
}

void Canvas::setCaption(const QString& left, const QString& right)
{
    m_left = left;
    m_right = right;
    layOut();
    update();
}

void Canvas::setMargins(bool on)
{
    m_margins = on;
    layOut();
}

void Canvas::setTopped(bool on)
{
    m_topped = on;
    layOut();
}

void Canvas::setTool(Tool tool)
{
    if (tool == m_tool)
        return;
    m_tool = tool;
    m_hasPencil = m_hasCorner = false;
    m_corners.clear();
    updateCursor(mapFromGlobal(QCursor::pos()));
    update();
    Q_EMIT toolChanged(tool);
}

void Canvas::setBoxesShown(bool shown)
{
    m_boxesShown = shown;
    update();
}

void Canvas::setSolid(bool solid)
{
    m_isSolid = solid;
    update();
}

void Canvas::layOut()
{
    const int top = m_left.isEmpty() && m_right.isEmpty() ? 0 : strip;
    const int side = m_margins ? margin : 0;
    auto port = QRectF{rect()}.adjusted(side, top, -side, 0);
    if (m_topped && !m_upright.isNull())
        port.setHeight(std::min(port.height(), port.width() * m_upright.height() / m_upright.width()));
    m_view.setPort(port, devicePixelRatioF());
}

void Canvas::focusInEvent(QFocusEvent* event)
{
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void Canvas::resizeEvent(QResizeEvent*)
{
    layOut();
    Q_EMIT viewChanged();
}

void Canvas::fit()
{
    m_view.fit();
    update();
    Q_EMIT viewChanged();
}

void Canvas::zoomBy(double factor)
{
    zoomTo(m_view.zoom() * factor);
}

void Canvas::zoomTo(double zoom)
{
    m_view.setZoom(zoom, m_view.port().center());
    update();
    Q_EMIT viewChanged();
}

QString Canvas::description() const
{
    if (m_image.isNull())
        return m_emptyWords.isEmpty() ? tr("%1, no image").arg(accessibleName()) : m_emptyWords;
    QStringList words{accessibleName(), m_left, m_right, tr("%n box(es)", nullptr, int(m_marks.size())),
                      tr("zoom %1 %").arg(qRound(m_view.zoom() * 100))};
    words.removeAll(QString{});
    return words.join(QStringLiteral(", "));
}

const BoxMark* Canvas::markOf(const QString& id) const
{
    for (const auto& mark : m_marks)
        if (mark.id == id)
            return &mark;
    return nullptr;
}

const BoxMark* Canvas::markAt(const QPointF& screen) const
{
    const BoxMark* best = nullptr; // the smallest one: a box inside another can be reached
    for (const auto& mark : m_marks) {
        if (!m_view.toScreen(mark.place).adjusted(-3, -3, 3, 3).contains(screen))
            continue;
        if (!best || mark.place.width() * mark.place.height() < best->place.width() * best->place.height())
            best = &mark;
    }
    return best;
}

QRectF Canvas::draft() const
{
    if (m_hasCorner)
        return QRectF{m_corner, m_pencil}.normalized();
    return QRectF{m_view.toImage(m_press), m_view.toImage(m_last)}.normalized();
}

bool Canvas::isDrawing() const
{
    return m_tool == Tool::Draw || m_tool == Tool::DrawEllipse || m_tool == Tool::DrawPolygon;
}

QRect Canvas::onImage(const QRectF& place) const
{
    const QRect whole{QPoint{qFloor(place.left()), qFloor(place.top())},
                      QPoint{qCeil(place.right()) - 1, qCeil(place.bottom()) - 1}};
    return whole & m_image.rect();
}

void Canvas::drawWords(QPainter* p) const
{
    const auto dark = look::darkTheme();
    p->setFont(look::font(look::Type::Small));
    const auto words = rect().adjusted(10, 7, -10, -7);
    p->setPen(dark[look::Role::Text]);
    p->drawText(words, Qt::AlignTop | Qt::AlignLeft, m_left);
    p->setPen(dark[look::Role::Text2]);
    const int room = words.width() - p->fontMetrics().horizontalAdvance(m_left) - 12;
    p->drawText(words, Qt::AlignTop | Qt::AlignRight, p->fontMetrics().elidedText(m_right, Qt::ElideRight, room));
    if (!m_image.isNull())
        return;
    p->setFont(look::font(look::Type::Body));
    p->drawText(rect().adjusted(24, 40, -24, -40), Qt::AlignCenter | Qt::TextWordWrap, m_emptyWords);
}

void Canvas::drawLetters(QPainter* p) const
{
    // In the margin at the height of its box; pushed down where two would meet.
    const auto dark = look::darkTheme();
    auto marks = m_marks;
    std::sort(marks.begin(), marks.end(), [this](const auto& a, const auto& b) {
        return m_view.toScreen(a.place).center().y() < m_view.toScreen(b.place).center().y();
    });
    double next[2] = {m_view.port().top(), m_view.port().top()};
    for (const auto& mark : marks) {
        const auto box = m_view.toScreen(mark.place);
        const bool right = box.center().x() > m_view.imageOnScreen().center().x();
        const double y = std::max(box.center().y() - chip / 2., next[right]);
        if (y + chip > height())
            continue;
        next[right] = y + chip + 2;
        const auto image = m_view.imageOnScreen();
        const double x =
            right ? std::min(image.right() + 4, double(width() - margin + 4)) : std::max(image.left() - chip - 4, 4.);
        const QRectF place{x, y, chip, chip};
        look::drawMark(p, place, mark.mark, mark.letter, dark);
        if (mark.id != m_selected)
            continue;
        p->setPen({Qt::white, 1});
        p->setBrush(Qt::NoBrush);
        p->drawRoundedRect(place.adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3);
    }
}

void Canvas::drawDraft(QPainter* p) const
{
    const auto amber = look::darkTheme()[look::Role::Amber];
    p->setPen({amber, 1.5, Qt::DashLine});
    p->setBrush(Qt::NoBrush);
    if (m_tool == Tool::DrawPolygon && !m_corners.isEmpty()) {
        auto line = m_view.transform().map(QPolygonF{m_corners});
        line += m_hasPencil ? m_view.toScreen(m_pencil) : m_last;
        p->drawPolyline(line);
        p->drawEllipse(line.first(), 4, 4);
    } else if (m_gesture == Gesture::Draw || m_hasCorner) {
        const auto place = m_view.toScreen(draft());
        m_tool == Tool::DrawEllipse ? p->drawEllipse(place) : p->drawRect(place);
    }
    if (!m_hasPencil)
        return;
    const auto at = m_view.toScreen(m_pencil);
    p->setPen({Qt::black, 3});
    p->drawLine(at - QPointF{9, 0}, at + QPointF{9, 0});
    p->drawLine(at - QPointF{0, 9}, at + QPointF{0, 9});
    p->setPen({amber, 1});
    p->drawLine(at - QPointF{9, 0}, at + QPointF{9, 0});
    p->drawLine(at - QPointF{0, 9}, at + QPointF{0, 9});
}

void Canvas::drawBoxes(QPainter* p) const
{
    const auto toScreen = m_view.transform();
    for (const auto& mark : m_marks) {
        const bool selected = mark.id == m_selected;
        const bool moving = selected && (m_gesture == Gesture::Move || m_gesture == Gesture::Resize);
        auto form = mark.form;
        if (form.isEmpty())
            form.addRect(mark.place);
        if (moving) {
            QTransform there;
            there.translate(m_moved.x(), m_moved.y());
            there.scale(m_moved.width() / mark.place.width(), m_moved.height() / mark.place.height());
            there.translate(-mark.place.x(), -mark.place.y());
            form = there.map(form);
        }
        const auto written = moving ? QPainterPath{} : toScreen.map(mark.written);
        drawBox(p, mark, {m_view.toScreen(moving ? m_moved : mark.place), toScreen.map(form), written}, selected,
                m_isSolid);
    }
}

void Canvas::paintEvent(QPaintEvent*)
{
    const auto& theme = look::themeOf(this);
    QPainter p{this};
    p.fillRect(rect(), theme[look::Role::Canvas]);
    drawWords(&p);
    if (!m_image.isNull()) {
        const auto place = m_view.imageOnScreen();
        p.setClipRect(m_view.port());
        // Enlarged pixels stay pixels; only a reduced image is smoothed.
        p.setRenderHint(QPainter::SmoothPixmapTransform, m_view.zoom() < 1);
        p.drawImage(place, m_upright);
        p.setPen({QColor{255, 255, 255, 38}, 1}); // where the image ends must be seen: text is cut off there
        p.setBrush(Qt::NoBrush);
        p.drawRect(place.adjusted(-.5, -.5, .5, .5));
        p.setRenderHint(QPainter::Antialiasing);
        if (m_boxesShown)
            drawBoxes(&p);
        drawDraft(&p);
        p.setClipping(false);
        if (m_margins && m_boxesShown)
            drawLetters(&p);
    }
    if (hasFocus() && m_ring) {
        p.setPen({look::darkTheme()[look::Role::Amber], 1});
        p.setBrush(Qt::NoBrush);
        p.drawRect(QRectF{rect()}.adjusted(.5, .5, -.5, -.5));
    }
    if (m_fresh) {
        m_fresh = false;
        QMetaObject::invokeMethod(this, &Canvas::painted, Qt::QueuedConnection);
    }
}

}
