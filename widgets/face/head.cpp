// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/head.h"

#include <cstring>

namespace widgets::face {

using engine::Error;
using engine::ErrorCode;
using engine::Progress;
using engine::Result;
using engine::SharedMemory;
using engine::face::LoadVolume;
using engine::face::RenderFace;

struct Head::Talk {
    engine::pool::Pool& pool;
    std::optional<engine::pool::Lease> lease;

    Result<LoadVolume::Answer> load(const std::vector<engine::study::Entry>& entries, const Progress& progress)
    {
        auto volume = engine::journey::assembleVolume(entries, pool, progress);
        if (!volume)
            return volume.error();
        if (!lease) {
            auto got = pool.lease(engine::pool::Kind::Face, progress);
            if (!got)
                return got.error();
            lease.emplace(std::move(*got));
        }
        return lease->call(LoadVolume{volume->volume, false, 0}, {{volume->samples.fd()}, nullptr}, progress);
    }

    Result<QImage> render(const RenderFace& request, const Progress& progress)
    {
        const auto size = 4 * std::size_t(request.width) * std::size_t(request.height);
        auto memory = SharedMemory::create(size);
        if (!memory)
            return memory.error();
        if (!lease)
            return Error{ErrorCode::NotFound, "head"};
        const auto answer = lease->call(request, {{}, &*memory}, progress);
        if (!answer)
            return answer.error();
        if (answer->width != request.width || answer->height != request.height)
            return Error{ErrorCode::WorkerRefused, "render-face"};
        QImage picture{request.width, request.height, QImage::Format_RGBA8888};
        for (int y = 0; y < request.height; ++y)
            std::memcpy(picture.scanLine(y), memory->bytes().data() + 4 * std::size_t(y) * std::size_t(request.width),
                        4 * std::size_t(request.width));
        return picture.convertToFormat(QImage::Format_RGB32);
    }
};

Head::Head(jobs::Jobs& jobs, engine::pool::Pool& pool, QObject* parent)
    : QObject{parent}, m_jobs{jobs}, m_pool{pool}, m_talk{std::make_shared<Talk>(Talk{pool, {}})}
{
}

void Head::load(const std::string& series, std::vector<engine::study::Entry> entries)
{
    m_series = series;
    m_loaded = false;
    m_wanted.reset();
    m_jobs.ask<Result<LoadVolume::Answer>>(
        {jobs::Lane::Face, QStringLiteral("head %1").arg(quintptr(this)), tr("Building the head")}, this,
        [talk = m_talk, entries = std::move(entries)](const Progress& progress) {
            return talk->load(entries, progress);
        },
        [this, series](const Result<LoadVolume::Answer>& answer) {
            if (series != m_series)
                return;
            if (!answer) {
                Q_EMIT failed(answer.error());
                return;
            }
            m_loaded = true;
            Q_EMIT loaded(answer->threshold, answer->triangles);
        });
}

void Head::turn(double azimuth, double elevation, double zoom, const QSize& size, bool draft)
{
    if (!m_loaded || size.isEmpty())
        return;
    m_wanted = RenderFace{azimuth, elevation, zoom, size.width(), size.height(), draft};
    ask();
}

void Head::ask()
{
    if (m_busy || !m_wanted)
        return;
    m_busy = true;
    const auto request = *m_wanted;
    m_wanted.reset();
    m_jobs.ask<Result<QImage>>(
        {jobs::Lane::Face, {}, {}}, this,
        [talk = m_talk, request](const Progress& progress) { return talk->render(request, progress); },
        [this, draft = request.draft, series = m_series](const Result<QImage>& answer) {
            m_busy = false;
            if (series == m_series && answer)
                Q_EMIT drawn(*answer, draft);
            else if (series == m_series && !answer)
                Q_EMIT failed(answer.error());
            ask();
        });
}

}
