// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/head.h"

#include <cstring>

namespace widgets::face {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Progress;
using engine::Result;
using engine::SharedMemory;
using engine::face::AssessFace;
using engine::face::CheckCut;
using engine::face::Cut;
using engine::face::DrawPlane;
using engine::face::LoadCut;
using engine::face::LoadVolume;
using engine::face::PointAt;
using engine::face::RenderFace;
using engine::face::TryCut;

namespace {

/// The worker fills memory with RGBA of the size that was asked for, or answers with an error.
template <class Request, class Ask>
Result<QImage> pictureOf(const Request& request, const Ask& ask)
{
    const auto line = 4 * std::size_t(request.width);
    auto memory = SharedMemory::create(line * std::size_t(request.height));
    if (!memory)
        return memory.error();
    const Result<typename Request::Answer> answer = ask(*memory);
    if (!answer)
        return answer.error();
    if (answer->width != request.width || answer->height != request.height)
        return Error{ErrorCode::WorkerRefused, std::string{Request::kind}};
    QImage picture{request.width, request.height, QImage::Format_RGBA8888};
    for (int y = 0; y < request.height; ++y)
        std::memcpy(picture.scanLine(y), memory->bytes().data() + line * std::size_t(y), line);
    return picture.convertToFormat(QImage::Format_RGB32);
}

}

struct Head::Talk {
    engine::pool::Pool& pool;
    std::optional<engine::pool::Lease> lease;

    Result<Loaded> load(const std::vector<engine::study::Entry>& entries, const Progress& progress)
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
        auto held = std::make_shared<const engine::journey::AssembledVolume>(std::move(*volume));
        const auto answer = lease->call(LoadVolume{held->volume, false, 0}, {{held->samples.fd()}, nullptr}, progress);
        if (!answer)
            return answer.error();
        return Loaded{held, *answer};
    }

    Result<LoadVolume::Answer> load(const Volume& volume, double threshold, const Progress& progress)
    {
        if (!lease)
            return Error{ErrorCode::NotFound, "head"};
        return lease->call(LoadVolume{volume->volume, true, threshold}, {{volume->samples.fd()}, nullptr}, progress);
    }

    Result<LoadCut::Answer> cut(const Volume& volume, double threshold, const Cut& cut, const Progress& progress)
    {
        if (!lease)
            return Error{ErrorCode::NotFound, "head"};
        return lease->call(LoadCut{volume->volume, threshold, cut}, {{volume->samples.fd()}, nullptr}, progress);
    }

    Result<PointAt::Answer> point(const PointAt& request, const Progress& progress)
    {
        if (!lease)
            return Error{ErrorCode::NotFound, "head"};
        return lease->call(request, {}, progress);
    }

