// SPDX-License-Identifier: Apache-2.0
#include "widgets/session/thumbs.h"

#include "widgets/canvas/picture.h"

namespace widgets::session {

Thumbs::Thumbs(jobs::Jobs& jobs, engine::pool::Pool& pool, QObject* parent)
    : QObject{parent}, m_jobs{jobs}, m_pool{pool}
{
}

QPixmap Thumbs::of(const QString& id, const engine::study::Entry& entry)
{
    const auto found = m_pictures.constFind(id);
    if (found != m_pictures.constEnd())
        return *found;
    m_pictures.insert(id, {});
    if (entry.instance.frames > 0 && entry.instance.cannotShow.empty()) {
        m_wanted.push_back({id, entry.source, (entry.instance.frames + 1) / 2});
        next();
    }
    return {};
}

void Thumbs::next()
{
    if (m_busy || m_wanted.empty())
        return;
    m_busy = true;
    const auto wanted = m_wanted.front();
    m_wanted.pop_front();
    m_jobs.ask<QImage>(
        {jobs::Lane::Files, {}, {}}, this,
        [wanted, &pool = m_pool](const engine::Progress& progress) {
            const auto frame = engine::journey::decodeFrame(wanted.source, wanted.frame, pool, progress);
            if (!frame)
                return QImage{};
            return canvas::upright(canvas::toImage(*frame, canvas::defaultWindow(*frame)), frame->frame.orientation)
                .scaled(112, 88, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        },
        [this, id = wanted.id](const QImage& image) {
            m_busy = false;
            if (!image.isNull()) {
                m_pictures[id] = QPixmap::fromImage(image);
                Q_EMIT ready(id, m_pictures[id]);
            }
            next();
        });
}

}
