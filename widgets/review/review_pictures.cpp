// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/cells_view.h"
#include "widgets/review/frame_sheet.h"
#include "widgets/review/review_screen.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace widgets::review {

namespace {
constexpr int ahead = 3;               // items made before they are asked for
constexpr int columnsOf[] = {8, 4, 2}; // of the sheet, by G
}

void ReviewScreen::followPictures()
{
    m_ripe.setSingleShot(true);
    m_ripe.setTimerType(Qt::PreciseTimer); // a coarse one may be early, and the step would never come alive
    m_ripe.setInterval(int(Exposure::shortestMs) + 1);
    connect(&m_ripe, &QTimer::timeout, this, [this] {
        showFacts();
        showStep();
    });
    const auto glanceIsThere = [this] {
        if (const auto glance = m_glances.find(m_glance); glance && isGlance())
            onScreen(glance->shown, Exposure::shortestMs);
    };
    connect(m_cells, &CellsView::painted, this, glanceIsThere);
    connect(m_sheet, &FrameSheet::painted, this, glanceIsThere);
    connect(m_sheet, &FrameSheet::turned, this, &ReviewScreen::turn);
    connect(m_sheet, &FrameSheet::opened, this, [this] { showSlices(m_sheet->frame()); });
    connect(&m_glances, &Glances::ready, this, [this](const std::string& key) {
        if (key == m_glance && isGlance())
            takeGlance(*m_glances.find(key));
    });
    auto& canvas = m_viewer->canvas();
    connect(&canvas, &canvas::Canvas::painted, this, &ReviewScreen::followSlice);
    connect(&canvas, &canvas::Canvas::viewChanged, this, [this] {
        if (m_exposure.isOnScreen() && !isGlance())
            followSlice();
    });
    connect(m_viewer, &canvas::Viewer::shown, this, [this] {
        // Pixel for pixel first: what is small is lost when a large picture is fitted.
        if (!item() || item()->kind != Kind::Single || !std::exchange(m_isFresh, false))
            return;
        m_viewer->applyPreset(2); // of all stored values, as the other overviews are
        if (m_viewer->canvas().view().zoom() < 1)
            m_viewer->canvas().zoomTo(1);
    });
    connect(m_header, &header::HeaderPanel::answered, this, &ReviewScreen::followHeader);
    connect(&m_viewer->stack(), &canvas::Stack::moved, this, [this] {
        if (m_isContradicted)
            showContradiction(true); // the boxes of the slice that is shown now
        const auto* plate = m_viewer->stack().plate();
        if (plate && m_right->isVisible())
            m_header->show(plate->item, item() ? caseOf(session().state(), *item()) : nullptr);
    });
}

bool ReviewScreen::isGlance() const
{
    return !m_isLarge;
}

bool ReviewScreen::isWhole() const
{
    const auto& view = m_viewer->canvas().view();
    return view.port().adjusted(-1, -1, 1, 1).contains(view.imageOnScreen());
}

void ReviewScreen::onScreen(const std::set<int>& pictures, qint64 neededMs)
{
    m_exposure.show(m_before ? std::set<int>{} : pictures, m_clock.elapsed(), neededMs);
    m_ripe.start();
    showFacts();
    showStep();
}

void ReviewScreen::followSlice()
{
    if (isGlance() || !m_viewer->isShowing())
        return;
    const bool isPart = item() && item()->kind == Kind::Single && !isWhole();
    onScreen(isPart ? std::set<int>{} : std::set<int>{m_viewer->stack().index()}, 0);
}

/// Of a file without pixels the header is all that there is to look at.
void ReviewScreen::followHeader()
{
    if (!item() || isGlance() || !m_plates.empty() || m_middle->currentWidget() != m_viewer)
        return;
    if (m_right->isVisible() && m_header->isShowing(item()->instances.front()))
        onScreen({}, 0);
    else
        m_exposure.hide(m_clock.elapsed());
}

void ReviewScreen::showPictures(Which which)
{
    const auto* one = item();
    if (!one || session().isLent())
        return;
    showContradiction(false);
    auto sight = sightOf(session().project(), *one, m_before);
    m_isCandidate = sight.isCandidate;
    m_exposure.hide(m_clock.elapsed());
    m_plates = std::move(sight.plates);
    if (which == Which::Other)
        m_exposure.begin(int(m_plates.size()));
    if (isGlance())
        showGlance();
    else
        showSlices(std::max(0, m_viewer->stack().index()));
}

GlanceWish ReviewScreen::wishFor(const Item& item, std::vector<canvas::Plate> plates, int page) const
{
    int columns = m_columns;
    while (columns > columnsOf[std::size(columnsOf) - 1] && (columns - 1) * (columns - 1) >= int(plates.size()))
        --columns; // no more than the frames need: they are larger
    return {item.kind, std::move(plates), page, columns};
}

