// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/scrolled.h"

#include "widgets/look/mark.h"
#include "widgets/look/style.h"

#include <QEvent>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace widgets::look {

namespace {

constexpr int ring = 3; // pixels kept free for the focus ring

class Scrolled : public QScrollArea {
public:
    Scrolled() { setViewportMargins(ring, ring, ring, ring); }

    /// As high as the page is at the present width: it scrolls only where there is no room.
    QSize sizeHint() const override
    {
        auto hint = QScrollArea::sizeHint();
        if (widget() && widget()->hasHeightForWidth())
            hint.setHeight(widget()->heightForWidth(std::max(1, viewport()->width())) + 2 * ring);
        return hint;
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QScrollArea::resizeEvent(event);
        if (event->size().width() != event->oldSize().width())
            updateGeometry();
    }

    bool event(QEvent* event) override
    {
        const bool taken = QScrollArea::event(event);
        if (event->type() == QEvent::LayoutRequest)
            updateGeometry();
        if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
            update();
        if (event->type() == QEvent::Paint && hasFocus()) {
            QPainter p{this};
            p.setRenderHint(QPainter::Antialiasing);
            drawFocusRing(&p, rect(), themeOf(this));
        }
        return taken;
    }
};

}

QScrollArea* scrolled(QWidget* page, const QString& name)
{
    auto* scroll = new Scrolled;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::StrongFocus);
    scroll->setAccessibleName(name);
    return scroll;
}

}
