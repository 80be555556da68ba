// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/canvas/picture.h"
#include "widgets/jobs/jobs.h"

#include <QObject>

#include <map>
#include <set>

namespace widgets::canvas {

/// One picture that can be shown: a frame of an original, or of a candidate's file.
struct Plate {
    engine::study::Source source;
    std::string file; ///< of a candidate; `source` is then looked at only for a difference
    int frame = 1;
    std::string item;          ///< the instance
    bool isDifference = false; ///< what differs between `source` and `file`, bright on black
    std::shared_ptr<const engine::pixels::Lettering> lettering{}; ///< of a known case: written over the picture

    std::string key() const;
};

/// The pictures of a series in order: decodes the wanted one first, then its neighbours, keeps what was decoded as long
/// as it fits, and drops what comes too late. On the GUI thread; decoding runs in jobs.
class Stack : public QObject {
    Q_OBJECT

public:
    Stack(jobs::Jobs& jobs, engine::pool::Pool& pool, QObject* parent = nullptr);

    void setPlates(std::vector<Plate> plates); ///< shows nothing yet; pictures still known are kept
    const std::vector<Plate>& plates() const { return m_plates; }
    int index() const { return m_index; }
    int size() const { return int(m_plates.size()); }
    const Plate* plate() const; ///< the wanted one; nullptr when there is none
    /// Pictures that may be wanted after these: fetched once these are here.
    void setNext(std::vector<Plate> plates);
    /// Wants picture `index` (clamped). `shown` or `failed` follows, at once when it is there already.
    void show(int index);
    Picture picture() const; ///< of `index`, null while it is not there

Q_SIGNALS:
    void moved(int index); ///< another picture is wanted
    void shown(int index);
    void failed(int index, const engine::Error& error);

private:
    static constexpr std::size_t room = 512'000'000; ///< bytes of samples kept
    static constexpr int ahead = 24;                 ///< neighbours fetched on each side

    struct Kept {
        Picture picture;
        std::optional<engine::Error> error;
    };

    void announce();
    void pump();
    const Plate* nextWanted() const; ///< nullptr when all is there
    bool isWanted(const Plate& plate) const;
    void fetch(const Plate& plate);
    void keep(const std::string& key, Kept kept);
    void forgetFar();

    jobs::Jobs& m_jobs;
    engine::pool::Pool& m_pool;
    std::vector<Plate> m_plates, m_next;
    int m_index = 0;
    std::map<std::string, Kept> m_kept;
    std::set<std::string> m_asked;
    std::size_t m_bytes = 0;
};

}
