// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/face/hand.h"
#include "widgets/face/head.h"

#include <QTimer>
#include <QWidget>

namespace widgets::face {

/// Three planes through one point of a head, with what the cut takes in red and the rim of what is protected in blue.
/// A click moves the point; the wheel and Page keys move the plane under the pointer, or with the focus, through it.
///
/// With a form in hand a person draws what goes, or what is protected: by dragging from corner to corner, or with the
/// ball by painting. What is chosen has handles: drag its border or its middle. By keys: the arrows move the point
/// (Shift: 10 mm), Home and End go to another plane, Return sets a corner and the one across from it, or a ball; Alt
/// and arrows move what is chosen, Ctrl and arrows or Page keys make it larger and smaller, + and - the ball; Esc lets
/// go.
class Planes : public QWidget {
    Q_OBJECT

public:
    using Form = Solid::Form;

    explicit Planes(Head& head, QWidget* parent = nullptr);

    void clear();
    const Vector& point() const { return m_point; }
    void goTo(const Vector& point);
    std::optional<Vector> pointed() const { return m_pointed; } ///< under the mouse, LPS mm

    /// What lies in the cut; none is chosen any more where there are fewer.
    void setSolids(const std::vector<Solid>& solids);
    void take(std::optional<Form> form); ///< in hand; nothing: only looks
    std::optional<Form> form() const { return m_form; }
    void setKeeps(bool keeps) { m_keeps = keeps; } ///< what is drawn next protects
    bool keeps() const { return m_keeps; }
    bool chooseNext(); ///< false where nothing is drawn
    bool removeChosen();

public Q_SLOTS:
    void redraw();

Q_SIGNALS:
    void handChanged(const std::vector<engine::face::Solid>& solids); ///< a person has drawn, moved or taken out
    void formChanged();
    void refused(const QString& why);
    void pointerMoved();
    void pointMoved();

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override { m_settle.start(); }
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent*) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect placeOf(int plane) const;
    int planeAt(const QPointF& position) const;
    double mmPerPixel() const;
    Vector positionAt(int plane, const QPointF& position) const; ///< LPS mm, on the plane
    QPointF pixelOf(int plane, const Vector& position) const;
    Plane current() const { return Plane(m_current); }
    void step(int plane, double mm);
    void moveBy(double right, double down);
    void paintPlane(QPainter& p, int plane) const;
    void paintHand(QPainter& p, int plane) const;

    void beginDrag(const Vector& at);
    void drag(const Vector& at);
    void paintBall(const Vector& at);
    bool add(Solid solid);
    void commit();
    void forgetHand();
    bool keyByHand(QKeyEvent* event);
    void setCorner();
    void changeChosen(QKeyEvent* event);
    void sizeBall(double by);

    Head& m_head;
    std::array<QImage, 3> m_pictures;
    Vector m_point{}, m_middle{}; ///< where the planes cross; what lies in the middle of their pictures
    int m_current = 0;
    QTimer m_settle;
    std::optional<Vector> m_pointed;

    std::vector<Solid> m_solids;
    int m_chosen = -1;
    std::optional<Form> m_form;
    bool m_keeps = false;
    double m_ball = 10;             ///< mm
    std::optional<Vector> m_corner; ///< of what is being drawn
    std::optional<Solid> m_held;    ///< as it was when it was taken hold of
    Vector m_heldAt{};              ///< where
    Grip m_grip = Grip::None;
    bool m_dragging = false;
};

}
