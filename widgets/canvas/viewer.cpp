// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/viewer.h"

#include "widgets/canvas/presets.h"
#include "widgets/look/parts.h"
#include "widgets/words/words.h"

#include <QLocale>

namespace widgets::canvas {

Viewer::Viewer(const QString& name, jobs::Jobs& jobs, engine::pool::Pool& pool, QWidget* parent)
    : QWidget{parent}, m_canvas{new Canvas{name}}, m_stack{new Stack{jobs, pool, this}}
{
    auto* bar = new look::Panel{look::Role::Panel, Qt::BottomEdge};
    bar->setFixedHeight(look::metric::toolBar);
    m_tools = look::box<QHBoxLayout>(bar, 4, 2);
    m_tools->addStretch();
    m_place = new look::Text{{}, look::Type::Small, look::Role::Text2};
    m_tools->addWidget(m_place);
    m_tools->addSpacing(8);
    auto* column = look::box<QVBoxLayout>(this);
    column->addWidget(bar);
    column->addWidget(m_canvas, 1);
    setFocusProxy(m_canvas);

    connect(m_stack, &Stack::shown, this, &Viewer::showPicture);
    connect(m_stack, &Stack::failed, this, [this](int, const engine::Error& error) { fail(error); });
    connect(m_stack, &Stack::moved, this, &Viewer::label);
    connect(m_canvas, &Canvas::scrolled, this, &Viewer::stepBy);
    connect(m_canvas, &Canvas::jumped, this, [this](bool toEnd) { m_stack->show(toEnd ? m_stack->size() - 1 : 0); });
    connect(m_canvas, &Canvas::windowDragged, this, &Viewer::dragWindow);
    connect(m_canvas, &Canvas::viewChanged, this, &Viewer::stateChanged);
    connect(m_canvas, &Canvas::pointed, this, [this](const QPoint& pixel) {
        m_pointed = pixel;
        Q_EMIT stateChanged();
    });
    connect(&m_player, &QTimer::timeout, this, [this] {
        if (m_stack->picture()) // waits for a picture that is not decoded yet
            m_stack->show((m_stack->index() + 1) % std::max(1, m_stack->size()));
    });
}

void Viewer::setPlates(std::vector<Plate> plates, int index, bool isCt, double frameTimeMs)
{
    m_player.stop();
    Q_EMIT playing(false);
    m_player.setInterval(frameTimeMs > 0 ? qBound(20, qRound(frameTimeMs), 500) : 66);
    m_isCt = isCt;
    m_hasWindow = false;
    m_preset = 1;
    m_stack->setPlates(std::move(plates));
    if (m_stack->size() == 0) {
        m_shown.reset();
        m_canvas->setImage({});
        m_canvas->setCaption({}, {});
    }
    m_stack->show(index);
    label();
}

void Viewer::showPicture()
{
    m_shown = m_stack->picture();
    render();
    Q_EMIT shown(m_stack->index());
}

void Viewer::fail(const engine::Error& error)
{
    m_shown.reset();
    m_canvas->setImage({});
    m_canvas->setEmptyWords(tr("This image cannot be shown. %1").arg(words::ofError(error)));
    Q_EMIT stateChanged();
}

void Viewer::render()
{
    if (!m_shown)
        return;
    if (!m_hasWindow)
        m_window = preset(m_preset, *m_shown, m_isCt).value_or(defaultWindow(*m_shown));
    const bool isLocal = m_preset == localContrast && !m_hasWindow;
    auto image = isLocal ? toLocalContrast(*m_shown) : toImage(*m_shown, m_window);
    if (m_inverted)
        image.invertPixels();
    m_canvas->setCaption(m_caption, m_inverted    ? tr("%1, inverted").arg(presetWords(m_preset))
                                    : m_hasWindow ? tr("own window")
                                                  : presetWords(m_preset));
    m_canvas->setImage(image, m_shown->frame.orientation);
}

bool Viewer::applyPreset(int digit)
{
    if (!m_shown || (digit != localContrast && !preset(digit, *m_shown, m_isCt)))
        return false;
    m_preset = std::max(1, digit);
    m_hasWindow = false;
    if (digit == 0)
        m_inverted = false;
    render();
    Q_EMIT stateChanged();
    return true;
}

void Viewer::toggleInvert()
{
    m_inverted = !m_inverted;
    render();
}

void Viewer::togglePlay()
{
    if (m_player.isActive())
        m_player.stop();
    else if (m_stack->size() > 1)
        m_player.start();
    Q_EMIT playing(m_player.isActive());
}

void Viewer::stepBy(int pictures)
{
    m_player.stop();
    Q_EMIT playing(false);
    m_stack->show(m_stack->index() + pictures);
}

void Viewer::dragWindow(const QPointF& delta)
{
    if (!m_shown || m_shown->frame.layout.samplesPerPixel != 1)
        return;
    m_hasWindow = true;
    const double step = std::max(m_window.width, 1.) / 250;
    m_window.width = std::max(1., m_window.width + delta.x() * step);
    m_window.centre += delta.y() * step;
    render();
    Q_EMIT stateChanged();
}

void Viewer::label()
{
    m_place->setText(m_stack->size() > 1 ? tr("%1 / %2").arg(m_stack->index() + 1).arg(m_stack->size()) : QString{});
}

QString Viewer::viewState() const
{
    if (!m_shown)
        return {};
    const QLocale locale;
    QStringList parts{tr("Zoom %1 %").arg(qRound(m_canvas->view().zoom() * 100))};
    if (m_shown->frame.layout.samplesPerPixel == 1)
        parts +=
            tr("W %1  L %2").arg(locale.toString(qRound(m_window.width)), locale.toString(qRound(m_window.centre)));
    if (m_pointed.x() >= 0) {
        const auto value = valueAt(*m_shown, m_pointed);
        parts += value.isEmpty() ? tr("x %1  y %2").arg(m_pointed.x()).arg(m_pointed.y())
                                 : tr("x %1  y %2  ▸ %3").arg(m_pointed.x()).arg(m_pointed.y()).arg(value);
    }
    return parts.join(QStringLiteral("     "));
}

}
