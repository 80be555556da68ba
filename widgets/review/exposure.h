// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <set>

namespace widgets::review {

/// What of an item was on the screen, and how long: a verdict counts only once all of it was. Reads no clock; times are
/// milliseconds of any one.
class Exposure {
public:
    static constexpr qint64 shortestMs = 500; ///< a screenful, counted from the paint: workflows 1.0

    /// Another item of so many pictures; nothing of it was seen.
    void begin(int pictures);
    /// These pictures have reached the screen, and the ones before have left it. `neededMs`: how long they have to stay
    /// to count as seen.
    void show(const std::set<int>& pictures, qint64 now, qint64 neededMs = shortestMs);
    void hide(qint64 now); ///< nothing of it is on the screen: the window shows something else

    bool isOnScreen() const { return m_since >= 0; }
    /// What is on the screen now has been there for the shortest time.
    bool isLongEnough(qint64 now) const { return isOnScreen() && now - m_since >= shortestMs; }
    int unseen(qint64 now) const;
    bool isSeen(int picture, qint64 now) const;
    double share(qint64 now) const; ///< of the pictures; 1 where there are none
    qint64 dwellMs(qint64 now) const;

private:
    bool isCounted(qint64 now) const { return isOnScreen() && now - m_since >= m_neededMs; }

    int m_pictures = 0;
    std::set<int> m_seen, m_now;
    qint64 m_since = -1, m_neededMs = 0, m_dwellMs = 0;
};

}
