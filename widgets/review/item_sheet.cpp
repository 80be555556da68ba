// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/item_sheet.h"

#include "widgets/look/key_button.h"
#include "widgets/look/parts.h"
#include "widgets/review/cells_view.h"
#include "widgets/review/exposure.h"
#include "widgets/words/words.h"

#include <QKeyEvent>

namespace widgets::review {

using contact::Tile;
using engine::Progress;

namespace {

constexpr int atOnce = 2;         // pictures made at the same time
constexpr int sheetPixels = 2400; // of all columns together: more than most screens have for them
constexpr double mostShrunk = 3;  // times: text of a device is 12 pixels high and more, and 4 can still be seen

}

ItemSheet::ItemSheet(jobs::Jobs& jobs, engine::pool::Pool& pool, QAction* rest, QWidget* parent)
    : QWidget{parent}, m_jobs{jobs}, m_pool{pool}, m_heading{new look::Heading{{}}}, m_sheet{new contact::ContactSheet{
                                                                                         tr("Items side by side"), 1}}
{
    auto* column = look::box<QVBoxLayout>(this);
    auto* head = look::box<QHBoxLayout>(nullptr, 0, 8);
    head->setContentsMargins(0, 4, 4, 4);
    head->addWidget(m_heading, 1);
    head->addWidget(new look::KeyButton{rest});
    column->addLayout(head);
    column->addWidget(m_sheet, 1);
    setFocusProxy(m_sheet);
    m_sheet->installEventFilter(this);
    m_sheet->viewport()->installEventFilter(this);
    m_ripe.setSingleShot(true);
    m_ripe.setTimerType(Qt::PreciseTimer);
    m_ripe.setInterval(int(Exposure::shortestMs) + 1);
    connect(&m_ripe, &QTimer::timeout, this, [this] {
        if (isVisible() && isMade() && !isLongEnough())
            m_ripe.start(); // the last pictures came later than the first
        Q_EMIT turned();
    });
    connect(m_sheet, &contact::ContactSheet::painted, this, &ItemSheet::notePaint);
    connect(m_sheet, &QAbstractItemView::doubleClicked, this, &ItemSheet::opened);
    connect(m_sheet->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        if (now.isValid())
            Q_EMIT moved(now.row());
    });
    m_clock.start();
}

void ItemSheet::show(const std::vector<Entry>& entries, int columns, const std::vector<Entry>& next)
{
    m_entries = entries;
    m_next = next;
    m_columns = columns;
    m_picture = 0;
    m_judgements.clear();
    std::set<std::string> wanted;
    std::vector<int> pictures;
    for (const auto* list : {&m_entries, &m_next}) {
        for (const auto& one : *list)
            wanted.insert(one.key);
    }
    for (const auto& one : m_entries)
        pictures.push_back(one.wish.kind == Kind::Cells ? CellsView::count : 1);
    std::erase_if(m_made, [&](const auto& one) { return !wanted.contains(one.first); });
    m_exposure.begin(pictures);
    m_sheet->setPerPage(m_columns * m_columns);
    fill();
    setCurrent(0);
    fetch();
}

void ItemSheet::leave()
{
    m_exposure.hide(m_clock.elapsed());
    m_entries.clear();
    m_next.clear();
    m_made.clear();
    m_inPaint.clear();
    m_sheet->tiles().setTiles({});
}

void ItemSheet::describe(int row, const engine::review::Judgement& judgement)
{
    m_judgements[row] = judgement;
    m_sheet->tiles().setTile(row, tileOf(row));
}

void ItemSheet::setCurrent(int row)
{
    m_sheet->setCurrentIndex(m_sheet->tiles().index(row));
}

int ItemSheet::pictures() const
{
    const bool hasVolume =
        std::any_of(m_entries.begin(), m_entries.end(), [](const auto& one) { return one.wish.kind == Kind::Cells; });
    return hasVolume ? CellsView::count : 1;
}

void ItemSheet::turn(int by)
{
    const int to = std::clamp(m_picture + by, 0, pictures() - 1);
    if (to == m_picture)
        return;
    m_exposure.hide(m_clock.elapsed()); // what comes is on the screen once it is painted
    m_picture = to;
    const int row = current();
    fill();
    setCurrent(row);
    Q_EMIT turned();
}

int ItemSheet::shownPicture(int row) const
{
    const auto& one = m_entries[std::size_t(row)];
    const int wanted = one.wish.kind == Kind::Cells ? m_picture : 0;
    const auto made = m_made.find(one.key);
    const bool isThere = made != m_made.end() && wanted < int(made->second.pictures.size()) &&
                         !made->second.pictures[std::size_t(wanted)].isNull();
    return isThere ? wanted : -1;
}

Tile ItemSheet::tileOf(int row) const
{
    const auto& one = m_entries[std::size_t(row)];
    const auto said = m_judgements.find(row);
    const auto judgement = said == m_judgements.end() ? engine::review::Judgement{} : said->second;
    const bool isOpen = judgement.verdict == engine::review::ItemVerdict::None;
    Tile tile;
    tile.name = QString::number(one.index + 1);
    tile.mark = words::markOf(judgement);
    tile.letter = words::letterOf(judgement.category);
    tile.deed = !isOpen ? words::ofJudgement(judgement) : isFit(row) ? QString{} : tr("open it: too small here");
    const auto made = m_made.find(one.key);
    if (const int picture = shownPicture(row); picture >= 0) {
        const auto room = m_sheet->room() * devicePixelRatioF();
        const auto& image = made->second.pictures[std::size_t(picture)];
        const bool isLarge = image.width() > room.width() || image.height() > room.height();
        tile.picture = isLarge ? image.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation) : image;
        tile.state = Tile::State::Shown;
    } else if (made != m_made.end()) {
        tile.state = Tile::State::Failed;
    }
    return tile;
}

