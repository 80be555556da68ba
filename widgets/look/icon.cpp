// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/icon.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace widgets::look {

QPixmap iconPixmap(const QString& name, int size, const QColor& colour, double ratio)
{
    const auto key = QStringLiteral("%1 %2 %3 %4").arg(name).arg(size).arg(colour.rgba(), 0, 16).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file{QStringLiteral(":/icons/%1.svg").arg(name)};
    Q_ASSERT_X(file.exists(), "icon", qPrintable(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // Drawn on a 24 grid with stroke 2; 1.75 keeps the lines as light as the text beside them.
    auto svg = file.readAll()
                   .replace("currentColor", colour.name().toLatin1())
                   .replace("stroke-width=\"2\"", "stroke-width=\"1.75\"");
    QSvgRenderer renderer{svg};
    pixmap = QPixmap{QSize{size, size} * ratio};
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter p{&pixmap};
    renderer.render(&p, QRectF{0, 0, double(size), double(size)});
    p.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

namespace {

class TintedEngine : public QIconEngine {
public:
    explicit TintedEngine(QString name) : m_name{std::move(name)} {}

    QIconEngine* clone() const override { return new TintedEngine{m_name}; }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto colour = QGuiApplication::palette().color(group, QPalette::ButtonText);
        const int side = qRound(std::min(size.width(), size.height()) / scale);
        return iconPixmap(m_name, side, colour, scale);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    void paint(QPainter* p, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const double ratio = p->device()->devicePixelRatioF();
        p->drawPixmap(rect.topLeft(), scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

private:
    QString m_name;
};

}

QIcon icon(const QString& name)
{
    return QIcon{new TintedEngine{name}};
}

}
