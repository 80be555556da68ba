// SPDX-License-Identifier: Apache-2.0
#include "widgets/text/class_check.h"

#include "engine/journey/projections.h"
#include "widgets/canvas/picture.h"
#include "widgets/words/words.h"

#include <algorithm>
#include <cstdlib>

namespace widgets::text {

using engine::journey::Carried;
using engine::journey::Projections;

namespace {

constexpr int shortestLook = 500; // ms, workflows.md §1.0
constexpr int atOnce = 2;         // pictures made at the same time
constexpr QSize largest{640, 480};

}

ClassCheck::ClassCheck(const session::Desk& desk, QObject* parent)
    : QObject{parent}, m_desk{desk}, m_sheetPage{new look::Panel{look::Role::Window}},
      m_sidePage{new look::Panel{look::Role::Panel}}, m_heading{new look::Heading{{}}},
      m_sideHeading{new look::Heading{tr("Still open afterwards")}},
      m_words{
          new look::Text{tr("Each picture shows the brightest of all frames, with the boxes as they will be. Text in "
                            "one frame only, dark text and faint text may not show: the images that differ come "
                            "first, and each keeps its own list of boxes."),
                         look::Type::Small, look::Role::Text2}},
      m_sheet{new ClassSheet}, m_differing{new look::RowList{tr("Images with something left to decide")}}
{
    m_previous = look::push(tr("Previous page"), QStringLiteral("chevron-left"));
    m_previous->setFixedHeight(look::metric::control);
    connect(m_previous, &QPushButton::clicked, this, &ClassCheck::goBack);
    auto* column = look::box<QVBoxLayout>(m_sheetPage);
    auto* head = look::box<QHBoxLayout>(nullptr);
    head->addWidget(m_heading, 1);
    head->addWidget(m_previous);
    head->addSpacing(8);
    column->addLayout(head);
    column->addWidget(m_sheet, 1);
    auto* side = look::box<QVBoxLayout>(m_sidePage);
    side->addWidget(m_sideHeading);
    side->addWidget(m_differing, 1);
    m_words->setWordWrap(true);
    m_words->setContentsMargins(12, 8, 12, 12);
    side->addWidget(m_words);
    connect(m_sheet, &ClassSheet::painted, this, &ClassCheck::notePainted);
    connect(m_sheet, &ClassSheet::clickedTile, this, &ClassCheck::toggle);
    connect(m_differing, &look::RowList::chosen, this, [this](const QString& id) {
        for (int at = 0; at < int(m_all.size()); ++at) {
            if (words::text(m_all[std::size_t(at)].item) == id && at / perPage <= m_page)
                showPage(at / perPage);
        }
    });
}

bool ClassCheck::begin(const std::string& item)
{
    const auto& project = m_desk.session.project();
    m_all = engine::journey::carriedFrom(project, item);
    if (m_all.empty()) {
        const bool isAlone = engine::journey::othersOfClass(project, item).empty();
        Q_EMIT refused(isAlone ? tr("No other image has this layout")
                               : tr("No box of this image would change another: blank or draw one first"));
        return false;
    }
    m_item = item;
    m_out.clear();
    m_asked.clear();
    m_seen.clear();
    ++m_round;
    fillSide();
    showPage(0);
    return true;
}

int ClassCheck::pages() const
{
    return (int(m_all.size()) + perPage - 1) / perPage;
}

bool ClassCheck::isOut(int at) const
{
    return m_out.contains(at) || m_seen.value(at).state == Tile::State::Failed;
}

int ClassCheck::countOn(int page) const
{
    int count = 0;
    for (int at = firstOf(page); at < std::min(firstOf(page + 1), int(m_all.size())); ++at)
        count += isOut(at) ? 0 : 1;
    return count;
}

QString ClassCheck::stepWords() const
{
    const int count = countOn(m_page);
    return m_page + 1 < pages() ? tr("Confirm %1").arg(count) : tr("Confirm %1 and apply").arg(count);
}

Tile ClassCheck::tileOf(int at) const
{
    const auto& carried = m_all[std::size_t(at)];
    const auto& instance = m_desk.session.project().collection().entry(carried.item)->instance;
    const auto seen = m_seen.value(at);
    return {&carried,     QStringLiteral("%1 · %2").arg(words::text(instance.modality), words::text(carried.item)),
            seen.picture, {instance.columns, instance.rows},
            seen.state,   isOut(at)};
}

void ClassCheck::showPage(int page)
{
    m_page = page;
    m_since.invalidate();
    QList<Tile> tiles;
    for (int at = firstOf(page); at < std::min(firstOf(page + 1), int(m_all.size())); ++at)
        tiles += tileOf(at);
    m_sheet->tiles().setTiles(tiles);
    m_sheet->setCurrentIndex(m_sheet->tiles().index(0));
    m_heading->setWords(tr("The same boxes on %n image(s)", nullptr, int(m_all.size())));
    m_heading->setRight(tr("Page %1 of %2").arg(page + 1).arg(pages()));
    m_previous->setVisible(page > 0);
    for (const int at : m_seen.keys()) { // pictures far away are made again when they are wanted
        if (std::abs(at / perPage - page) > 1) {
            m_seen[at].picture = {};
            if (m_seen[at].state == Tile::State::Shown) {
                m_seen.remove(at);
                m_asked.remove(at);
            }
        }
    }
    fetch();
    Q_EMIT turned();
}

void ClassCheck::fillSide()
{
    QList<look::Row> rows;
    for (const auto& one : m_all) {
        if (one.left == 0)
            continue;
        look::Row row;
        row.id = row.title = words::text(one.item);
        row.right = tr("%n undecided", nullptr, int(one.left));
        row.mark = look::Mark::Open;
        row.tone = look::Role::Amber;
        rows += row;
    }
    m_differing->setRows(rows);
    m_sideHeading->setRight(rows.isEmpty() ? tr("none") : QString::number(rows.size()),
                            rows.isEmpty() ? look::Role::Text2 : look::Role::Amber);
}

/// This page, then the next one while the person looks.
void ClassCheck::fetch()
{
    const int end = std::min(firstOf(m_page + 2), int(m_all.size()));
    for (int at = firstOf(m_page); at < end && m_running < atOnce; ++at) {
        if (m_asked.contains(at))
            continue;
        m_asked.insert(at);
        ++m_running;
        const auto& carried = m_all[std::size_t(at)];
        const bool out = m_out.contains(at); // then it is shown as it stays
        m_desk.jobs.ask<QImage>(
            {jobs::Lane::Show, {}, {}}, this,
            [entry = *m_desk.session.project().collection().entry(carried.item),
             boxes = out ? std::vector<engine::pixels::Box>{} : carried.blanked,
             &pool = m_desk.pool](const engine::Progress& progress) {
                const auto made = engine::journey::brightestOf(entry, boxes, pool, progress);
                if (!made)
                    return QImage{};
                const auto image = canvas::toImage(*made, engine::pixels::Panel::Brightest);
                return image.width() > largest.width() || image.height() > largest.height()
                           ? image.scaled(largest, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                           : image;
            },
            [this, at, out, round = m_round](const QImage& picture) {
                --m_running;
                if (!isOn() || m_desk.session.isLent())
                    return;
                if (round == m_round && out == m_out.contains(at))
                    take(at, picture);
                fetch();
            });
    }
}

void ClassCheck::take(int at, const QImage& picture)
{
    m_seen[at] = {picture, picture.isNull() ? Tile::State::Failed : Tile::State::Shown};
    if (at / perPage != m_page)
        return;
    m_sheet->tiles().setTile(at - firstOf(m_page), tileOf(at));
    Q_EMIT turned();
}

void ClassCheck::notePainted()
{
    const auto& tiles = m_sheet->tiles().tiles();
    const bool isWhole =
        std::all_of(tiles.begin(), tiles.end(), [](const Tile& tile) { return tile.state != Tile::State::Waiting; });
    if (isOn() && isWhole && !m_since.isValid())
        m_since.start();
}

void ClassCheck::toggle()
{
    const int at = firstOf(m_page) + m_sheet->currentIndex().row();
    if (!m_sheet->currentIndex().isValid() || m_seen.value(at).state == Tile::State::Failed)
        return;
    if (!m_out.remove(at))
        m_out.insert(at);
    m_seen.remove(at);
    m_asked.remove(at);
    m_sheet->tiles().setTile(at - firstOf(m_page), tileOf(at));
    fetch();
    Q_EMIT turned();
}

void ClassCheck::confirm()
{
    if (!m_since.isValid() || m_since.elapsed() < shortestLook) {
        Q_EMIT refused(m_since.isValid() ? tr("Look at the page first")
                                         : tr("The pictures of this page are not all here yet"));
        return;
    }
    if (m_page + 1 < pages()) {
        showPage(m_page + 1);
        return;
    }
    std::vector<Carried> chosen;
    for (int at = 0; at < int(m_all.size()); ++at) {
        if (!isOut(at))
            chosen.push_back(m_all[std::size_t(at)]);
    }
    const auto event = engine::journey::eventOf(m_item, chosen);
    leave();
    if (!chosen.empty())
        Q_EMIT agreed(event, int(chosen.size()));
}

void ClassCheck::goBack()
{
    if (m_page == 0)
        leave();
    else
        showPage(m_page - 1);
}

void ClassCheck::leave()
{
    m_item.clear();
    m_sheet->tiles().setTiles({});
    m_all.clear();
    m_seen.clear();
    Q_EMIT left();
}

}