    Result<QImage> render(const RenderFace& request, const Progress& progress)
    {
        if (!lease)
            return Error{ErrorCode::NotFound, "head"};
        return pictureOf(request, [&](SharedMemory& memory) { return lease->call(request, {{}, &memory}, progress); });
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
    m_volume.reset();
    takeCutBack();
    m_wanted = {};
    m_small.clear();
    m_steps = 0;
    m_jobs.ask<Result<Loaded>>(
        {jobs::Lane::Face, QStringLiteral("head %1").arg(quintptr(this)), tr("Building the head")}, this,
        [talk = m_talk, entries = std::move(entries)](const Progress& progress) {
            return talk->load(entries, progress);
        },
        [this, series](const Result<Loaded>& answer) {
            if (series != m_series)
                return;
            if (!answer) {
                Q_EMIT failed(answer.error());
                return;
            }
            m_volume = answer->volume;
            m_threshold = answer->answer.threshold;
            m_loaded = true;
            Q_EMIT loaded(answer->answer.threshold, answer->answer.triangles);
        });
}

engine::face::Vector Head::middle() const
{
    using engine::face::operator*;
    using engine::face::operator+;
    if (!m_volume)
        return {};
    const auto& volume = m_volume->volume;
    engine::face::Vector at = volume.origin;
    for (std::size_t axis = 0; axis < 3; ++axis)
        at = at + volume.step[axis] * ((volume.size[axis] - 1) / 2.);
    return at;
}

void Head::takeCutBack()
{
    ++m_cuts;
    m_cut.reset();
    m_wanted[After].reset();
    m_pointWanted.reset();
    m_small.clear();
    m_jobs.drop(QStringLiteral("attempt %1").arg(quintptr(this)));
}

void Head::cut(const Cut& cut, const AssessFace::Answer& seen)
{
    if (!m_loaded)
        return;
    takeCutBack();
    m_cut = cut;
    m_seen = seen;
    makeCut();
}

/// One at a time, and never stopped half-way: that would cost the worker, and with it the head.
void Head::makeCut()
{
    if (m_isCutting || !m_cut || !m_loaded)
        return;
    m_isCutting = true;
    m_jobs.ask<Result<LoadCut::Answer>>(
        {jobs::Lane::Face, {}, {}}, this,
        [talk = m_talk, volume = m_volume, threshold = m_threshold, cut = *m_cut](const Progress& progress) {
            return talk->cut(volume, threshold, cut, progress);
        },
        [this, number = m_cuts](const Result<LoadCut::Answer>& answer) {
            m_isCutting = false;
            if (number != m_cuts)
                return makeCut();
            if (!answer) {
                Q_EMIT failed(answer.error());
                return;
            }
            Q_EMIT cutShown();
            attempt();
        });
}

/// In another worker, so that the head can be turned meanwhile.
void Head::attempt()
{
    m_jobs.ask<Result<CheckCut::Answer>>(
        {jobs::Lane::Show, QStringLiteral("attempt %1").arg(quintptr(this)), tr("Checking the cut")}, this,
        [&pool = m_pool, volume = m_volume, cut = *m_cut, seen = m_seen,
         regions = m_regions](const Progress& progress) -> Result<CheckCut::Answer> {
            auto lease = pool.lease(engine::pool::Kind::Face, progress);
            if (!lease)
                return lease.error();
            AssessFace request;
            request.volume = volume->volume;
            request.anchorGiven = seen.anchor.ok;
            request.toTemplate = seen.anchor.toTemplate;
            const auto assessed = lease->call(request, {{volume->samples.fd()}, nullptr}, progress);
            if (!assessed)
                return assessed.error();
            auto tried = lease->call(TryCut{volume->volume, cut}, {{volume->samples.fd()}, nullptr}, progress);
            if (!tried)
                return tried.error();
            if (auto added = engine::journey::addRegions(regions, cut, pool, progress, *tried); !added)
                return added.error();
            return tried;
        },
        [this, number = m_cuts](const Result<CheckCut::Answer>& answer) {
            if (number != m_cuts)
                return;
            if (answer)
                Q_EMIT tried(*answer);
            else if (answer.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(answer.error());
        });
}

engine::face::RenderFace Head::requestFor(Side side, const Look& look, const QSize& size) const
{
    RenderFace request{look.azimuth, look.elevation, look.zoom, size.width(), size.height()};
    request.isAfter = side == After;
    request.preset = m_preset == Preset::Bone && !isHounsfield() ? Preset::Skin : m_preset;
    request.light = m_light;
    return request;
}

bool Head::isHounsfield() const
{
    return m_volume && m_volume->volume.isHounsfield;
}

void Head::moveThreshold(int steps)
{
    m_steps += steps;
    ask();
}

void Head::askThreshold()
{
    constexpr double hounsfield = 25, share = 1 / 12.;
    const double by = isHounsfield() ? hounsfield : std::max(1., std::abs(m_threshold) * share);
    m_busy = true;
    const double wanted = m_threshold + by * m_steps;
    m_steps = 0;
    m_jobs.ask<Result<LoadVolume::Answer>>(
        {jobs::Lane::Face, {}, {}}, this,
        [talk = m_talk, volume = m_volume, wanted](const Progress& progress) {
            return talk->load(volume, wanted, progress);
        },
        [this, wanted, series = m_series](const Result<LoadVolume::Answer>& answer) {
            m_busy = false;
            if (series == m_series && answer)
                m_threshold = wanted;
            if (series == m_series && !answer) // no skin there: back to where there was one
                m_jobs.ask<Result<LoadVolume::Answer>>(
                    {jobs::Lane::Face, {}, {}}, this,
                    [talk = m_talk, volume = m_volume, old = m_threshold](const Progress& progress) {
                        return talk->load(volume, old, progress);
                    },
                    [this](const Result<LoadVolume::Answer>&) { Q_EMIT thresholdChanged(); });
            else if (series == m_series)
                Q_EMIT thresholdChanged();
            ask();
        });
}

void Head::show(Preset preset, Light light)
{
    m_preset = preset;
    m_light = light;
    Q_EMIT shown();
}

void Head::turn(Side side, const Look& look, const QSize& size, bool draft)
{
    if (!m_loaded || size.isEmpty() || (side == After && !m_cut))
        return;
    m_wanted[side] = requestFor(side, look, size);
    m_wanted[side]->draft = draft;
    ask();
}

void Head::ask()
{
    const auto side = m_wanted[Before] ? Before : After;
    if (m_busy)
        return;
    if (m_steps != 0 && m_loaded)
        return askThreshold();
    if (!m_wanted[side])
        return m_pointWanted ? askPoint() : askSmall();
    m_busy = true;
    const auto request = *m_wanted[side];
    m_wanted[side].reset();
    m_jobs.ask<Result<QImage>>(
        {jobs::Lane::Face, {}, {}}, this,
        [talk = m_talk, request](const Progress& progress) { return talk->render(request, progress); },
        [this, side, draft = request.draft, series = m_series, number = m_cuts](const Result<QImage>& answer) {
            m_busy = false;
            const bool isCurrent = series == m_series && (side == Before || number == m_cuts);
            if (isCurrent && answer)
                Q_EMIT drawn(side, *answer, draft);
            else if (isCurrent && answer.error().code != ErrorCode::NotFound)
                Q_EMIT failed(answer.error());
            ask();
        });
}

void Head::drawSmall(const std::vector<Look>& looks, const QSize& size)
{
    m_small.clear();
    if (!m_loaded || size.isEmpty())
        return;
    for (const auto& look : looks) {
        auto request = requestFor(m_cut ? After : Before, look, size);
        request.preset = Preset::Skin;
        m_small.push_back({int(m_small.size()), request});
    }
    ask();
}

void Head::askSmall()
{
    if (m_small.empty())
        return;
    m_busy = true;
    const auto small = m_small.front();
    m_small.pop_front();
    m_jobs.ask<Result<QImage>>(
        {jobs::Lane::Face, {}, {}}, this,
        [talk = m_talk, small](const Progress& progress) { return talk->render(small.request, progress); },
        [this, number = small.number, series = m_series, cuts = m_cuts](const Result<QImage>& answer) {
            m_busy = false;
            if (series == m_series && cuts == m_cuts && answer)
                Q_EMIT smallDrawn(number, *answer);
            ask();
        });
}

void Head::point(Side side, const Look& look, const QSize& size, const QPointF& pixel)
{
    if (!m_loaded || size.isEmpty() || (side == After && !m_cut))
        return;
    m_pointWanted = PointAt{requestFor(side, look, size), pixel.x(), pixel.y()};
    ask();
}

void Head::askPoint()
{
    m_busy = true;
    const auto request = *m_pointWanted;
    m_pointWanted.reset();
    m_jobs.ask<Result<PointAt::Answer>>(
        {jobs::Lane::Face, {}, {}}, this,
        [talk = m_talk, request](const Progress& progress) { return talk->point(request, progress); },
        [this, series = m_series](const Result<PointAt::Answer>& answer) {
            m_busy = false;
            if (series == m_series && answer)
                Q_EMIT pointFound(*answer);
            ask();
        });
}

void Head::draw(Plane plane, const engine::face::Vector& centre, double mmPerPixel, const QSize& size)
{
    if (!m_loaded || size.isEmpty())
        return;
    const DrawPlane request{
        m_volume->volume,     plane, centre, mmPerPixel, size.width(), size.height(), m_cut.has_value(),
        m_cut.value_or(Cut{})};
    m_jobs.ask<Result<QImage>>(
        {jobs::Lane::Show, QStringLiteral("plane %1 %2").arg(int(plane)).arg(quintptr(this)), {}}, this,
        [&pool = m_pool, volume = m_volume, request](const Progress& progress) {
            return pictureOf(request, [&](SharedMemory& memory) {
                return pool.call(engine::pool::Kind::Face, request, {{volume->samples.fd()}, &memory}, progress);
            });
        },
        [this, plane, series = m_series](const Result<QImage>& answer) {
            if (series == m_series && answer)
                Q_EMIT planeDrawn(int(plane), *answer);
        });
}

}
