// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/cells_view.h"

#include "widgets/look/style.h"

#include <QGridLayout>
#include <QPainter>

namespace widgets::review {

namespace {
constexpr const char* names[] = {QT_TRANSLATE_NOOP("widgets::review::CellsView", "Brightest"),
                                 QT_TRANSLATE_NOOP("widgets::review::CellsView", "Change between slices"),
                                 QT_TRANSLATE_NOOP("widgets::review::CellsView", "Thin bright strokes"),
                                 QT_TRANSLATE_NOOP("widgets::review::CellsView", "Average"),
                                 QT_TRANSLATE_NOOP("widgets::review::CellsView", "Darkest"),
                                 QT_TRANSLATE_NOOP("widgets::review::CellsView", "Slice that stands out")};
}

QString CellsView::nameOf(int cell)
{
    return tr(names[cell]);
}

CellsView::CellsView(QWidget* parent) : QWidget{parent}
{
    auto* grid = new QGridLayout{this};
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(1);
    for (int i = 0; i < int(m_cells.size()); ++i) {
        auto* cell = m_cells[std::size_t(i)] = new canvas::Canvas{nameOf(i)};
        cell->setTopped(true);
        cell->setCaption(nameOf(i), {});
        grid->addWidget(cell, i / 3, i % 3);
        connect(cell, &canvas::Canvas::painted, this, [this, i] {
            if (m_waiting.erase(i) > 0 && m_waiting.empty())
                Q_EMIT painted();
        });
    }
    for (int i = 0; i < 3; ++i)
        grid->setColumnStretch(i, 1);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(1, 1);
    setFocusProxy(m_cells.front());
}

void CellsView::paintEvent(QPaintEvent*)
{
    QPainter{this}.fillRect(rect(), look::themeOf(this)[look::Role::CanvasLine]); // between the cells
}

void CellsView::show(const Glance& glance, int slices)
{
    m_waiting.clear();
    for (int i = 0; i < int(m_cells.size()); ++i) {
        auto* cell = m_cells[std::size_t(i)];
        cell->setEmptyWords({});
        cell->setCaption(nameOf(i), i == 5 ? QStringLiteral("%1 / %2").arg(glance.odd + 1).arg(slices) : QString{});
        cell->setImage(glance.pictures[std::size_t(i)]);
        m_waiting.insert(i);
    }
}

void CellsView::clear(const QString& words)
{
    m_waiting.clear();
    for (int i = 0; i < int(m_cells.size()); ++i) {
        auto* cell = m_cells[std::size_t(i)];
        cell->setCaption(nameOf(i), {});
        cell->setImage({});
        cell->setEmptyWords(i == 0 ? words : QString{});
    }
}

}