void ReviewScreen::showGlance()
{
    const auto* one = item();
    m_isLarge = false;
    const auto wish = wishFor(*one, m_plates, m_page);
    m_shownColumns = wish.columns;
    m_glance = wish.key();
    m_middle->setCurrentWidget(one->kind == Kind::Cells ? static_cast<QWidget*>(m_cells) : m_sheet);
    m_slices->setVisible(true);
    m_slices->setText(tr("Slices"));
    m_leave->setVisible(false);
    m_grid->setText(one->kind == Kind::Sheet && m_plates.size() > 4 ? tr("Larger frames") : tr("Several at once"));
    const auto glance = m_glances.find(m_glance);
    fetchAhead();
    if (glance) {
        takeGlance(*glance);
        return;
    }
    const auto words = tr("Putting %n image(s) together…", nullptr, int(m_plates.size()));
    one->kind == Kind::Cells ? m_cells->clear(words) : m_sheet->clear(words);
}

/// The next page of this item and the items that will be asked for next.
void ReviewScreen::fetchAhead()
{
    if (session().isLent())
        return;
    const auto* one = item();
    std::vector<GlanceWish> wishes;
    std::vector<canvas::Plate> pictures;
    if (isGlance())
        wishes.push_back(wishFor(*one, m_plates, m_page));
    if (isGlance() && m_page + 1 < pages())
        wishes.push_back(wishFor(*one, m_plates, m_page + 1));
    int next = m_index;
    for (int i = 0; i < ahead; ++i) {
        next = nextOpenAfter(next);
        if (next < 0 || next == m_index)
            break;
        const auto& other = m_items[std::size_t(next)];
        auto sight = sightOf(session().project(), other, false);
        if (other.kind == Kind::Cells || other.kind == Kind::Sheet)
            wishes.push_back(wishFor(other, std::move(sight.plates), 0));
        else
            std::move(sight.plates.begin(), sight.plates.end(), std::back_inserter(pictures));
    }
    m_glances.want(std::move(wishes));
    m_viewer->stack().setNext(std::move(pictures));
}

void ReviewScreen::takeGlance(const Glance& glance)
{
    const auto* one = item();
    if (glance.error) {
        const auto words = tr("This cannot be shown. %1").arg(words::ofError(*glance.error));
        one->kind == Kind::Cells ? m_cells->clear(words) : m_sheet->clear(words);
        return;
    }
    if (one->kind == Kind::Cells)
        m_cells->show(glance, int(m_plates.size()));
    else
        m_sheet->show(m_glances.find(m_glance), m_page * m_shownColumns * m_shownColumns, int(m_plates.size()));
}

int ReviewScreen::pages() const
{
    const int perPage = m_shownColumns * m_shownColumns;
    return (int(m_plates.size()) + perPage - 1) / perPage;
}

void ReviewScreen::turn(int pages)
{
    const int page = std::clamp(m_page + pages, 0, this->pages() - 1);
    if (page == m_page)
        return;
    m_page = page;
    m_exposure.hide(m_clock.elapsed());
    showGlance();
    showStep();
}

void ReviewScreen::changeGrid()
{
    const auto now = std::find(std::begin(columnsOf), std::end(columnsOf), m_columns);
    m_columns = now + 1 == std::end(columnsOf) ? columnsOf[0] : *(now + 1);
    m_page = 0;
    m_exposure.hide(m_clock.elapsed());
    showGlance();
    showStep();
}

void ReviewScreen::showSlices(int at)
{
    const auto* one = item();
    if (!one || session().isLent())
        return;
    m_isLarge = true;
    const auto& entry = *session().project().collection().entry(one->instances.front());
    const auto& first = entry.instance;
    const auto side = m_before ? tr("before") : m_isCandidate ? tr("as it would leave") : tr("before, not yet written");
    m_middle->setCurrentWidget(m_viewer);
    m_slices->setVisible(false);
    m_leave->setVisible(one->kind == Kind::Cells || one->kind == Kind::Sheet);
    m_grid->setText(tr("Several at once"));
    m_viewer->setCaption(tr("%1 · %2").arg(words::ofKind(entry), side));
    m_viewer->canvas().setEmptyWords(m_plates.empty() ? tr("No pixels in this file. Read the header (D).")
                                                      : tr("One moment…"));
    m_viewer->setPlates(m_plates, at, first.modality == "CT", first.frameTimeMs);
    m_viewer->canvas().setFocus();
    fetchAhead();
    followHeader();
    showStep();
}

void ReviewScreen::leaveSlices()
{
    showContradiction(false);
    m_exposure.hide(m_clock.elapsed());
    showGlance();
    m_middle->currentWidget()->setFocus();
    showStep();
}

QString ReviewScreen::viewName() const
{
    if (isOnSheet())
        return QStringLiteral("grid %1x%1").arg(m_sheetColumns);
    switch (item()->kind) {
    case Kind::Header:
        return QStringLiteral("header");
    case Kind::Single:
        return QStringLiteral("single");
    case Kind::Cells:
        return isGlance() ? QStringLiteral("cells") : QStringLiteral("slices");
    case Kind::Sheet:
        return isGlance() ? QStringLiteral("sheet") : QStringLiteral("slices");
    }
    return {};
}

}
