// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/exposure.h"

namespace widgets::review {

void Exposure::begin(int pictures)
{
    *this = {};
    m_pictures = pictures;
}

void Exposure::show(const std::set<int>& pictures, qint64 now, qint64 neededMs)
{
    if (isOnScreen() && pictures == m_now && neededMs == m_neededMs)
        return; // painted again: it is there since before
    hide(now);
    m_now = pictures;
    m_since = now;
    m_neededMs = neededMs;
}

void Exposure::hide(qint64 now)
{
    if (isCounted(now))
        m_seen.insert(m_now.begin(), m_now.end());
    if (isOnScreen())
        m_dwellMs += now - m_since;
    m_since = -1;
}

bool Exposure::isSeen(int picture, qint64 now) const
{
    return m_seen.contains(picture) || (isCounted(now) && m_now.contains(picture));
}

int Exposure::unseen(qint64 now) const
{
    int seen = 0;
    for (int i = 0; i < m_pictures; ++i)
        seen += isSeen(i, now);
    return m_pictures - seen;
}

double Exposure::share(qint64 now) const
{
    return m_pictures == 0 ? 1 : double(m_pictures - unseen(now)) / m_pictures;
}

qint64 Exposure::dwellMs(qint64 now) const
{
    return m_dwellMs + (isOnScreen() ? now - m_since : 0);
}

}
