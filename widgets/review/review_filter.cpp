// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/mark_map.h"
#include "widgets/review/queue_bar.h"
#include "widgets/review/review_screen.h"

#include <QStackedWidget>

namespace widgets::review {

void ReviewScreen::addFilter()
{
    using frame::Deed;
    m_queue->setFilter(QueueFilter::fromText(session().project().queueFilter()));
    add(Deed::Filter, {tr("Filter"), "filter"}, [this] { m_queue->startWords(); });
    add(Deed::GoTo, {tr("Go to item"), {}}, [this] { m_queue->startNumber(); });
    connect(m_queue, &QueueBar::changed, this, [this] {
        showFilter();
        showStep();
        if (m_queue->isTyping())
            return;
        goIntoFilter();
        m_middle->currentWidget()->setFocus(); // the next Space is a verdict, not the chip again
    });
    connect(m_queue, &QueueBar::left, this, [this] {
        m_middle->currentWidget()->setFocus();
        goIntoFilter();
    });
    connect(m_queue, &QueueBar::numbered, this, [this](int number) {
        if (number > int(m_items.size()))
            refuse(tr("There is no item %1: the last is %2").arg(number).arg(m_items.size()));
        else
            open(number - 1);
        m_middle->currentWidget()->setFocus();
    });
}

const QueueFilter& ReviewScreen::filter() const
{
    return m_queue->filter();
}

void ReviewScreen::clearFilter()
{
    m_queue->setFilter({});
    session().setQueueFilter({});
    showFilter();
}

engine::review::Judgement ReviewScreen::judgementAt(int index) const
{
    return judgementOf(session().state(), m_items[std::size_t(index)], m_reading);
}

/// Of the present filter.
void ReviewScreen::showFilter()
{
    QueueBar::Counts counts;
    counts.all = int(m_items.size());
    m_isShown.assign(m_items.size(), true);
    for (int i = 0; i < counts.all; ++i) {
        const auto judgement = judgementAt(i);
        for (const auto standing : standings)
            counts.of[standing] += isOf(standing, judgement.verdict) ? 1 : 0;
        const bool isTaken = !filter().isOn() || filter().takes(judgement, m_known[std::size_t(i)]);
        m_isShown[std::size_t(i)] = isTaken;
        counts.shown += isTaken ? 1 : 0;
        counts.openOutside += !isTaken && isOf(Standing::Open, judgement.verdict) ? 1 : 0;
    }
    m_queue->showCounts(counts);
    m_sample->map().setShown(m_isShown);
    Q_EMIT statusChanged();
}

/// Where the item on the screen is none of those asked for, the next one that is.
void ReviewScreen::goIntoFilter()
{
    session().setQueueFilter(filter().toText());
    if (session().isLent() || !item() || m_isShown[std::size_t(m_index)])
        return;
    const int size = int(m_items.size());
    for (int step = 1; step < size; ++step) {
        if (m_isShown[std::size_t((m_index + step) % size)]) {
            open((m_index + step) % size);
            m_middle->currentWidget()->setFocus();
            return;
        }
    }
    refuse(tr("No item fits the filter"));
}

/// Everything it asks for is judged, and something else is not.
bool ReviewScreen::isFilterDone() const
{
    return filter().isOn() && m_tally.judged < m_tally.all && item() && nextOpenAfter(m_index) < 0 &&
           judgementAt(m_index).verdict != engine::review::ItemVerdict::None;
}

}
