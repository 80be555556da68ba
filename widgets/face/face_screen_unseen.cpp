// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head_record.h"
#include "widgets/face/face_screen.h"
#include "widgets/face/head_words.h"
#include "widgets/words/words.h"

#include <algorithm>

namespace widgets::face {

using engine::review::Finding;
using engine::review::FindingVerdict;

bool FaceScreen::showsPictures() const
{
    const auto* finding = chosen();
    const auto* head = known();
    const bool isBiometric = finding && engine::journey::isBiometric(*finding);
    if (!finding || session().isLent() || (!isBiometric && (!head || head->failure.empty())))
        return false;
    const auto below = session().project().collection().instancesBelow(finding->item);
    return std::any_of(below.begin(), below.end(), [](const auto* entry) { return entry->instance.frames > 0; });
}

void FaceScreen::showPictures(const std::vector<engine::study::Entry>& entries)
{
    const bool isFlat = showsPictures();
    std::vector<canvas::Plate> plates;
    for (const auto& entry : entries) {
        for (int frame = 1; isFlat && frame <= entry.instance.frames; ++frame)
            plates.push_back({entry.source, {}, frame, entry.id});
    }
    m_pictures->setCaption(entries.empty() ? QString{} : words::ofKind(entries.front()));
    m_pictures->setPlates(std::move(plates), 0, false, entries.empty() ? 0 : entries.front().instance.frameTimeMs);
    followCheck();
}

QWidget& FaceScreen::view()
{
    if (showsPictures())
        return m_pictures->canvas();
    return *m_before;
}

/// What follows a head is cut as the head is, or not at all.
void FaceScreen::toggleFollower(const Finding& finding)
{
    const bool isCut = engine::review::verdictInForce(session().state(), finding) == FindingVerdict::Replace;
    if (isCut)
        return refuse(tr("It is cut as its head is. Leave the series out (X), or keep it (K)"));
    decide(FindingVerdict::Replace, std::string{engine::journey::withHead});
}

void FaceScreen::passUnseen(const Finding& finding)
{
    if (!engine::journey::isBiometric(finding)) {
        bar().ask(tr("This cannot be turned as a head (%1). You looked at it, and nothing of a face shows?")
                      .arg(ofRule(*known(), finding)),
                  {{"Y", tr("Nothing of a face")}, {"B", tr("Look again")}}, [this](int answer) {
                      if (answer == 0)
                          decide(FindingVerdict::Keep, "no-face");
                  });
        return;
    }
    static constexpr const char* reasons[] = {"no-face; too small a part to tell who it is",
                                              "no-face; what tells who it is was blanked",
                                              "no-face; not of a person, or not of a living one"};
    bar().ask(tr("Such pictures tell who somebody is. Why may this one go?"),
              {{"1", tr("Too small a part")},
               {"2", tr("That part is blanked")},
               {"3", tr("Not of a living person")},
               {"B", tr("Look again")}},
              [this](int answer) {
                  if (answer < 3)
                      decide(FindingVerdict::Keep, reasons[answer]);
              });
}

/// For named people only; of what tells who somebody is without a head a person says why.
void FaceScreen::keep()
{
    if (!chosen() || refuseWhenFrozen())
        return;
    if (!engine::journey::isBiometric(*chosen()))
        return decide(FindingVerdict::Keep, "face-kept");
    static constexpr const char* reasons[] = {"face-kept; the study is about it", "face-kept; the person agreed",
                                              "face-kept; of no use without it"};
    bar().ask(tr("Kept, it leaves for named people only. Why is it kept?"),
              {{"1", tr("The study is about it")},
               {"2", tr("The person agreed")},
               {"3", tr("Of no use without it")},
               {"B", tr("Look again")}},
              [this](int answer) {
                  if (answer < 3)
                      decide(FindingVerdict::Keep, reasons[answer]);
              });
}

}
