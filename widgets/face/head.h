// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"
#include "engine/journey/steps.h"
#include "widgets/jobs/jobs.h"

#include <QImage>
#include <QObject>

#include <optional>

namespace widgets::face {

/// One head and its picture. The surface stays in a worker of its own while the head is looked at; one request is on
/// its way at a time, and of those that wait only the newest is kept.
class Head : public QObject {
    Q_OBJECT

public:
    Head(jobs::Jobs& jobs, engine::pool::Pool& pool, QObject* parent = nullptr);

    void load(const std::string& series, std::vector<engine::study::Entry> entries);
    /// `size` in device pixels; drafts are coarse and quick.
    void turn(double azimuth, double elevation, double zoom, const QSize& size, bool draft);
    const std::string& series() const { return m_series; }
    bool isLoaded() const { return m_loaded; }

Q_SIGNALS:
    void loaded(double threshold, quint64 triangles);
    void drawn(const QImage& picture, bool draft);
    void failed(const engine::Error& error);

private:
    struct Talk; ///< what the lane's thread holds: the lease of the worker
    void ask();

    jobs::Jobs& m_jobs;
    engine::pool::Pool& m_pool;
    std::shared_ptr<Talk> m_talk;
    std::string m_series;
    bool m_loaded = false, m_busy = false;
    std::optional<engine::face::RenderFace> m_wanted;
};

}
