// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pool/pool.h"
#include "engine/study/collection.h"
#include "widgets/jobs/jobs.h"

#include <QHash>
#include <QObject>
#include <QPixmap>

#include <deque>

namespace widgets::session {

/// Small pictures for lists, kept in memory only. One is decoded at a time, so that what a person looks at comes first.
class Thumbs : public QObject {
    Q_OBJECT

public:
    Thumbs(jobs::Jobs& jobs, engine::pool::Pool& pool, QObject* parent = nullptr);

    /// The picture of `id`, null while it is not there; it is then made, and `ready` says so.
    QPixmap of(const QString& id, const engine::study::Entry& entry);

Q_SIGNALS:
    void ready(const QString& id, const QPixmap& picture);

private:
    struct Wanted {
        QString id;
        engine::study::Source source;
        int frame = 1;
    };
    void next();

    jobs::Jobs& m_jobs;
    engine::pool::Pool& m_pool;
    QHash<QString, QPixmap> m_pictures; ///< null: asked for, or cannot be shown
    std::deque<Wanted> m_wanted;
    bool m_busy = false;
};

}
