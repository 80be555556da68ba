// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/point_at.h"
#include "engine/journey/regions.h"
#include "engine/journey/steps.h"
#include "widgets/jobs/jobs.h"

#include <QImage>
#include <QObject>

#include <array>
#include <deque>
#include <optional>

namespace widgets::face {

/// One head, before and after a cut, and pictures of both. The surfaces stay in a worker of their own while the head is
/// looked at; one request is on its way at a time, and of those that wait only the newest of each side is kept. Nothing
/// of it is ever written.
class Head : public QObject {
    Q_OBJECT

public:
    enum Side { Before, After };
    using Plane = engine::face::DrawPlane::Plane;
    using Preset = engine::face::RenderFace::Preset;
    using Light = engine::face::RenderFace::Light;

    Head(jobs::Jobs& jobs, engine::pool::Pool& pool, QObject* parent = nullptr);

    void load(const std::string& series, std::vector<engine::study::Entry> entries);
    /// What `cut` would leave: its surface, then what the checks say of it (`tried`). `seen` tells where the head lies.
    void cut(const engine::face::Cut& cut, const engine::face::AssessFace::Answer& seen);
    void takeCutBack();
    struct Look {
        double azimuth = 0, elevation = 0, zoom = 1; ///< as RenderFace has them
    };
    /// `size` in device pixels; drafts are coarse and quick.
    void turn(Side side, const Look& look, const QSize& size, bool draft);
    /// The same looks small and by number (`smallDrawn`), when nothing else is wanted; of the cut where there is one.
    void drawSmall(const std::vector<Look>& looks, const QSize& size);
    /// Where a pixel of such a picture lies (`pointFound`); of several questions the last one.
    void point(Side side, const Look& look, const QSize& size, const QPointF& pixel);
    /// How both sides are shown from now on.
    void show(Preset preset, Light light);
    Preset preset() const { return m_preset; }
    Light light() const { return m_light; }
    bool isHounsfield() const;
    /// Where the skin is looked for from now on (`thresholdChanged`), so many steps from where it was: 25 HU, or a
    /// twelfth. Only for looking: what was assessed stays.
    void moveThreshold(int steps);
    double threshold() const { return m_threshold; }
    bool isBusy() const { return m_busy; } ///< a picture is on its way
    void draw(Plane plane, const engine::face::Vector& centre, double mmPerPixel, const QSize& size);
    const std::string& series() const { return m_series; }
    /// Contours and segments that lie on it: what a cut takes of them is measured with it.
    void setRegions(engine::journey::RegionFiles regions) { m_regions = std::move(regions); }
    bool isLoaded() const { return m_loaded; }
    bool isCut() const { return m_cut.has_value(); }
    /// Middle of the volume, LPS mm.
    engine::face::Vector middle() const;

Q_SIGNALS:
    void loaded(double threshold, quint64 triangles);
    void cutShown();
    void tried(const engine::face::CheckCut::Answer& answer);
    void drawn(int side, const QImage& picture, bool draft);
    void planeDrawn(int plane, const QImage& picture);
    void smallDrawn(int number, const QImage& picture);
    void pointFound(const engine::face::PointAt::Answer& answer);
    void thresholdChanged();
    void shown(); ///< in another way: pictures are old
    void failed(const engine::Error& error);

private:
    struct Talk; ///< what the lane's thread holds: the lease of the worker
    using Volume = std::shared_ptr<const engine::journey::AssembledVolume>;
    struct Loaded {
        Volume volume;
        engine::face::LoadVolume::Answer answer;
    };
    void makeCut();
    void attempt();
    void ask();
    void askPoint();
    void askSmall();
    void askThreshold();
    engine::face::RenderFace requestFor(Side side, const Look& look, const QSize& size) const;

    jobs::Jobs& m_jobs;
    engine::pool::Pool& m_pool;
    std::shared_ptr<Talk> m_talk;
    std::string m_series;
    engine::journey::RegionFiles m_regions;
    Volume m_volume;
    double m_threshold = 0;
    int m_steps = 0; ///< of the threshold that are still to be made
    std::optional<engine::face::Cut> m_cut;
    engine::face::AssessFace::Answer m_seen; ///< where the head lies that `m_cut` is of
    int m_cuts = 0;                          ///< counts them: an answer about an older one is dropped
    bool m_loaded = false, m_busy = false, m_isCutting = false;
    Preset m_preset = Preset::Skin;
    Light m_light = Light::Headlight;
    std::array<std::optional<engine::face::RenderFace>, 2> m_wanted;
    std::optional<engine::face::PointAt> m_pointWanted;
    struct Small {
        int number;
        engine::face::RenderFace request;
    };
    std::deque<Small> m_small;
};

}
