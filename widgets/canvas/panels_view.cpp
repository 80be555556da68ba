// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/panels_view.h"

#include "widgets/canvas/picture.h"
#include "widgets/look/mark.h"
#include "widgets/look/parts.h"
#include "widgets/words/words.h"

#include <QGridLayout>

namespace widgets::canvas {

using engine::Result;
using engine::journey::Projections;
using engine::pixels::Panel;
using look::Role;
using look::Text;
using look::Type;

namespace {

struct Legend {
    const char *name, *shows;
};

const Legend& legendOf(Panel panel)
{
    static constexpr Legend legends[] = {
        {QT_TRANSLATE_NOOP("widgets::canvas::PanelsView", "Brightest"),
         QT_TRANSLATE_NOOP("widgets::canvas::PanelsView", "light text on dark, of any frame")},
        {QT_TRANSLATE_NOOP("widgets::canvas::PanelsView", "Change"),
         QT_TRANSLATE_NOOP("widgets::canvas::PanelsView", "between frames: text that comes or goes")},
        {QT_TRANSLATE_NOOP("widgets::canvas::PanelsView", "Thin strokes"),
         QT_TRANSLATE_NOOP("widgets::canvas::PanelsView", "letters, light or dark, also over anatomy")},
        {QT_TRANSLATE_NOOP("widgets::canvas::PanelsView", "Average"),
         QT_TRANSLATE_NOOP("widgets::canvas::PanelsView", "what stands in all frames")},
        {QT_TRANSLATE_NOOP("widgets::canvas::PanelsView", "Darkest"),
         QT_TRANSLATE_NOOP("widgets::canvas::PanelsView", "dark text on light, of any frame")}};
    return legends[static_cast<std::size_t>(panel)];
}

std::string keyOf(const std::vector<engine::journey::FrameOf>& frames)
{
    std::string key;
    for (const auto& one : frames)
        key += one.file + one.source.path + '\n' + std::to_string(one.source.memberIndex) + '\n' +
               std::to_string(one.frame) + '\n';
    return key;
}

}

PanelsView::PanelsView(jobs::Jobs& jobs, engine::pool::Pool& pool, QWidget* parent)
    : QWidget{parent}, m_jobs{jobs}, m_pool{pool}, m_state{new Text{{}, Type::Small, Role::Text2}}
{
    auto* grid = new QGridLayout{this};
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(1);
    auto* legend = new look::Panel{Role::Panel};
    auto* words = look::box<QVBoxLayout>(legend, 12, 4);
    words->addWidget(new Text{tr("Which picture shows what"), Type::Strong});
    for (const auto panel : engine::pixels::panels) {
        const auto& [name, shows] = legendOf(panel);
        auto* cell = m_cells[static_cast<std::size_t>(panel)] = new Canvas{tr(name)};
        cell->setCaption(tr(name), {});
        grid->addWidget(cell, int(panel) / 3, int(panel) % 3);
        auto* line = new Text{tr("%1: %2").arg(tr(name), tr(shows)), Type::Small, Role::Text2};
        line->setWordWrap(true);
        words->addWidget(line);
    }
    auto* limit = new Text{tr("Each is made of all stored values, before any window. Mid-grey text over anatomy in a "
                              "single frame may show in none of them: go through the frames too."),
                           Type::Small, Role::Text2};
    limit->setWordWrap(true);
    words->addSpacing(4);
    words->addWidget(limit);
    words->addStretch();
    m_state->setWordWrap(true);
    words->addWidget(m_state);
    grid->addWidget(legend, 1, 2);
    for (int i = 0; i < 3; ++i)
        grid->setColumnStretch(i, 1);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(1, 1);
}

void PanelsView::setFrames(const std::vector<engine::journey::FrameOf>& frames, const QString& caption)
{
    auto key = keyOf(frames);
    if (key == m_key)
        return;
    m_key = std::move(key);
    m_caption = caption;
    m_isReady = false;
    m_state->setText(tr("Putting %n frame(s) together…", nullptr, int(frames.size())));
    for (auto* cell : m_cells)
        cell->setImage({});
    m_jobs.ask<Result<Projections>>(
        {jobs::Lane::Files, QStringLiteral("panels"), tr("Putting frames together")}, this,
        [frames, &pool = m_pool](const engine::Progress& progress) {
            return engine::journey::projectionsOf(frames, pool, progress);
        },
        [this](const Result<Projections>& made) { take(made); });
}

void PanelsView::take(const Result<Projections>& made)
{
    if (!made) {
        m_key.clear(); // asked for again, it is tried again
        m_state->setText(made.error().code == engine::ErrorCode::Cancelled ? tr("Stopped.")
                                                                           : words::ofError(made.error()));
        return;
    }
    for (const auto panel : engine::pixels::panels) {
        auto* cell = m_cells[static_cast<std::size_t>(panel)];
        const bool isEmpty = panel == Panel::Change && made->frames < 2;
        cell->setCaption(tr(legendOf(panel).name), isEmpty ? tr("one frame only") : QString{});
        cell->setImage(toImage(*made, panel));
    }
    auto state = tr("%1: %n frame(s)", nullptr, made->frames).arg(m_caption);
    if (!made->without.empty())
        state += tr(". %n are not in them: another size or kind, or damaged", nullptr, int(made->without.size()));
    m_state->setText(state);
    m_isReady = true;
    Q_EMIT ready();
}

void PanelsView::setMarks(const QList<BoxMark>& marks)
{
    for (auto* cell : m_cells)
        cell->setMarks(marks, {});
}

}
