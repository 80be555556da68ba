// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/review_screen.h"

#include "widgets/frame/view_deeds.h"
#include "widgets/plan/pages.h"
#include "widgets/review/cells_view.h"
#include "widgets/review/frame_sheet.h"
#include "widgets/review/item_sheet.h"
#include "widgets/review/mark_map.h"
#include "widgets/review/queue_bar.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QSplitter>
#include <QStackedWidget>

#include <utility>

namespace widgets::review {

using engine::review::ItemVerdict;
using look::Role;

ReviewScreen::ReviewScreen(const session::Desk& desk)
    : ProjectScreen{QStringLiteral("review"), tr("Review"), desk}, m_glances{desk.jobs, desk.pool}
{
    build();
    addDeeds();
    addFilter();
    addSheet();
    followPictures();
    setStops({m_queue, &m_sample->map(), m_middle, &m_header->list(), &bar()});
    connect(&m_sample->map(), &MarkMap::chosen, this, &ReviewScreen::open);
    connect(m_sample, &SamplePanel::readerWished, this, &ReviewScreen::askReader);
    m_clock.start();
}

void ReviewScreen::build()
{
    m_sample = new SamplePanel;
    m_cells = new CellsView;
    m_sheet = new FrameSheet;
    m_viewer = new canvas::Viewer{tr("Image as it would leave"), desk().jobs, desk().pool};
    m_middle = new QStackedWidget;
    for (QWidget* one :
         {static_cast<QWidget*>(m_cells), static_cast<QWidget*>(m_sheet), static_cast<QWidget*>(m_viewer)})
        m_middle->addWidget(one);
    m_rest = add(frame::Deed::ApplyToClass, {tr("Rest clean"), {}}, [this] { passRest(); });
    m_rest->setVisible(false);
    m_itemSheet = new ItemSheet{desk().jobs, desk().pool, m_rest};
    m_middle->addWidget(m_itemSheet);
    m_break = plan::emptyPage(tr("A break"), m_breakWords);
    m_middle->addWidget(m_break);
    m_right = new look::Panel{Role::Panel};
    m_header = new header::HeaderPanel{desk(), tr("Kept in the header"), header::HeaderPanel::Filters::Hidden};
    m_header->showOnlyKept();
    look::box<QVBoxLayout>(m_right)->addWidget(m_header);
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    body->addWidget(m_sample);
    body->addWidget(m_middle);
    body->addWidget(m_right);
    body->setStretchFactor(1, 1);
    body->setSizes({220, 800, look::metric::detail});
    auto* whole = new QWidget;
    auto* column = look::box<QVBoxLayout>(whole);
    auto* pages = plan::pagesOf(*this);
    m_queue = new QueueBar;
    static_cast<QHBoxLayout*>(pages->layout())->addWidget(m_queue);
    column->addWidget(pages);
    column->addWidget(body, 1);
    setBody(whole);
}

void ReviewScreen::addDeeds()
{
    using frame::Deed;
    addVerdicts();
    m_slices =
        add(Deed::Enter, {tr("Slices"), {}}, [this] { isOnSheet() ? open(m_index) : showSlices(m_sheet->frame()); });
    m_leave = add(Deed::Leave, {tr("Overview"), {}}, [this] { isOnSheet() ? open(m_index) : leaveSlices(); });
    m_grid = add(Deed::Grid, {tr("Several at once"), "layout-grid"}, [this] { askForMore(); });
    auto* header = add(Deed::Header, {tr("Header"), "panel-right"}, [this] {
        m_right->setVisible(!m_right->isVisible());
        if (const auto* one = item(); one && m_right->isVisible())
            m_header->show(one->instances.front(), caseOf(session().state(), *one));
        followHeader();
    });
    add(Deed::Flip, {tr("Before / after"), "git-compare-arrows"}, [this] {
        if (isOnSheet()) {
            refuse(tr("One at a time: Enter opens it"));
            return;
        }
        m_before = !m_before;
        showPictures(Which::Same);
        showFacts();
    });
    m_sample->setReaderTip(add(Deed::ReadAs, {tr("Who reads…"), {}}, [this] { askReader(); })->toolTip());
    add(Deed::Tired, {tr("I am tired"), "coffee"}, [this] { takeBreak(); });
    add(Deed::NextOpen, {tr("Next open"), {}}, [this] { nextOpen(); });
    auto* back = add(Deed::TakeBack, {tr("Back"), "undo-2"}, [this] { takeBack(); });
    for (auto* one : {m_slices, m_leave, header, back})
        bar().add(one);
    bar().setStep(m_pass);
    frame::addViewDeeds(*this, *m_viewer);
}

const Item* ReviewScreen::item() const
{
    return m_index >= 0 && m_index < int(m_items.size()) ? &m_items[std::size_t(m_index)] : nullptr;
}

void ReviewScreen::enter()
{
    if (session().isLent())
        return;
    ProjectScreen::enter();
    const auto position = session().position();
    int wanted = -1;
    for (int i = 0; i < int(m_items.size()); ++i) {
        const auto& one = m_items[std::size_t(i)];
        const bool isInside = std::find(one.instances.begin(), one.instances.end(), position) != one.instances.end();
        if (one.name() == position || (isInside && one.known.empty()))
            wanted = i;
    }
    open(wanted < 0 && !m_items.empty() ? 0 : wanted);
    m_middle->currentWidget()->setFocus();
}

void ReviewScreen::refresh()
{
    const auto& state = session().state();
    const auto now = item() ? std::optional{*item()} : std::nullopt;
    const std::array<std::size_t, 7> dependsOn{session().project().collection().entries().size(),
                                               state.sample ? state.sample->draws : 0,
                                               state.sample ? state.sample->leaked.size() : 0,
                                               state.outside.size(),
                                               state.second.asked.size(),
                                               state.known.cases.size(),
                                               state.known.checks.size()};
    bool isSheetStale = false;
    if (std::exchange(m_itemsOf, dependsOn) != dependsOn) // a verdict on one of very many must cost nothing
        isSheetStale = findItems();
    if (const auto* one = item();
        now && (isSheetStale || !one || !(*one == *now))) { // another sample: others are asked
        const auto same = std::find_if(m_items.begin(), m_items.end(), [&](const auto& other) {
            const auto& inside = other.instances;
            return other.known == now->known &&
                   std::find(inside.begin(), inside.end(), now->instances.front()) != inside.end();
        });
        open(same == m_items.end() ? (m_items.empty() ? -1 : 0) : int(same - m_items.begin()));
        return;
    }
    m_tally = tallyOf(state, m_items, m_reading);
    QList<look::Mark> marks;
    for (const auto& one : m_items)
        marks += words::markOf(judgementOf(state, one, m_reading));
    m_sample->showMarks(marks, m_index);
    showFilter();
    m_sample->showTally(m_tally, m_reading.role == Reading::Role::Second    ? tr("Second reading")
                                 : m_reading.role == Reading::Role::Third   ? tr("Where two differ")
                                 : m_reading.role == Reading::Role::Checker ? tr("Known cases, to check")
                                 : state.sample                             ? tr("Sample")
                                                                            : tr("All images"));
    if (const auto* one = item();
        one && !isOnSheet() && !m_before && !m_isCandidate && sightOf(session().project(), *one, false).isCandidate)
        showPictures(Which::Other); // written meanwhile: now as it would leave
    showFacts();
    showStep();
}

/// True where a sheet of the items before was on the screen.
bool ReviewScreen::findItems()
{
    const bool wasOnSheet = isOnSheet();
    m_itemSheet->leave();
    m_items = itemsOf(session().project(), m_reading);
    m_known.clear();
    for (const auto& one : m_items)
        m_known.push_back(knownOf(session().project(), one));
    m_isShown.assign(m_items.size(), true);
    return wasOnSheet;
}

void ReviewScreen::open(int index)
{
    if (index < 0 || index >= int(m_items.size()) || session().isLent())
        return;
    m_index = index;
    m_itemSheet->leave();
    m_rest->setVisible(false);
    const auto& one = m_items[std::size_t(index)];
    m_before = m_isJudgedHere = false;
    m_isLarge = one.kind == Kind::Single || one.kind == Kind::Header;
    m_isFresh = true;
    m_page = 0;
    session().setPosition(one.name());
    showPictures(Which::Other);
    if (m_right->isVisible())
        m_header->show(one.instances.front(), caseOf(session().state(), one));
    refresh();
    Q_EMIT statusChanged();
}

/// The pictures go, and nothing counts as looked at, until the person is back.
void ReviewScreen::takeBreak()
{
    if (!item())
        return;
    if (m_middle->currentWidget() == m_break) {
        m_sample->beginSitting();
        if (isOnSheet())
            m_middle->setCurrentWidget(m_itemSheet);
        else
            showPictures(Which::Same);
        m_middle->currentWidget()->setFocus();
        return;
    }
    m_exposure.hide(m_clock.elapsed());
    m_breakWords->setText(tr("After %1 min and %n verdict(s). Nothing is lost: F10 goes on with this image.", nullptr,
                             int(m_tally.judged))
                              .arg(m_sample->sittingMs() / 60000));
    m_middle->setCurrentWidget(m_break);
    showStep();
}

int ReviewScreen::nextOpenAfter(int index) const
{
    const int size = int(m_items.size());
    for (int step = 1; step <= size; ++step) {
        const int other = (index + step) % size;
        if (filter().wants(judgementAt(other), m_known[std::size_t(other)]))
            return other;
    }
    return -1;
}

int ReviewScreen::nextUnsettledAfter(int index) const
{
    const int size = int(m_items.size());
    for (int step = 1; step <= size; ++step) {
        const auto verdict = judgementAt((index + step) % size).verdict;
        if (verdict == ItemVerdict::Found || verdict == ItemVerdict::Flag)
            return (index + step) % size;
    }
    return -1;
}

void ReviewScreen::nextOpen()
{
    if (session().isLent())
        return;
    int next = nextOpenAfter(m_index);
    if (next < 0 && m_reading.isFirst() && m_tally.judged == m_tally.all)
        next = nextUnsettledAfter(m_index);
    if (next < 0) {
        refuse(m_tally.judged < m_tally.all ? tr("Everything the filter shows has been looked at")
                                            : tr("Everything has been looked at"));
        return;
    }
    open(next);
    m_middle->currentWidget()->setFocus();
}

void ReviewScreen::goBy(int items)
{
    int to = m_index + items;
    while (to >= 0 && to < int(m_items.size()) && !m_isShown[std::size_t(to)])
        to += items;
    open(to);
    m_middle->currentWidget()->setFocus();
}

void ReviewScreen::showFacts()
{
    const auto* one = item();
    if (!one || session().isLent())
        return;
    const auto side = m_before        ? tr("Shown as it was (V: as it would leave)")
                      : m_isCandidate ? tr("Shown as it would leave (V: as it was)")
                                      : tr("Not yet written as decided: shown as it was");
    const auto all = int(isOnSheet() ? one->instances.size() : m_plates.size());
    const auto seen = isOnSheet() ? int(lookAt(*one).exposed * all) : all - m_exposure.unseen(m_clock.elapsed());
    auto verdict =
        tr("Item %1: %2").arg(m_index + 1).arg(words::ofJudgement(judgementOf(session().state(), *one, m_reading)));
    if (isOutdated(session().state(), *one, m_reading))
        verdict = tr("Item %1: changed after it was judged, look again").arg(m_index + 1);
    if (m_reading.role == Reading::Role::Third)
        verdict += QLatin1Char('\n') + bothVerdicts();
    if (const auto* known = caseOf(session().state(), *one); known && m_reading.role == Reading::Role::Checker)
        verdict = tr("Case %1. %2").arg(m_index + 1).arg(casePlanted(*known));
    m_sample->showFacts(verdict, side, all > 0 ? tr("%1 of %2 images looked at").arg(seen).arg(all) : tr("no pixels"));
}

QString ReviewScreen::place() const
{
    return m_index < 0 ? QString{} : QString::number(m_index + 1);
}

QString ReviewScreen::viewState() const
{
    return isGlance() ? QString{} : m_viewer->viewState();
}

QString ReviewScreen::progress() const
{
    const auto minutes = m_sample->sittingMs() / 60000;
    return tr("%1 of %2 · %3 flagged · %4 with identity · %5:%6")
        .arg(m_tally.judged)
        .arg(m_tally.all)
        .arg(m_tally.flagged)
        .arg(m_tally.found)
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

double ReviewScreen::share() const
{
    return m_items.empty() ? -1 : double(m_tally.judged) / double(m_items.size());
}

void ReviewScreen::hideEvent(QHideEvent* event)
{
    m_exposure.hide(m_clock.elapsed());
    ProjectScreen::hideEvent(event);
}

}
