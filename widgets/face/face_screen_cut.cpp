// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head.h"
#include "engine/journey/project_faces.h"
#include "engine/journey/volume_classes.h"
#include "widgets/face/face_screen.h"
#include "widgets/face/head_check.h"
#include "widgets/face/head_words.h"

#include <QAction>

#include <algorithm>

namespace widgets::face {

using engine::face::Cut;
using engine::review::FindingVerdict;
using look::Role;

bool FaceScreen::isCut() const
{
    return cut() && engine::face::takesAnything(*cut());
}

bool FaceScreen::mayCut()
{
    if (!chosen() || refuseWhenFrozen())
        return false;
    const auto* head = known();
    if (!head)
        refuse(tr("The head is still being assessed: start the checks, or wait a moment"));
    else if (!head->failure.empty())
        refuse(tr("The machine could not look at this head: leave the series out, or keep it"));
    else if (head->cuts.empty())
        refuse(tr("None of its files can be cut: leave the series out, or keep it"));
    else
        return true;
    return false;
}

/// The wedge; what was drawn by hand stays.
void FaceScreen::toggleCut()
{
    if (chosen() && known() && engine::journey::followsHead(known()->failure)) {
        if (!refuseWhenFrozen())
            toggleFollower(*chosen());
        return;
    }
    if (!mayCut())
        return;
    auto next = cut() && cut()->hasWedge ? Cut{} : engine::journey::usualCut(known()->seen);
    next.hasWedge = !(cut() && cut()->hasWedge);
    if (cut())
        next.solids = cut()->solids;
    if (next.hasWedge && !known()->seen.anchor.ok)
        return refuse(tr("Where the head lies is not sure: cut by hand (B), leave the series out, or keep it"));
    attempt(next.hasWedge || !next.solids.empty() ? Trial::Step{next} : std::nullopt);
}

void FaceScreen::change(const std::function<void(Cut&)>& how)
{
    if (!cut() || !cut()->hasWedge)
        return refuse(tr("First cut the face away (Ctrl+E)"));
    if (refuseWhenFrozen())
        return;
    auto next = *cut();
    how(next);
    attempt(next);
}

void FaceScreen::attempt(Trial::Step next)
{
    m_trial.set(std::move(next));
    applyCut();
    Q_EMIT statusChanged();
}

bool FaceScreen::canStep(bool back) const
{
    return !m_check->isOn() && m_trial.canStep(back);
}

void FaceScreen::step(bool back)
{
    if (refuseWhenFrozen())
        return;
    m_trial.step(back);
    applyCut();
    Q_EMIT statusChanged();
}

void FaceScreen::applyCut()
{
    m_tried.reset();
    m_after->forgetSeen();
    m_exposure.invalidate();
    const auto* head = known();
    m_planes->setSolids(cut() ? cut()->solids : std::vector<engine::face::Solid>{});
    if (isCut() && head && m_head.isLoaded()) {
        m_head.setRegions(engine::journey::regionsOn(session().project(), head->series));
        m_head.cut(engine::journey::placed(*cut(), head->seen), head->seen);
    } else {
        m_head.takeCutBack();
    }
    const bool follows = head && engine::journey::followsHead(head->failure);
    m_after->clear(isCut()   ? tr("Cutting…")
                   : follows ? tr("Ctrl+E takes out of it what is cut out of its head")
                   : head && !head->failure.empty()
                       ? tr("No face can be cut out of it: leave the series out (X), or keep it")
                       : tr("Nothing is cut. Ctrl+E cuts the face away, B cuts by hand"));
    m_planes->redraw();
    m_sides->redraw();
    showCut();
    showFacts();
}

bool FaceScreen::isAccepted() const
{
    const auto decision = decidedCut();
    const auto failures = decision ? failuresWritten() : std::vector<std::string>{};
    return decision && std::all_of(failures.begin(), failures.end(),
                                   [&](const auto& failure) { return decision->despite.contains(failure); });
}

/// What the written files fail; they are looked at in every phase, while a trial shows the first one.
std::vector<std::string> FaceScreen::failuresWritten() const
{
    const auto* finding = chosen();
    const auto* check = finding ? session().project().cutCheck(finding->item) : nullptr;
    return check ? check->result.failures : std::vector<std::string>{};
}

void FaceScreen::accept()
{
    if (!m_tried)
        return refuse(tr("The cut is still being checked"));
    engine::journey::CutDecision decision{*cut(), {}};
    auto failures = decidedCut() ? failuresWritten() : std::vector<std::string>{};
    failures.insert(failures.end(), m_tried->failures.begin(), m_tried->failures.end());
    decision.despite.insert(failures.begin(), failures.end());
    failures.assign(decision.despite.begin(), decision.despite.end());
    const bool isOpinion = std::none_of(failures.begin(), failures.end(), [](const auto& failure) {
        return failure == "brain" || failure == "outside" || failure == "elsewhere";
    });
    if (!isOpinion)
        return refuse(tr("Not so: %1").arg(ofFailures(failures)));
    if (!failures.empty())
        return takeOn(decision);
    const auto reason = engine::journey::inWords(decision);
    if (known()->seen.anchor.ok)
        return decide(FindingVerdict::Replace, reason);
    bar().ask(tr("Where the head lies is not known, so nobody checked that the brain is spared. You looked in the "
                 "planes?"),
              {{"Y", tr("Accept it, I looked"), Role::Red}, {"B", tr("Go on cutting")}}, [this, reason](int answer) {
                  if (answer == 0)
                      decide(FindingVerdict::Replace, reason);
              });
}

/// With a reason, which stands in the journal.
void FaceScreen::takeOn(const engine::journey::CutDecision& decision)
{
    static constexpr const char* reasons[] = {"nobody is known by what is left", "more cannot be cut away",
                                              "the loss does no harm"};
    const auto question = tr("%n check(s) fail. Why accept the cut?", nullptr, int(decision.despite.size()));
    bar().ask(question,
              {{"1", tr("Nobody is known by it"), Role::Red},
               {"2", tr("More cannot be cut"), Role::Red},
               {"3", tr("The loss does no harm"), Role::Red},
               {"B", tr("Go on cutting")}},
              [this, decision](int answer) {
                  if (answer > 2)
                      return;
                  auto taken = decision;
                  taken.because = reasons[answer];
                  decide(FindingVerdict::Replace, engine::journey::inWords(taken));
              });
}

}
