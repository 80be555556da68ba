// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/head_view.h"

#include "widgets/look/style.h"

#include <QFocusEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace widgets::face {

namespace {
constexpr int strip = 28, largestSide = 1200;
}

HeadView::HeadView(Head& head, Head::Side side, QWidget* parent) : QWidget{parent}, m_head{head}, m_side{side}
{
    setAccessibleName(side == Head::Before ? tr("Head, before") : tr("Head, after the cut"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(240, 140);
    setMouseTracking(true);
    setCursor(Qt::OpenHandCursor);
    m_rest.setSingleShot(true);
    m_rest.setInterval(160);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        wish(false);
        Q_EMIT turned(false);
    });
    if (side == Head::Before)
        connect(&head, &Head::loaded, this, [this] { lookFrom(0, 0); });
    else
        connect(&head, &Head::cutShown, this, [this] { wish(false); });
    connect(&head, &Head::shown, this, [this] { wish(false); });
    connect(&head, &Head::drawn, this, [this](int drawnSide, const QImage& picture, bool draft) {
        if (drawnSide != m_side)
            return;
        m_picture = picture;
        m_fresh = !draft;
        update();
    });
}

void HeadView::clear(const QString& words)
{
    m_picture = {};
    m_words = words;
    update();
}

QString HeadView::description() const
{
    const int turn = qRound(m_azimuth), tilt = qRound(m_elevation);
    if (turn == 0 && tilt == 0)
        return tr("from in front");
    const auto side = turn == 0  ? tr("from in front")
                      : turn > 0 ? tr("%1° to the left side").arg(turn)
                                 : tr("%1° to the right side").arg(-turn);
    if (tilt == 0)
        return side;
    return tr("%1, %2").arg(side, tilt > 0 ? tr("%1° from above").arg(tilt) : tr("%1° from below").arg(-tilt));
}

void HeadView::lookFrom(double azimuth, double elevation, bool draft)
{
    m_azimuth = azimuth;
    m_elevation = elevation;
    wish(draft);
    update();
    Q_EMIT turned(draft);
}

void HeadView::follow(const HeadView& other, bool draft)
{
    m_azimuth = other.m_azimuth;
    m_elevation = other.m_elevation;
    m_zoom = other.m_zoom;
    wish(draft);
    update();
}

void HeadView::turnBy(double azimuth, double elevation, bool draft)
{
    m_azimuth = std::remainder(m_azimuth + azimuth, 360.);
    m_elevation = qBound(-85., m_elevation + elevation, 85.);
    wish(draft);
    if (draft)
        m_rest.start();
    update();
    Q_EMIT turned(draft);
}

QRect HeadView::port() const
{
    return rect().adjusted(0, strip, 0, 0);
}

QSize HeadView::pictureSize() const
{
    const auto room = QSizeF{port().size()} * devicePixelRatioF();
    const double shrink = std::min(1., largestSide / std::max(1., std::max(room.width(), room.height())));
    return (room * shrink).toSize();
}

void HeadView::wish(bool draft)
{
    m_head.turn(m_side, {m_azimuth, m_elevation, m_zoom}, pictureSize(), draft);
}

void HeadView::noteSeen()
{
    if (m_head.preset() != Head::Preset::Skin)
        return; // bone or a contour is nobody's face
    const bool level = std::abs(m_elevation) <= 20;
    if (level && std::abs(m_azimuth) <= 20)
        m_seen |= 1;
    if (level && m_azimuth >= 30 && m_azimuth <= 100)
        m_seen |= 2;
    if (level && m_azimuth <= -30 && m_azimuth >= -100)
        m_seen |= 4;
    if (m_elevation <= -25)
        m_seen |= 8;
    Q_EMIT painted();
}

void HeadView::paintEvent(QPaintEvent*)
{
    const auto& theme = look::themeOf(this);
    const auto dark = look::darkTheme();
    QPainter p{this};
    p.fillRect(rect(), theme[look::Role::Canvas]);
    p.setFont(look::font(look::Type::Small));
    p.setPen(dark[look::Role::Text]);
    const QRect port = this->port();
    if (m_picture.isNull()) {
        p.setFont(look::font(look::Type::Body));
        p.setPen(dark[look::Role::Text2]);
        p.drawText(port.adjusted(24, 0, -24, 0), Qt::AlignCenter | Qt::TextWordWrap, m_words);
    } else {
        p.drawText(rect().adjusted(10, 7, -10, 0), Qt::AlignTop | Qt::AlignLeft,
                   m_side == Head::Before ? tr("Before, %1").arg(description()) : tr("After, %1").arg(description()));
        p.setRenderHint(QPainter::SmoothPixmapTransform);
        const auto fitted = m_picture.size().scaled(port.size(), Qt::KeepAspectRatio);
        p.drawImage(QRect{port.center() - QPoint{fitted.width() / 2, fitted.height() / 2}, fitted}, m_picture);
    }
    if (hasFocus() && m_ring) {
        p.setPen({dark[look::Role::Amber], 1});
        p.drawRect(QRectF{rect()}.adjusted(.5, .5, -.5, -.5));
    }
    if (m_fresh) {
        m_fresh = false;
        QMetaObject::invokeMethod(this, &HeadView::noteSeen, Qt::QueuedConnection);
    }
}

void HeadView::focusInEvent(QFocusEvent* event)
{
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void HeadView::resizeEvent(QResizeEvent*)
{
    if (!m_picture.isNull())
        m_rest.start();
}

void HeadView::mousePressEvent(QMouseEvent* event)
{
    m_last = event->position();
    m_dragging = event->button() == Qt::LeftButton;
    setCursor(Qt::ClosedHandCursor);
}

void HeadView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragging) {
        const auto size = pictureSize();
        const auto at = event->position() - QPointF{port().topLeft()};
        Q_EMIT pointed();
        if (!m_picture.isNull() && port().contains(event->position().toPoint()))
            m_head.point(m_side, {m_azimuth, m_elevation, m_zoom}, size,
                         {at.x() * size.width() / port().width(), at.y() * size.height() / port().height()});
        return;
    }
    const auto step = event->position() - m_last;
    m_last = event->position();
    turnBy(-step.x() * .5, step.y() * .5, true);
}

void HeadView::mouseReleaseEvent(QMouseEvent*)
{
    m_dragging = false;
    setCursor(Qt::OpenHandCursor);
    m_rest.start();
    Q_EMIT turned(true);
}

void HeadView::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers().testFlag(Qt::AltModifier)) { // which turns the wheel sideways
        const auto delta = event->angleDelta();
        m_head.moveThreshold((delta.x() + delta.y() > 0) ? 1 : -1);
        return;
    }
    m_zoom = qBound(.5, m_zoom * std::pow(1.1, event->angleDelta().y() / 120.), 6.);
    wish(true);
    m_rest.start();
    Q_EMIT turned(true);
}

void HeadView::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? 45 : 15;
    const bool isArrow = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (isArrow && event->modifiers().testFlag(Qt::AltModifier)) {
        m_head.moveThreshold(event->key() == Qt::Key_Up ? 1 : -1);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        turnBy(-step, 0, event->isAutoRepeat());
        return;
    case Qt::Key_Right:
        turnBy(step, 0, event->isAutoRepeat());
        return;
    case Qt::Key_Up:
        turnBy(0, step, event->isAutoRepeat());
        return;
    case Qt::Key_Down:
        turnBy(0, -step, event->isAutoRepeat());
        return;
    case Qt::Key_Home:
        lookFrom(0, 0);
        return;
    case Qt::Key_End:
        lookFrom(180, 0);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

}
