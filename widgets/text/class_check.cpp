// SPDX-License-Identifier: Apache-2.0
#include "widgets/text/class_check.h"

#include "engine/journey/projections.h"
#include "widgets/canvas/box_mark.h"
#include "widgets/canvas/picture.h"
#include "widgets/words/words.h"

namespace widgets::text {

using engine::journey::Carried;

namespace {

constexpr QSize largest{640, 480};

contact::ContactCheck::Settings settings()
{
    contact::ContactCheck::Settings given;
    given.name = ClassCheck::tr("Images of the same layout");
    given.sideTitle = ClassCheck::tr("Still open afterwards");
    given.sideName = ClassCheck::tr("Images with something left to decide");
    given.explanation =
        ClassCheck::tr("Each picture shows the brightest of all frames, with the boxes as they will be. Text in one "
                       "frame only, dark text and faint text may not show: the images that differ come first, and "
                       "each keeps its own list of boxes.");
    return given;
}

}

ClassCheck::ClassCheck(const session::Desk& desk, QObject* parent) : ContactCheck{desk, settings(), parent} {}

bool ClassCheck::begin(const std::string& item)
{
    const auto& project = desk().session.project();
    m_all = engine::journey::carriedFrom(project, item);
    if (m_all.empty()) {
        const bool isAlone = engine::journey::othersOfClass(project, item).empty();
        Q_EMIT refused(isAlone ? tr("No other image has this layout")
                               : tr("No box of this image would change another: blank or draw one first"));
        return false;
    }
    m_item = item;
    ContactCheck::begin();
    return true;
}

QString ClassCheck::title() const
{
    return tr("The same boxes on %n image(s)", nullptr, count());
}

contact::Tile ClassCheck::describe(int at) const
{
    const auto& carried = m_all[std::size_t(at)];
    const auto& instance = desk().session.project().collection().entry(carried.item)->instance;
    contact::Tile tile;
    tile.name = QStringLiteral("%1 · %2").arg(words::text(instance.modality), words::text(carried.item));
    tile.size = {instance.columns, instance.rows};
    tile.filled.setFillRule(Qt::WindingFill);
    for (const auto& box : carried.blanked)
        tile.filled.addPath(canvas::pathOf(box));
    const auto boxes = tr("%n box(es)", nullptr, int(carried.blanked.size()));
    tile.deed = carried.left == 0 ? boxes : tr("%1 · %n undecided", nullptr, int(carried.left)).arg(boxes);
    tile.mark = carried.left > 0 ? look::Mark::Open : look::Mark::Identity;
    if (carried.left == 0)
        tile.letter = QString::number(carried.blanked.size());
    return tile;
}

std::function<contact::Made(const engine::Progress&)> ClassCheck::maker(int at, bool isOut) const
{
    const auto& carried = m_all[std::size_t(at)];
    return [entry = *desk().session.project().collection().entry(carried.item),
            boxes = isOut ? std::vector<engine::pixels::Box>{} : carried.blanked,
            &pool = desk().pool](const engine::Progress& progress) {
        const auto made = engine::journey::brightestOf(entry, boxes, pool, progress);
        if (!made)
            return contact::Made{};
        const auto image = canvas::toImage(*made, engine::pixels::Panel::Brightest);
        const bool isLarge = image.width() > largest.width() || image.height() > largest.height();
        return contact::Made{isLarge ? image.scaled(largest, Qt::KeepAspectRatio, Qt::SmoothTransformation) : image};
    };
}

QList<look::Row> ClassCheck::secondLooks() const
{
    QList<look::Row> rows;
    for (int at = 0; at < count(); ++at) {
        const auto& one = m_all[std::size_t(at)];
        if (one.left == 0)
            continue;
        look::Row row;
        row.id = QString::number(at);
        row.title = words::text(one.item);
        row.right = tr("%n undecided", nullptr, int(one.left));
        row.mark = look::Mark::Open;
        row.tone = look::Role::Amber;
        rows += row;
    }
    return rows;
}

std::function<void()> ClassCheck::agreement(const QList<int>& chosen)
{
    std::vector<Carried> taken;
    for (const int at : chosen)
        taken.push_back(m_all[std::size_t(at)]);
    return [this, event = engine::journey::eventOf(m_item, taken), images = int(taken.size())] {
        Q_EMIT agreed(event, images);
    };
}

}
