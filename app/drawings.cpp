// SPDX-License-Identifier: Apache-2.0
#include "app/drawings.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QSvgRenderer>
#include <QTextCursor>
#include <QTextDocument>

namespace app {

namespace {

constexpr int kind = QTextFormat::UserObject + 1, source = QTextFormat::UserProperty + 1;
constexpr QChar mark{0xE000}; // of the private use area: no word has it

}

QStringList Drawings::takeFrom(QString& html)
{
    const QString begin = QStringLiteral("<svg"), end = QStringLiteral("</svg>");
    QStringList drawings;
    html.remove(mark);
    for (auto at = html.indexOf(begin); at >= 0; at = html.indexOf(begin, at)) {
        const auto length = html.indexOf(end, at) + end.size() - at;
        drawings += html.mid(at, length);
        html.replace(at, length, QStringLiteral("<p>") + mark + QStringLiteral("</p>"));
    }
    return drawings;
}

void Drawings::putInto(QTextDocument& document, const QStringList& drawings)
{
    auto* handler = new Drawings{&document};
    document.documentLayout()->registerHandler(kind, handler);
    for (const auto& drawing : drawings) {
        QTextCharFormat format;
        format.setObjectType(kind);
        format.setProperty(source, drawing.toUtf8());
        document.find(QString{mark}).insertText(QString{QChar::ObjectReplacementCharacter}, format);
    }
}

QSizeF Drawings::intrinsicSize(QTextDocument* document, int, const QTextFormat& format)
{
    const QSvgRenderer drawing{format.property(source).toByteArray()};
    const auto size = drawing.viewBoxF().size();
    const double room = document->textWidth(); // the document has no margins of its own
    return room > 0 && size.width() > 0 ? size * (room / size.width()) : size;
}

void Drawings::drawObject(QPainter* painter, const QRectF& place, QTextDocument*, int, const QTextFormat& format)
{
    QSvgRenderer{format.property(source).toByteArray()}.render(painter, place);
}

}
