// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/head_check.h"

#include "widgets/face/head_words.h"
#include "widgets/words/words.h"

#include <QPainter>

#include <algorithm>

namespace widgets::face {

using engine::journey::HeadProposal;
using engine::journey::HeadSides;

namespace {

constexpr int edge = 256; // of one picture, in pixels

contact::ContactCheck::Settings settings()
{
    contact::ContactCheck::Settings given;
    given.name = HeadCheck::tr("Heads to be accepted");
    given.perPage = 6;
    given.aspect = 2;
    given.atOnce = 1; // a head takes a worker of its own with some hundred megabytes
    given.lane = jobs::Lane::Face;
    given.sideTitle = HeadCheck::tr("For you alone");
    given.sideName = HeadCheck::tr("Open heads that are not on these pages");
    given.explanation = HeadCheck::tr(
        "Each head from in front, from both sides and from below; where a face is cut away, what is left stands under "
        "it. A cut that fails a check cannot be accepted here, and where the machine is unsure it does not ask: those "
        "heads stay open, for one look each.");
    return given;
}

/// The four sides in a row; with a cut, what is left of each under it.
QImage sheetOf(const HeadSides& sides, bool isOut)
{
    const int rows = sides.tried && !isOut ? 2 : 1;
    QImage sheet{edge * int(HeadSides::count), edge * rows, QImage::Format_RGB32};
    sheet.fill(Qt::black);
    QPainter painter{&sheet};
    for (int row = 0; row < rows; ++row) {
        const auto& pictures = row == 0 ? sides.before : sides.after;
        for (int i = 0; i < int(pictures.size()); ++i)
            painter.drawImage(edge * i, edge * row,
                              QImage{pictures[std::size_t(i)].data(), edge, edge, edge, QImage::Format_Grayscale8});
    }
    return sheet;
}

contact::Made made(const HeadSides& sides, bool isOut)
{
    contact::Made made{sheetOf(sides, isOut)};
    if (sides.tried && !sides.tried->passed) {
        made.deed = HeadCheck::tr("not so: %1").arg(ofFailures(sides.tried->failures));
        made.state = contact::Tile::State::Refused;
    }
    return made;
}

}

HeadCheck::HeadCheck(const session::Desk& desk, QObject* parent) : ContactCheck{desk, settings(), parent} {}

bool HeadCheck::begin()
{
    m_all = engine::journey::headProposals(desk().session.project());
    if (m_all.empty()) {
        Q_EMIT refused(tr("No open head about which the machine is sure: look at each"));
        return false;
    }
    ContactCheck::begin();
    return true;
}

QString HeadCheck::title() const
{
    return tr("%n head(s) to be accepted", nullptr, count());
}

contact::Tile HeadCheck::describe(int at) const
{
    const auto& proposal = m_all[std::size_t(at)];
    const auto& entries = proposal.question.entries;
    contact::Tile tile;
    tile.name = tr("%1 · series %2")
                    .arg(words::text(entries.front().instance.modality), words::text(proposal.question.series).mid(1));
    tile.deed = proposal.isCut ? tr("%1: cut away").arg(ofClass(proposal.seen.faceClass)) : tr("no face: stays whole");
    tile.mark = proposal.isCut ? look::Mark::Identity : look::Mark::Clean;
    if (proposal.isCut)
        tile.letter = QStringLiteral("F");
    return tile;
}

std::function<contact::Made(const engine::Progress&)> HeadCheck::maker(int at, bool isOut) const
{
    return [proposal = m_all[std::size_t(at)], isOut, &pool = desk().pool](const engine::Progress& progress) {
        const auto sides = engine::journey::sidesOf(proposal, edge, pool, progress);
        return sides ? made(*sides, isOut) : contact::Made{};
    };
}

QList<look::Row> HeadCheck::secondLooks() const
{
    QList<look::Row> rows;
    const auto& project = desk().session.project();
    for (const auto& [id, finding] : project.state().findings) {
        const bool isHere =
            std::any_of(m_all.begin(), m_all.end(), [&](const HeadProposal& one) { return one.finding == id; });
        if (finding.kind != engine::review::FindingKind::Face || isHere || !isOpen(project.state(), finding))
            continue;
        const auto* head = project.head(finding.item);
        look::Row row;
        row.id = words::text(id);
        row.title = tr("Series %1").arg(words::text(finding.item).mid(1));
        row.right = head ? ofClass(head->seen.faceClass) : tr("not assessed yet");
        row.mark = look::Mark::Open;
        row.tone = look::Role::Amber;
        rows += row;
    }
    return rows;
}

std::function<void()> HeadCheck::agreement(const QList<int>& chosen)
{
    std::vector<HeadProposal> taken;
    for (const int at : chosen)
        taken.push_back(m_all[std::size_t(at)]);
    return [this, event = engine::journey::acceptedHeads(taken)] { Q_EMIT agreed(event); };
}

}
