// SPDX-License-Identifier: Apache-2.0
#include "widgets/contact/contact_check.h"

#include <algorithm>
#include <cstdlib>

namespace widgets::contact {

namespace {

constexpr int shortestLook = 500; // ms, workflows.md §1.0

}

ContactCheck::ContactCheck(const session::Desk& desk, const Settings& settings, QObject* parent)
    : QObject{parent}, m_desk{desk}, m_settings{settings}, m_sheetPage{new look::Panel{look::Role::Window}},
      m_sidePage{new look::Panel{look::Role::Panel}}, m_heading{new look::Heading{{}}}, m_sideHeading{new look::Heading{
                                                                                            settings.sideTitle}},
      m_sheet{new ContactSheet{settings.name, settings.aspect}}, m_second{new look::RowList{settings.sideName}}
{
    m_previous = look::push(tr("Previous page"), QStringLiteral("chevron-left"));
    m_previous->setFixedHeight(look::metric::control);
    connect(m_previous, &QPushButton::clicked, this, &ContactCheck::goBack);
    auto* column = look::box<QVBoxLayout>(m_sheetPage);
    auto* head = look::box<QHBoxLayout>(nullptr);
    head->addWidget(m_heading, 1);
    head->addWidget(m_previous);
    head->addSpacing(8);
    column->addLayout(head);
    column->addWidget(m_sheet, 1);
    auto* side = look::box<QVBoxLayout>(m_sidePage);
    side->addWidget(m_sideHeading);
    side->addWidget(m_second, 1);
    auto* words = new look::Text{settings.explanation, look::Type::Small, look::Role::Text2};
    words->setWordWrap(true);
    words->setContentsMargins(12, 8, 12, 12);
    side->addWidget(words);
    connect(m_sheet, &ContactSheet::painted, this, &ContactCheck::notePainted);
    connect(m_sheet, &ContactSheet::clickedTile, this, &ContactCheck::toggle);
    connect(m_second, &look::RowList::chosen, this, [this](const QString& id) {
        bool isOnAPage = false;
        const int page = id.toInt(&isOnAPage) / m_settings.perPage;
        if (isOnAPage && page <= m_page) // a page nobody confirmed yet is not skipped
            showPage(page);
    });
}

void ContactCheck::begin()
{
    m_isOn = true;
    m_out.clear();
    m_asked.clear();
    m_seen.clear();
    ++m_round;
    m_sheet->setPerPage(std::min(count(), m_settings.perPage));
    fillSide();
    showPage(0);
}

int ContactCheck::pages() const
{
    return (count() + m_settings.perPage - 1) / m_settings.perPage;
}

QList<int> ContactCheck::takenOn(int page) const
{
    QList<int> taken;
    for (int at = firstOf(page); at < std::min(firstOf(page + 1), count()); ++at) {
        if (tileOf(at).isTaken())
            taken += at;
    }
    return taken;
}

QString ContactCheck::stepWords() const
{
    const auto taken = takenOn(m_page).size();
    return m_page + 1 < pages() ? tr("Confirm %1").arg(taken) : tr("Confirm %1 and apply").arg(taken);
}

Tile ContactCheck::tileOf(int at) const
{
    auto tile = describe(at);
    const auto seen = m_seen.value(at);
    tile.picture = seen.picture;
    tile.state = seen.state;
    tile.isOut = m_out.contains(at);
    if (!seen.deed.isEmpty())
        tile.deed = seen.deed;
    return tile;
}

void ContactCheck::showPage(int page)
{
    m_page = page;
    m_since.invalidate();
    QList<Tile> tiles;
    for (int at = firstOf(page); at < std::min(firstOf(page + 1), count()); ++at)
        tiles += tileOf(at);
    m_sheet->tiles().setTiles(tiles);
    m_sheet->setCurrentIndex(m_sheet->tiles().index(0));
    m_heading->setWords(title());
    m_heading->setRight(tr("Page %1 of %2").arg(page + 1).arg(pages()));
    m_previous->setVisible(page > 0);
    for (auto seen = m_seen.begin(); seen != m_seen.end(); ++seen) { // made again when they are wanted
        if (std::abs(seen.key() / m_settings.perPage - page) > 1 && !seen->picture.isNull()) {
            seen->picture = {};
            m_asked.remove(seen.key());
        }
    }
    fetch();
    Q_EMIT turned();
}

void ContactCheck::fillSide()
{
    const auto rows = secondLooks();
    m_second->setRows(rows);
    m_sideHeading->setRight(rows.isEmpty() ? tr("none") : QString::number(rows.size()),
                            rows.isEmpty() ? look::Role::Text2 : look::Role::Amber);
}

/// This page, then the next one while the person looks.
void ContactCheck::fetch()
{
    const int end = std::min(firstOf(m_page + 2), count());
    for (int at = firstOf(m_page); at < end && m_running < m_settings.atOnce; ++at) {
        if (m_asked.contains(at))
            continue;
        m_asked.insert(at);
        ++m_running;
        const bool out = m_out.contains(at); // then it is shown as it stays
        m_desk.jobs.ask<Made>({m_settings.lane, {}, {}}, this, maker(at, out),
                              [this, at, out, round = m_round](const Made& made) {
                                  --m_running;
                                  if (!isOn() || m_desk.session.isLent())
                                      return;
                                  if (round == m_round && out == m_out.contains(at))
                                      take(at, made);
                                  fetch();
                              });
    }
}

void ContactCheck::take(int at, const Made& made)
{
    m_seen[at] = {made.picture, made.deed, made.picture.isNull() ? Tile::State::Failed : made.state};
    if (at / m_settings.perPage != m_page)
        return;
    m_sheet->tiles().setTile(at - firstOf(m_page), tileOf(at));
    Q_EMIT turned();
}

void ContactCheck::notePainted()
{
    const auto& tiles = m_sheet->tiles().tiles();
    const bool isWhole = std::all_of(tiles.begin(), tiles.end(), [](const Tile& tile) {
        return tile.state == Tile::State::Failed || !tile.picture.isNull();
    });
    if (!isOn() || !isWhole || m_since.isValid())
        return;
    m_since.start();
    Q_EMIT turned(); // what was said about missing pictures is no longer so
}

void ContactCheck::toggle()
{
    const int at = firstOf(m_page) + m_sheet->currentIndex().row();
    const auto state = m_seen.value(at).state;
    if (!m_sheet->currentIndex().isValid() || state == Tile::State::Failed || state == Tile::State::Refused)
        return;
    if (!m_out.remove(at))
        m_out.insert(at);
    m_seen.remove(at);
    m_asked.remove(at);
    m_sheet->tiles().setTile(at - firstOf(m_page), tileOf(at));
    fetch();
    Q_EMIT turned();
}

void ContactCheck::confirm()
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
    QList<int> chosen;
    for (int page = 0; page < pages(); ++page)
        chosen += takenOn(page);
    const auto follow = chosen.isEmpty() ? std::function<void()>{} : agreement(chosen);
    leave();
    if (follow)
        follow();
}

void ContactCheck::goBack()
{
    if (m_page == 0)
        leave();
    else
        showPage(m_page - 1);
}

void ContactCheck::leave()
{
    m_isOn = false;
    m_sheet->tiles().setTiles({});
    m_seen.clear();
    Q_EMIT left();
}

}
