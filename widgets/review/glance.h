// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/review/items.h"

#include <QImage>

#include <map>
#include <memory>
#include <optional>
#include <set>

namespace widgets::review {

/// An item, or a page of it, as pictures of the size of the screen. Cells: brightest, change, strokes, average,
/// darkest, and the slice most unlike its neighbours. Sheet: frames of the page.
struct Glance {
    std::vector<QImage> pictures; ///< null: that frame cannot be shown
    std::set<int> shown;          ///< the plates that went in
    int odd = -1;                 ///< Cells: the plate that is the sixth picture
    std::optional<engine::Error> error;
};

struct GlanceWish {
    Kind kind = Kind::Cells; ///< Cells or Sheet
    std::vector<canvas::Plate> plates;
    int page = 0, columns = 8; ///< of Sheet: as many rows as columns

    std::string key() const;
};

/// Blocks; for the thread of a job.
Glance makeGlance(const GlanceWish& wish, engine::pool::Pool& pool, const engine::Progress& progress);

/// Makes glances, the wanted one first, then those that will be wanted next. Keeps the last few. On the GUI thread;
/// the work runs in jobs.
class Glances : public QObject {
    Q_OBJECT

public:
    Glances(jobs::Jobs& jobs, engine::pool::Pool& pool, QObject* parent = nullptr);

    /// In the order of their haste. `ready` follows for each that `find` does not have yet.
    void want(std::vector<GlanceWish> wishes);
    std::shared_ptr<const Glance> find(const std::string& key) const;

Q_SIGNALS:
    void ready(const std::string& key);

private:
    bool isWanted(const std::string& key) const;
    void pump();
    void make(const GlanceWish& wish, const QString& question);

    jobs::Jobs& m_jobs;
    engine::pool::Pool& m_pool;
    std::vector<std::pair<std::string, GlanceWish>> m_wanted; ///< the most urgent one first
    std::map<std::string, std::shared_ptr<const Glance>> m_kept;
    std::string m_now, m_ahead; ///< keys of what is being made
};

}
