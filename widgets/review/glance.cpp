// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/glance.h"

#include "widgets/canvas/presets.h"

#include <algorithm>

namespace widgets::review {

using canvas::Plate;
using engine::Progress;
using engine::journey::FrameOf;

namespace {

const auto aheadQuestion = QStringLiteral("glance ahead");
constexpr int sheetPixels = 2400; // of all columns together: more than most screens have for them

Glance cellsOf(const std::vector<Plate>& plates, engine::pool::Pool& pool, const Progress& progress)
{
    std::vector<FrameOf> frames;
    for (const auto& plate : plates)
        frames.push_back({plate.source, plate.frame, plate.file, plate.lettering});
    const auto made = engine::journey::projectionsOf(frames, pool, progress);
    Glance glance;
    if (!made) {
        glance.error = made.error();
        return glance;
    }
    for (const auto panel : engine::pixels::panels)
        glance.pictures.push_back(canvas::toImage(*made, panel));
    glance.pictures.push_back(canvas::oddImage(*made));
    for (int i = 0; i < int(plates.size()); ++i)
        glance.shown.insert(i);
    for (const auto frame : made->without)
        glance.shown.erase(int(frame));
    glance.odd = int(made->oddFrame);
    return glance;
}

/// In the full stored range: a window could hide what is looked for.
QImage tileOf(const Plate& plate, int side, engine::pool::Pool& pool, const Progress& progress)
{
    const auto frame =
        engine::journey::decodeFrame({plate.source, plate.frame, plate.file, plate.lettering}, pool, progress);
    if (!frame)
        return {};
    const auto window = canvas::preset(2, *frame, false).value_or(canvas::defaultWindow(*frame));
    const auto image = canvas::upright(canvas::toImage(*frame, window), frame->frame.orientation);
    const bool isLarge = image.width() > side || image.height() > side;
    return isLarge ? image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation) : image;
}

Glance pageOf(const GlanceWish& wish, engine::pool::Pool& pool, const Progress& progress)
{
    Glance glance;
    const int perPage = wish.columns * wish.columns;
    const int end = std::min(int(wish.plates.size()), (wish.page + 1) * perPage);
    for (int i = wish.page * perPage; i < end && !progress.stopped(); ++i) {
        glance.pictures.push_back(
            tileOf(wish.plates[std::size_t(i)], sheetPixels / wish.columns, pool, {progress.stop, {}}));
        if (!glance.pictures.back().isNull())
            glance.shown.insert(i);
    }
    if (progress.stopped())
        glance.error = engine::Error{engine::ErrorCode::Cancelled, "sheet"};
    return glance;
}

}

std::string GlanceWish::key() const
{
    std::string key = kind == Kind::Cells ? "cells" : std::to_string(page) + '/' + std::to_string(columns);
    for (const auto& plate : plates)
        key += '\n' + plate.key();
    return key;
}

Glance makeGlance(const GlanceWish& wish, engine::pool::Pool& pool, const Progress& progress)
{
    return wish.kind == Kind::Cells ? cellsOf(wish.plates, pool, progress) : pageOf(wish, pool, progress);
}

Glances::Glances(jobs::Jobs& jobs, engine::pool::Pool& pool, QObject* parent)
    : QObject{parent}, m_jobs{jobs}, m_pool{pool}
{
}

bool Glances::isWanted(const std::string& key) const
{
    return std::any_of(m_wanted.begin(), m_wanted.end(), [&](const auto& one) { return one.first == key; });
}

std::shared_ptr<const Glance> Glances::find(const std::string& key) const
{
    const auto found = m_kept.find(key);
    return found == m_kept.end() ? nullptr : found->second;
}

void Glances::want(std::vector<GlanceWish> wishes)
{
    m_wanted.clear();
    for (auto& one : wishes)
        m_wanted.emplace_back(one.key(), std::move(one));
    std::erase_if(m_kept, [this](const auto& kept) { return !isWanted(kept.first); });
    if (!m_ahead.empty() && !isWanted(m_ahead)) {
        m_jobs.drop(aheadQuestion);
        m_ahead.clear();
    }
    pump();
}

void Glances::pump()
{
    const auto isMade = [this](const auto& one) {
        return m_kept.contains(one.first) || one.first == m_now || one.first == m_ahead;
    };
    if (m_wanted.empty())
        return;
    if (!isMade(m_wanted.front())) {
        m_now = m_wanted.front().first;
        make(m_wanted.front().second, QStringLiteral("glance"));
    }
    if (!m_ahead.empty())
        return;
    const auto next = std::find_if_not(m_wanted.begin(), m_wanted.end(), isMade);
    if (next == m_wanted.end())
        return;
    m_ahead = next->first;
    make(next->second, aheadQuestion);
}

void Glances::make(const GlanceWish& wish, const QString& question)
{
    m_jobs.ask<std::shared_ptr<const Glance>>(
        {jobs::Lane::Show, question, {}}, this,
        [wish, &pool = m_pool](const Progress& progress) {
            return std::make_shared<const Glance>(makeGlance(wish, pool, progress));
        },
        [this, key = wish.key()](std::shared_ptr<const Glance> made) {
            (key == m_now ? m_now : m_ahead).clear();
            if (isWanted(key)) {
                m_kept[key] = std::move(made);
                Q_EMIT ready(key);
            }
            pump();
        });
}

}
