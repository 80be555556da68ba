// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/item_sheet.h"
#include "widgets/review/mark_map.h"
#include "widgets/review/queue_bar.h"
#include "widgets/review/review_screen.h"

#include <QAction>
#include <QStackedWidget>

#include <algorithm>

namespace widgets::review {

using engine::review::ItemVerdict;
using engine::review::Judgement;

namespace {
constexpr int columnsOf[] = {4, 6, 8, 2, 3}; // of the sheet, by G
}

void ReviewScreen::addSheet()
{
    static_cast<QHBoxLayout*>(m_queue->layout())->insertWidget(0, look::tool(m_grid));
    connect(m_itemSheet, &ItemSheet::moved, this, [this](int row) {
        if (!isOnSheet() || row >= int(m_itemSheet->entries().size()))
            return;
        m_index = m_itemSheet->entries()[std::size_t(row)].index;
        session().setPosition(item()->name());
        m_sample->map().setCurrent(m_index);
        if (m_right->isVisible())
            m_header->show(item()->instances.front(), caseOf(session().state(), *item()));
        showFacts();
        showStep();
        Q_EMIT statusChanged();
    });
    connect(m_itemSheet, &ItemSheet::turned, this, [this] {
        showFacts();
        showStep();
    });
    connect(m_itemSheet, &ItemSheet::opened, this, [this] { open(m_index); });
}

bool ReviewScreen::isOnSheet() const
{
    return !m_itemSheet->entries().empty();
}

int ReviewScreen::sheetRow() const
{
    const auto& entries = m_itemSheet->entries();
    const auto at =
        std::find_if(entries.begin(), entries.end(), [this](const auto& one) { return one.index == m_index; });
    return at == entries.end() ? -1 : int(at - entries.begin());
}

/// One picture, or six, tells all of it; and nothing is told about it at once.
bool ReviewScreen::isForSheet(int index) const
{
    const auto& one = m_items[std::size_t(index)];
    const auto* known = caseOf(session().state(), one);
    const auto& first = session().project().collection().entry(one.instances.front())->instance;
    const bool isPicture = one.kind == Kind::Single && one.instances.size() == 1 && first.frames == 1;
    return m_isShown[std::size_t(index)] && judgementAt(index).verdict == ItemVerdict::None && !one.isDamaged &&
           (isPicture || one.kind == Kind::Cells) && !(known && known->isPractice);
}

void ReviewScreen::askForMore()
{
    const auto* one = item();
    if (!one || session().isLent())
        return;
    if (m_reading.role == Reading::Role::Third || m_reading.role == Reading::Role::Checker) {
        refuse(tr("Here each is judged by itself"));
        return;
    }
    if (!isOnSheet() && isGlance() && one->kind == Kind::Sheet && m_plates.size() > 4) {
        changeGrid();
        return;
    }
    if (isOnSheet()) {
        const auto now = std::find(std::begin(columnsOf), std::end(columnsOf), m_sheetColumns);
        m_sheetColumns = now + 1 == std::end(columnsOf) ? columnsOf[0] : *(now + 1);
    }
    openSheet(m_index);
}

/// The open items from there on that a sheet can show.
void ReviewScreen::openSheet(int from)
{
    const int size = int(m_items.size()), room = m_sheetColumns * m_sheetColumns;
    std::vector<ItemSheet::Entry> entries, next;
    for (int step = 0; step < size && int(next.size()) < room; ++step) {
        const int index = (from + step) % size;
        if (!isForSheet(index))
            continue;
        const auto& one = m_items[std::size_t(index)];
        const auto& first = session().project().collection().entry(one.instances.front())->instance;
        auto plates = sightOf(session().project(), one, false).plates;
        ItemSheet::Entry entry{
            index, {one.kind, std::move(plates), 0, m_sheetColumns}, {}, {first.columns, first.rows}};
        entry.wish.kind = one.kind == Kind::Cells ? Kind::Cells : Kind::Sheet;
        entry.key = entry.wish.key();
        (int(entries.size()) < room ? entries : next).push_back(std::move(entry));
    }
    if (entries.empty()) {
        open(m_index);
        refuse(tr("No open item fits on a sheet: clips, documents and headers are judged one by one"));
        return;
    }
    showContradiction(false);
    m_exposure.hide(m_clock.elapsed());
    m_before = false;
    m_middle->setCurrentWidget(m_itemSheet);
    m_slices->setVisible(true);
    m_leave->setVisible(true);
    m_rest->setVisible(true);
    m_grid->setText(tr("More or fewer"));
    m_itemSheet->show(entries, m_sheetColumns, next);
    m_itemSheet->setFocus();
    showStep();
}

/// After a verdict on it: the next tile without one, else the next sheet.
void ReviewScreen::goOnSheet()
{
    const auto& entries = m_itemSheet->entries();
    const int size = int(entries.size());
    for (int row = 0; row < size; ++row)
        m_itemSheet->describe(row, judgementAt(entries[std::size_t(row)].index));
    const int here = std::max(0, sheetRow());
    for (int step = 1; step <= size; ++step) {
        const int row = (here + step) % size;
        if (judgementAt(entries[std::size_t(row)].index).verdict != ItemVerdict::None)
            continue;
        m_itemSheet->setCurrent(row);
        showStep();
        return;
    }
    for (int index = 0; index < int(m_items.size()); ++index) {
        if (!isForSheet(index))
            continue;
        openSheet(m_index);
        return;
    }
    open(m_index);
    if (m_tally.judged < m_tally.all && !isFilterDone())
        nextOpen();
}

engine::review::Look ReviewScreen::lookAt(const Item& one) const
{
    const auto images = std::int64_t(one.instances.size());
    const auto now = m_clock.elapsed();
    if (!isOnSheet())
        return {m_exposure.dwellMs(now), m_exposure.share(now), viewName().toStdString(), images};
    const auto& entries = m_itemSheet->entries();
    for (std::size_t row = 0; row < entries.size(); ++row) {
        if (m_items[std::size_t(entries[row].index)] == one) // the eyes were on all of them in that time
            return {m_itemSheet->dwellMs(int(row)) / std::int64_t(entries.size()), m_itemSheet->share(int(row)),
                    viewName().toStdString(), images};
    }
    return {};
}

/// Empty when nothing stands against calling the item of this tile clean.
QString ReviewScreen::whyNotCleanOn(int row)
{
    const auto& state = session().state();
    const auto& one = m_items[std::size_t(m_itemSheet->entries()[std::size_t(row)].index)];
    const auto open = openFindings(state, one);
    const bool isStale = !state.items.empty() && !sightOf(session().project(), one, false).isCandidate &&
                         !session().project().staleCandidates().empty();
    if (open > 0)
        return tr("%n finding(s) of this series are undecided: see Rules, Text and Faces", nullptr, int(open));
    if (isLeftOut(one))
        return tr("Left out because of its face: S, then 4, says so");
    if (isStale)
        return tr("The files are still being written as you decided");
    if (!m_itemSheet->isFit(row))
        return tr("Too small here, or not all of it can be shown: Enter opens it");
    if (!unexplainedTexts(state, one).empty())
        return tr("The machine reads text in it that stays: Enter opens it");
    if (!m_itemSheet->isSeen(row))
        return tr("Not all of it was on the screen long enough");
    return {};
}

void ReviewScreen::passOnSheet()
{
    if (!m_itemSheet->isMade())
        refuse(tr("The pictures of this sheet are not all here yet"));
    else if (!m_itemSheet->isLongEnough())
        refuse(tr("Look a moment longer"));
    else if (m_itemSheet->picture() + 1 < m_itemSheet->pictures())
        m_itemSheet->turn(1);
    else if (const int row = sheetRow(); row < 0 || judgementAt(m_index).verdict != ItemVerdict::None)
        goOnSheet();
    else if (const auto why = whyNotCleanOn(row); !why.isEmpty())
        refuse(why);
    else
        judge({ItemVerdict::Clean, {}, {}});
}

/// One act over all that nothing stands against; what stays open says why.
void ReviewScreen::passRest()
{
    if (!mayJudge())
        return;
    if (!m_itemSheet->isMade() || !m_itemSheet->isLongEnough() ||
        m_itemSheet->picture() + 1 < m_itemSheet->pictures()) {
        refuse(tr("Not every picture of this sheet was on the screen long enough: Space shows the next"));
        return;
    }
    std::vector<const Item*> clean;
    QString why;
    int left = 0;
    for (int row = 0; row < int(m_itemSheet->entries().size()); ++row) {
        const int index = m_itemSheet->entries()[std::size_t(row)].index;
        if (judgementAt(index).verdict != ItemVerdict::None)
            continue;
        const auto against = whyNotCleanOn(row);
        if (against.isEmpty()) {
            clean.push_back(&m_items[std::size_t(index)]);
            continue;
        }
        why = left++ == 0 ? against : why;
    }
    if (!clean.empty() && !session().performAll(actOf(clean, {ItemVerdict::Clean, {}, {}})))
        return;
    goOnSheet();
    if (left > 0)
        refuse(tr("%n stay(s) open. %1", nullptr, left).arg(why));
}

void ReviewScreen::nameSheetStep()
{
    const int picture = m_itemSheet->picture(), pictures = m_itemSheet->pictures();
    const bool isDone = m_tally.all > 0 && m_tally.judged == m_tally.all;
    m_slices->setText(tr("Open"));
    m_pass->setText(picture + 1 < pictures ? tr("Next picture, %1 of %2").arg(picture + 2).arg(pictures)
                                           : tr("Clean, next"));
    bar().setStepReady(isDone || (m_itemSheet->isMade() && m_itemSheet->isLongEnough()));
}

}