void ItemSheet::fill()
{
    QList<Tile> tiles;
    for (int row = 0; row < int(m_entries.size()); ++row)
        tiles += tileOf(row);
    m_inPaint.clear();
    m_exposure.hide(m_clock.elapsed());
    m_sheet->tiles().setTiles(tiles);
    m_heading->setWords(pictures() > 1 ? CellsView::nameOf(m_picture) : tr("Whole pictures"));
    const auto size = tr("%n item(s)", nullptr, int(m_entries.size()));
    m_heading->setRight(pictures() > 1 ? tr("%1, picture %2 of %3").arg(size).arg(m_picture + 1).arg(pictures())
                                       : size);
}

void ItemSheet::fitAgain()
{
    const int row = current();
    fill();
    setCurrent(row);
}

bool ItemSheet::isMade() const
{
    return std::all_of(m_entries.begin(), m_entries.end(),
                       [this](const auto& one) { return m_made.contains(one.key); });
}

void ItemSheet::fetch()
{
    for (const auto* list : {&m_entries, &m_next}) {
        for (const auto& one : *list) {
            const auto& key = one.key;
            if (m_running >= atOnce || m_made.contains(key) || !m_asked.insert(key).second)
                continue;
            ++m_running;
            m_jobs.ask<Made>(
                {jobs::Lane::Show, {}, {}}, this,
                [wish = one.wish, side = sheetPixels / m_columns, &pool = m_pool](const Progress& progress) {
                    auto glance = makeGlance(wish, pool, {progress.stop, {}});
                    Made made{std::move(glance.pictures), !glance.error && glance.shown.size() == wish.plates.size()};
                    for (auto& picture : made.pictures) {
                        if (picture.width() > side || picture.height() > side)
                            picture = picture.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
                    }
                    return made;
                },
                [this, key](const Made& made) {
                    --m_running;
                    m_asked.erase(key);
                    const auto isIts = [&](const auto& entry) { return entry.key == key; };
                    const auto here = std::find_if(m_entries.begin(), m_entries.end(), isIts);
                    const bool isNext = std::any_of(m_next.begin(), m_next.end(), isIts);
                    if (here != m_entries.end() || isNext)
                        m_made[key] = made;
                    if (here != m_entries.end())
                        m_sheet->tiles().setTile(int(here - m_entries.begin()), tileOf(int(here - m_entries.begin())));
                    fetch();
                });
        }
    }
}

/// A paint is over: what was there when it began is on the screen.
void ItemSheet::notePaint()
{
    if (!isVisible())
        return;
    for (const int row : m_inPaint) {
        if (row < int(m_entries.size()) && shownPicture(row) >= 0)
            m_exposure.show(std::size_t(row), shownPicture(row), m_clock.elapsed());
    }
    if (!m_entries.empty() && !isLongEnough() && !m_ripe.isActive())
        m_ripe.start();
}

bool ItemSheet::isFit(int row) const
{
    const auto& one = m_entries[std::size_t(row)];
    const auto room = m_sheet->room() * devicePixelRatioF();
    const auto made = m_made.find(one.key);
    const bool isLarge =
        one.size.width() <= mostShrunk * room.width() && one.size.height() <= mostShrunk * room.height();
    return isLarge && (made == m_made.end() || made->second.isWhole);
}

bool ItemSheet::isLongEnough() const
{
    const auto now = m_clock.elapsed();
    for (int row = 0; row < int(m_entries.size()); ++row) {
        const bool neverShows = m_made.contains(m_entries[std::size_t(row)].key) && shownPicture(row) < 0;
        if (!neverShows && !m_exposure.isLongEnough(std::size_t(row), now))
            return false;
    }
    return true;
}

bool ItemSheet::isSeen(int row) const
{
    return isFit(row) && m_exposure.isSeen(std::size_t(row), m_clock.elapsed());
}

double ItemSheet::share(int row) const
{
    return isFit(row) ? m_exposure.share(std::size_t(row), m_clock.elapsed()) : 0;
}

qint64 ItemSheet::dwellMs(int row) const
{
    return m_exposure.dwellMs(std::size_t(row), m_clock.elapsed());
}

bool ItemSheet::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_sheet->viewport() && event->type() == QEvent::Paint) {
        m_inPaint.clear();
        for (int row = 0; row < int(m_entries.size()); ++row) {
            if (!m_sheet->tiles().tiles()[row].picture.isNull())
                m_inPaint.insert(row);
        }
    }
    if (watched == m_sheet->viewport() && event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &ItemSheet::fitAgain, Qt::QueuedConnection); // the sheet lays itself out first
    if (watched == m_sheet && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
            turn(key == Qt::Key_PageDown ? 1 : -1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ItemSheet::hideEvent(QHideEvent* event)
{
    m_exposure.hide(m_clock.elapsed());
    QWidget::hideEvent(event);
}

}
