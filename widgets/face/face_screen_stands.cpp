// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/project_faces.h"
#include "engine/journey/volume_classes.h"
#include "widgets/face/face_screen.h"
#include "widgets/face/head_check.h"
#include "widgets/face/head_words.h"
#include "widgets/session/thumbs.h"
#include "widgets/words/words.h"

#include <QAction>

#include <algorithm>

namespace widgets::face {

using engine::review::Finding;
using engine::review::FindingVerdict;

namespace {

QString keptInShort(const Finding& finding, const std::string& reason)
{
    const bool isAbsent = engine::review::isAbsentFace(reason), isBiometric = engine::journey::isBiometric(finding);
    if (isAbsent)
        return isBiometric ? FaceScreen::tr("tells nobody") : FaceScreen::tr("no face");
    return isBiometric ? FaceScreen::tr("for named people only") : FaceScreen::tr("kept with its face");
}

}

look::Row FaceScreen::rowOf(const Finding& finding, const std::vector<engine::journey::OpenCut>& cuts) const
{
    const auto& state = session().state();
    const auto& project = session().project();
    const auto inside = project.collection().instancesBelow(finding.item);
    const bool isOpen = engine::review::isOpen(state, finding);
    const auto verdict = engine::review::verdictInForce(state, finding);
    const auto* head = project.head(finding.item);
    const auto cutIt = project.cutInForce(finding.item);
    QString stands = tr("open");
    if (!isOpen && verdict == FindingVerdict::Remove)
        stands = tr("left out");
    else if (!isOpen && verdict == FindingVerdict::Replace)
        stands = !project.cutCheck(finding.item)    ? tr("being cut")
                 : cutIt && !cutIt->despite.empty() ? tr("cut, taken on")
                                                    : tr("cut out");
    else if (!isOpen)
        stands = keptInShort(finding, state.decisions.at(finding.id).reason);
    look::Row row;
    row.id = words::text(finding.id);
    row.title =
        tr("%1 · series %2").arg(words::text(inside.front()->instance.modality), words::text(finding.item).mid(1));
    const bool isClassed = head && head->failure.empty() && !engine::journey::isBiometric(finding);
    row.sub = isClassed ? QStringLiteral("%1 · %2").arg(ofClass(head->seen.faceClass), stands)
              : head    ? QStringLiteral("%1 · %2").arg(stands, ofRule(*head, finding)) // cut short in a narrow queue
                        : stands;
    row.hasPicture = true;
    row.picture = desk().thumbs.of(row.id, *inside[inside.size() / 2]);
    const bool isOut = !isOpen && verdict == FindingVerdict::Remove;
    row.mark = isOpen ? look::Mark::Open : isOut ? look::Mark::Identity : look::Mark::Clean;
    row.letter = isOut ? QStringLiteral("F") : QString{};
    for (const auto& open : cuts) {
        if (open.series != finding.item || !project.cutCheck(finding.item))
            continue;
        row.mark = look::Mark::Open;
        row.sub = tr("cut, but %1").arg(ofFailures(open.failures));
    }
    row.tip = row.sub;
    return row;
}

/// Where it goes, as decided.
QString FaceScreen::standingOf(const Finding& finding) const
{
    const auto& state = session().state();
    const auto& project = session().project();
    if (engine::review::isOpen(state, finding))
        return tr("Undecided. Until you decide it stays out.");
    const auto& decision = state.decisions.at(finding.id);
    if (decision.verdict == FindingVerdict::Remove)
        return tr("Left out of the release.");
    if (decision.verdict == FindingVerdict::Keep) {
        const auto* policy = engine::review::policyInForce(state);
        return ofKept(finding, decision.reason, policy && policy->faces == "none");
    }
    const auto cuts = project.openCuts();
    const bool fails = std::any_of(cuts.begin(), cuts.end(), [&](const auto& one) {
        return one.series == finding.item && project.cutCheck(one.series);
    });
    if (fails)
        return tr("Cut, but the written files fail a check: so nothing can be signed.");
    if (const auto cutIt = project.cutInForce(finding.item); cutIt && !cutIt->despite.empty())
        return tr("Goes into the release as it is cut; what fails was taken on.");
    return decision.reason == engine::journey::withHead ? tr("Goes into the release without what its head loses.")
                                                        : tr("Goes into the release without its face.");
}

void FaceScreen::showFacts()
{
    const int seen = isCut() ? m_after->seen() : m_before->seen();
    m_details->showSeen(seen);
    m_sides->setSeen(seen);
    const auto* finding = chosen();
    if (!finding || session().isLent())
        return;
    const auto* head = known();
    m_sides->setSurest(head && head->seen.hits > 0 && !isCut()
                           ? std::optional{Head::Look{head->seen.bestYaw, head->seen.bestPitch, 1}}
                           : std::nullopt);
    const auto inside = session().project().collection().instancesBelow(finding->item);
    const bool isTurned = head && head->failure.empty() && !engine::journey::isBiometric(*finding);
    const auto measured = head || engine::journey::isBiometric(*finding)
                              ? (isTurned ? ofClass(head->seen.faceClass) + QLatin1Char('\n') : QString{}) +
                                    ofHead(head ? *head : engine::journey::HeadRecord{}, *finding)
                              : QString{};
    m_details->showHead(standingOf(*finding), ofExtent(inside, showsPictures()), measured);
}

/// Who decided about it last, where that was said.
QString FaceScreen::deciderOf(const Finding& finding) const
{
    const auto& project = session().project();
    if (project.reviewers().empty())
        return {};
    const auto journal = project.journal();
    if (!journal)
        return {};
    const auto said = '"' + finding.id + '"';
    const auto entry = std::find_if(journal->rbegin(), journal->rend(),
                                    [&](const auto& one) { return one.text.find(said) != std::string::npos; });
    for (const auto& reviewer : project.reviewers()) {
        if (entry != journal->rend() && reviewer.id == entry->actor)
            return words::text(reviewer.name);
    }
    return {};
}

/// The decision that stands, where it is about the very cut on the screen.
std::optional<engine::journey::CutDecision> FaceScreen::decidedCut() const
{
    const auto* finding = chosen();
    auto decision = finding ? session().project().cutInForce(finding->item) : std::nullopt;
    const bool isSame = cut() && decision && engine::face::inWords(decision->cut) == engine::face::inWords(*cut());
    return isSame ? decision : std::nullopt;
}

void FaceScreen::showCut()
{
    const auto* head = known();
    HeadPanel::Shown shown{cut(), head ? head->seen : engine::face::AssessFace::Answer{}, m_tried, {}, {}};
    if (const auto decided = decidedCut(); decided && !decided->despite.empty()) {
        shown.takenOn = decided->despite;
        shown.takenOnWords = ofTakenOn(*decided, deciderOf(*chosen()));
    }
    m_details->showCut(shown);
    if (!m_check->isOn())
        showDeeds();
}

/// Only what is possible with what is chosen.
void FaceScreen::showDeeds()
{
    const auto* finding = chosen();
    const auto* head = known();
    const bool isBiometric = finding && engine::journey::isBiometric(*finding), isFlat = showsPictures();
    const bool follows = head && engine::journey::followsHead(head->failure);
    m_cutFace->setVisible(!isBiometric && (follows || !isFlat));
    m_sides->setVisible(!isFlat && !follows);
    for (auto* action : m_ofTurned)
        action->setVisible(!isFlat);
    m_keep->setText(isBiometric ? tr("Keep for named people") : tr("Keep its face"));
    m_pass->setText(m_open == 0 && (!isCut() || isAccepted()) ? tr("Go to Review")
                    : isAccepted()                            ? tr("Next open")
                    : isCut()                                 ? tr("Accept the cut, next")
                    : isBiometric                             ? tr("Tells nobody, next")
                                                              : tr("No face, next"));
    m_details->showParts(!isFlat, !isFlat       ? QString{}
                                  : isBiometric ? tr("No machine looked for what tells who this is: only you do.")
                                                : tr("No face seen does not mean nobody could match it."));
}

}
