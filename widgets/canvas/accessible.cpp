// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/accessible.h"

#include "widgets/canvas/canvas.h"

#include <QAccessibleWidget>

namespace widgets::canvas {

namespace {

class AccessibleCanvas : public QAccessibleWidget {
public:
    explicit AccessibleCanvas(Canvas* canvas) : QAccessibleWidget{canvas, QAccessible::Graphic}, m_canvas{canvas} {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_canvas->description() : QAccessibleWidget::text(kind);
    }

private:
    Canvas* m_canvas;
};

QAccessibleInterface* make(const QString&, QObject* object)
{
    auto* canvas = qobject_cast<Canvas*>(object);
    return canvas ? new AccessibleCanvas{canvas} : nullptr;
}

}

void installAccessible()
{
    QAccessible::installFactory(make); // Qt drops a second entry of the same function
}

}
