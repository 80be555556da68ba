// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>
#include <QTextObjectInterface>

class QTextDocument;

namespace app {

/// Drawings of a report (inline SVG) on paper: as lines and letters, not as pixels. QTextDocument knows no SVG, so they
/// are taken out of the HTML, each leaving a mark, and put in where the marks stand.
class Drawings : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    static QStringList takeFrom(QString& html);
    static void putInto(QTextDocument& document, const QStringList& drawings);

    QSizeF intrinsicSize(QTextDocument* document, int position, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& place, QTextDocument* document, int position,
                    const QTextFormat& format) override;

private:
    using QObject::QObject;
};

}
