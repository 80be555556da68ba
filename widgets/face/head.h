// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"
#include "engine/journey/steps.h"
#include "widgets/jobs/jobs.h"

#include <QImage>
#include <QObject>

#include <array>
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
    void draw(Plane plane, const engine::face::Vector& centre, double mmPerPixel, const QSize& size);
    const std::string& series() const { return m_series; }
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

    jobs::Jobs& m_jobs;
    engine::pool::Pool& m_pool;
    std::shared_ptr<Talk> m_talk;
    std::string m_series;
    Volume m_volume;
    double m_threshold = 0;
    std::optional<engine::face::Cut> m_cut;
    engine::face::AssessFace::Answer m_seen; ///< where the head lies that `m_cut` is of
    int m_cuts = 0;                          ///< counts them: an answer about an older one is dropped
    bool m_loaded = false, m_busy = false, m_isCutting = false;
    std::array<std::optional<engine::face::RenderFace>, 2> m_wanted;
};

}
