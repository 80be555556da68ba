// SPDX-License-Identifier: Apache-2.0
#include "widgets/text/text_screen.h"

#include "engine/pixels/shape.h"
#include "widgets/text/box_panel.h"
#include "widgets/words/words.h"

#include <algorithm>

namespace widgets::text {

using engine::pixels::Box;
using engine::pixels::Shape;
using engine::review::Finding;
using engine::review::FindingKind;
using engine::review::FindingVerdict;

namespace {

std::vector<const Finding*> openOf(const engine::review::State& state, const Task& task)
{
    auto open = findingsOf(state, task);
    std::erase_if(open, [&](const auto* one) { return !engine::review::isOpen(state, *one); });
    return open;
}

}

void TextScreen::decide(FindingVerdict verdict)
{
    if (m_chosen.isEmpty()) {
        refuse(tr("Choose a box first: Tab goes to the next"));
        return;
    }
    const auto* one = chosen();
    const bool keepsFace = one && engine::review::isFaceBox(*one) && verdict == FindingVerdict::Keep;
    const std::string reason = keepsFace ? "face-kept" : "";
    if (!refuseWhenFrozen() &&
        session().perform(engine::review::FindingsDecided{{{m_chosen.toStdString(), {verdict, reason}}}}))
        nextBox(true);
}

void TextScreen::remove()
{
    const auto found = session().state().findings.find(m_chosen.toStdString());
    if (found == session().state().findings.end()) {
        refuse(tr("Choose a box first: Tab goes to the next"));
        return;
    }
    if (refuseWhenFrozen())
        return;
    if (found->second.drawn) {
        session().perform(engine::review::BoxRemoved{found->first});
        return;
    }
    const std::string reason = engine::review::isFaceBox(found->second) ? "no-face" : "not-text";
    if (session().perform(engine::review::FindingsDecided{{{found->first, {FindingVerdict::Keep, reason}}}}))
        nextBox(true);
}

void TextScreen::acceptAll()
{
    const auto* here = task();
    if (!here || refuseWhenFrozen())
        return;
    const auto open = openOf(session().state(), *here);
    if (open.empty()) {
        refuse(tr("Nothing is open here"));
        return;
    }
    // What nobody can read is only kept as it is while it is on view.
    const bool areUnread = std::all_of(open.begin(), open.end(), [](const auto* one) { return isUnreadRegion(*one); });
    engine::review::FindingsDecided event;
    for (const auto* one : open)
        if (areUnread ? isOnView(*one) : !isUnreadRegion(*one))
            event.changes.push_back({one->id, {one->proposed, {}}});
    if (event.changes.empty() || session().perform(event))
        askAboutUnread();
}

void TextScreen::askAboutUnread()
{
    const auto open = openOf(session().state(), *task());
    if (open.empty())
        return;
    choose(words::text(open.front()->id));
    refuse(tr("%n place(s) may be written: look. K keeps, Enter blanks", nullptr, int(open.size())));
}

bool TextScreen::isOnView(const Finding& finding) const
{
    const auto* plate = m_viewer->stack().plate();
    return plate && m_side == Side::Before && m_viewer->isShowing() && finding.kind == FindingKind::Text &&
           plate->item == finding.item && plate->frame >= finding.box.firstFrame &&
           plate->frame <= finding.box.lastFrame;
}

const Finding* TextScreen::chosen() const
{
    const auto found = session().state().findings.find(m_chosen.toStdString());
    return found == session().state().findings.end() ? nullptr : &found->second;
}

void TextScreen::drawNew(const std::string& item, const Box& box, engine::review::Category category)
{
    auto finding = engine::review::drawnBox(session().project().newFindingId(), item, box, "drawn");
    finding.category = category;
    m_chosen = words::text(finding.id);
    session().perform(engine::review::BoxDrawn{finding});
}

void TextScreen::draw(const QRect& place, Shape shape, const QPolygon& corners)
{
    const auto* plate = m_viewer->stack().plate();
    if (!plate || refuseWhenFrozen())
        return;
    const int frames = session().project().collection().entry(plate->item)->instance.frames;
    Box box{place.x(), place.y(), place.width(), place.height(), 1, frames, shape}; // the safe choice: in all frames
    for (const auto& corner : corners)
        box.outline.push_back({corner.x(), corner.y()});
    m_viewer->canvas().setTool(canvas::Tool::Look);
    drawNew(plate->item, box, engine::review::Category::Other);
}

void TextScreen::duplicate()
{
    constexpr int aside = 8; // pixels: beside the first one, so that both are seen
    const auto* one = chosen();
    if (!one || one->kind != FindingKind::Text) {
        refuse(tr("Choose a box first: Tab goes to the next"));
        return;
    }
    if (refuseWhenFrozen())
        return;
    const auto& instance = session().project().collection().entry(one->item)->instance;
    const auto& box = one->box;
    const bool down = box.y + box.height + aside <= instance.rows;
    const bool right = box.x + box.width + aside <= instance.columns;
    drawNew(one->item,
            engine::pixels::placed(box, {box.x + (right ? aside : -std::min(aside, box.x)),
                                         box.y + (down ? aside : -std::min(aside, box.y)), box.width, box.height}),
            one->category);
}

void TextScreen::move(const QString& id, const QRect& place)
{
    const auto found = session().state().findings.find(id.toStdString());
    if (found == session().state().findings.end() || refuseWhenFrozen())
        return;
    session().perform(engine::review::BoxMoved{
        found->first,
        engine::pixels::placed(found->second.box, {place.x(), place.y(), place.width(), place.height()})});
}

void TextScreen::setFrames(int first, int last)
{
    const auto* one = chosen();
    if (!one || one->kind != FindingKind::Text || refuseWhenFrozen())
        return;
    auto box = one->box;
    std::tie(box.firstFrame, box.lastFrame) = std::tuple{std::min(first, last), std::max(first, last)};
    if (!(box == one->box))
        session().perform(engine::review::BoxMoved{one->id, box});
}

void TextScreen::askFrames()
{
    const auto* one = chosen();
    const auto* plate = m_viewer->stack().plate();
    if (!one || one->kind != FindingKind::Text || !plate || plate->item != one->item) {
        refuse(tr("Choose a box first: Tab goes to the next"));
        return;
    }
    const int frames = session().project().collection().entry(one->item)->instance.frames;
    if (frames < 2) {
        refuse(tr("This image has one frame only"));
        return;
    }
    const int now = plate->frame, first = one->box.firstFrame, last = one->box.lastFrame;
    bar().ask(tr("This box lies on frames %1–%2. New:").arg(first).arg(last),
              {{"A", tr("All %1").arg(frames)},
               {"T", tr("This one, %1").arg(now)},
               {"B", tr("Begins here, %1").arg(now)},
               {"E", tr("Ends here, %1").arg(now)}},
              [this, now, frames, first, last](int answer) {
                  if (answer == 0)
                      setFrames(1, frames);
                  else if (answer == 1)
                      setFrames(now, now);
                  else if (answer == 2)
                      setFrames(now, std::max(now, last));
                  else
                      setFrames(std::min(first, now), now);
              });
}

}
