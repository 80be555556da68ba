// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/review_screen.h"
#include "widgets/words/words.h"

#include <QAction>

#include <algorithm>

namespace widgets::review {

using engine::review::Category;
using engine::review::ItemVerdict;
using engine::review::Judgement;
using look::Role;

void ReviewScreen::addVerdicts()
{
    using frame::Deed;
    auto* found = add(Deed::Identity, {tr("Identity"), {}}, [this] { askCategory(); });
    auto* flag = add(Deed::Flag, {tr("Second reader"), {}}, [this] {
        if (mayJudge() && mayChoose())
            askChanged(ItemVerdict::Flag);
    });
    auto* skip = add(Deed::Skip, {tr("Skip"), {}}, [this] { askSkipped(); });
    auto* damaged = add(Deed::Damaged, {tr("Damaged"), {}}, [this] { askDamaged(); });
    m_pass = add(Deed::Pass, {tr("Clean, next"), {}}, [this] { pass(); });
    bar().add(found, Role::Red);
    bar().add(flag, Role::Violet);
    bar().add(skip);
    bar().add(damaged);
}

bool ReviewScreen::mayJudge()
{
    if (!item()) {
        refuse(tr("Nothing to judge yet"));
        return false;
    }
    return !refuseWhenFrozen();
}

/// Who checks known cases says only whether each fits.
bool ReviewScreen::mayChoose()
{
    if (m_reading.role != Reading::Role::Checker)
        return true;
    refuse(tr("Space: this case fits. X: it would give itself away, or cannot be seen at all"));
    return false;
}

void ReviewScreen::judge(const Judgement& judgement)
{
    const auto judged = *item();
    m_isJudgedHere = true; // before the change is shown
    if (!session().performAll(actOf({item()}, judgement)))
        return;
    if (isOnSheet()) {
        goOnSheet();
        return;
    }
    showContradiction(false);
    if (tellPractice(judged, judgement))
        return;
    if (m_tally.judged < m_tally.all)
        nextOpen();
}

bool ReviewScreen::goOnLooking()
{
    const auto now = m_clock.elapsed();
    const int unseen = m_exposure.unseen(now);
    if (unseen == 0)
        return false;
    const bool isPart = !isGlance() && item()->kind == Kind::Single && m_viewer->isShowing() && !isWhole();
    if (isPart)
        m_viewer->canvas().fit();
    else if (isGlance() && item()->kind == Kind::Sheet && m_page + 1 < pages())
        turn(1);
    else if (isGlance())
        refuse(tr("%n image(s) show in none of these pictures: Enter opens them", nullptr, unseen));
    else
        refuse(tr("%n image(s) were not on the screen yet: scroll, or C plays them", nullptr, unseen));
    return true;
}

QString ReviewScreen::whyNotClean()
{
    const auto& state = session().state();
    const auto now = m_clock.elapsed();
    const auto open = openFindings(state, *item());
    if (item()->isDamaged)
        return tr("This file is damaged and never leaves: U says so");
    if (!m_exposure.isOnScreen())
        return tr("The image is not on the screen yet");
    if (!m_exposure.isLongEnough(now))
        return tr("Look a moment longer");
    if (open > 0)
        return tr("%n finding(s) of this series are undecided: see Rules, Text and Faces", nullptr, int(open));
    if (isLeftOut(*item()))
        return tr("Left out because of its face: S, then 4, says so");
    if (m_before)
        return tr("Judge it as it would leave: V");
    if (!m_isCandidate && !m_plates.empty() && !state.items.empty() && !session().project().staleCandidates().empty())
        return tr("The files are still being written as you decided");
    return {};
}

void ReviewScreen::pass()
{
    if (m_tally.all > 0 && m_tally.judged == m_tally.all && !isSettling()) {
        if (waitsForRemoval())
            removeCases();
        else if (m_reading.isFirst())
            Q_EMIT wish(session().state().sample ? QStringLiteral("result") : QStringLiteral("signoff"));
        else
            readAs({});
        return;
    }
    if (isFilterDone()) {
        clearFilter();
        nextOpen();
        return;
    }
    if (!mayJudge())
        return;
    if (isOnSheet())
        passOnSheet();
    else if (const auto reason = whyNotClean(); !reason.isEmpty())
        refuse(reason);
    else if (goOnLooking())
        return;
    else if (const auto texts = unexplainedTexts(session().state(), *item()); !texts.empty())
        contradict(texts);
    else if (isSettling())
        askSettled();
    else
        askChanged(ItemVerdict::Clean);
}

/// Why, where this reader or another has said something else of the same file before.
void ReviewScreen::askChanged(ItemVerdict verdict)
{
    const auto before = judgementAt(m_index).verdict;
    const bool isSaid = before != ItemVerdict::None && before != ItemVerdict::Flag && before != verdict;
    if (!isSaid || !m_reading.isFirst() || isOnSheet() || !item()->known.empty()) {
        judge({verdict, Category::None, {}});
        return;
    }
    static constexpr const char* reasons[] = {"looked again", "said by mistake"};
    bar().ask(tr("Something else was said of it before. Why does that change?"),
              {{"1", tr("Looked again")}, {"2", tr("Said by mistake")}}, [this, verdict](int answer) {
                  judge({verdict, Category::None, reasons[answer]});
              });
}

/// What was found or flagged is on the screen again, for whoever said so to say how it ended.
bool ReviewScreen::isSettling() const
{
    if (!item() || isOnSheet() || !m_reading.isFirst() || m_isJudgedHere)
        return false;
    const auto verdict = judgementAt(m_index).verdict;
    return verdict == ItemVerdict::Found || (verdict == ItemVerdict::Flag && m_tally.judged == m_tally.all);
}

void ReviewScreen::askSettled()
{
    static constexpr const char* reasons[] = {"repaired", "said by mistake"};
    bar().ask(tr("Something else was said of it before. Why is it clean now?"),
              {{"1", tr("It was repaired")}, {"2", tr("Said by mistake")}}, [this](int answer) {
                  judge({ItemVerdict::Clean, Category::None, reasons[answer]});
              });
}

/// Boxes second: the person has said clean without them, and now sees where the machine reads text that stays.
void ReviewScreen::contradict(const std::vector<const engine::review::Finding*>& texts)
{
    const auto& first = *texts.front();
    const auto at = std::find_if(m_plates.begin(), m_plates.end(), [&](const auto& plate) {
        return plate.item == first.item && plate.frame >= first.box.firstFrame && plate.frame <= first.box.lastFrame;
    });
    showSlices(at == m_plates.end() ? 0 : int(at - m_plates.begin()));
    showContradiction(true);
    static constexpr const char* reasons[] = {"clean-anyway: technical", "clean-anyway: no text",
                                              "clean-anyway: of nobody"};
    bar().ask(tr("The machine reads text here that stays (%n place(s)). Clean anyway?", nullptr, int(texts.size())),
              {{"1", tr("Technical")}, {"2", tr("No text")}, {"3", tr("Of nobody")}, {"X", tr("Identity"), Role::Red}},
              [this](int answer) {
                  if (answer < int(std::size(reasons)))
                      judge({ItemVerdict::Clean, Category::None, reasons[answer]});
                  else
                      askCategory("missed at first");
              });
}

void ReviewScreen::showContradiction(bool on)
{
    m_isContradicted = on;
    QList<canvas::BoxMark> marks;
    const auto* plate = m_viewer->stack().plate();
    if (on && plate && !session().isLent()) {
        for (const auto* text : unexplainedTexts(session().state(), *item())) {
            const auto& box = text->box;
            if (text->item == plate->item && plate->frame >= box.firstFrame && plate->frame <= box.lastFrame)
                marks += {words::text(text->id), QRectF(box.x, box.y, box.width, box.height), look::Mark::Open,
                          canvas::BoxMark::State::Proposed, QString{}};
        }
    }
    m_viewer->canvas().setMarks(marks, {});
}

/// The amber step says what Space does now, and rests while it would be refused for haste.
void ReviewScreen::showStep()
{
    if (session().isLent())
        return;
    if (isOnSheet()) {
        nameSheetStep();
        return;
    }
    const auto* one = item();
    const bool isDone = m_tally.all > 0 && m_tally.judged == m_tally.all && !isSettling();
    const bool isFiltered = isFilterDone();
    const bool isPart = one && one->kind == Kind::Single && m_viewer->isShowing() && !isWhole();
    const bool hasPages = one && isGlance() && one->kind == Kind::Sheet && m_page + 1 < pages();
    m_pass->setText(isDone && waitsForRemoval()                ? tr("Remove and score known cases")
                    : isDone && !m_reading.isFirst()           ? tr("Done, first reader")
                    : m_reading.role == Reading::Role::Checker ? tr("Fits, next")
                    : isDone     ? (session().state().sample ? tr("Go to Result") : tr("Go to Sign-off"))
                    : isFiltered ? tr("Show all, %n open", nullptr, int(m_tally.all - m_tally.judged))
                    : isPart     ? tr("Show the whole")
                    : hasPages   ? tr("Next page, %1 of %2").arg(m_page + 2).arg(pages())
                                 : tr("Clean, next"));
    bar().setStepReady(isDone || isFiltered || !one || m_exposure.isLongEnough(m_clock.elapsed()));
}

void ReviewScreen::takeBack()
{
    std::vector<Judgement> before;
    for (const auto& one : m_items)
        before.push_back(judgementOf(session().state(), one, m_reading));
    if (!session().undo())
        return;
    for (std::size_t i = 0; i < m_items.size() && i < before.size(); ++i) {
        if (judgementOf(session().state(), m_items[i], m_reading) == before[i])
            continue;
        open(int(i));
        return;
    }
}

bool ReviewScreen::isLeftOut(const Item& one) const
{
    const auto& state = session().state();
    return std::any_of(state.findings.begin(), state.findings.end(), [&](const auto& entry) {
        const auto& finding = entry.second;
        return finding.kind == engine::review::FindingKind::Face && finding.item == one.id &&
               engine::review::verdictInForce(state, finding) == engine::review::FindingVerdict::Remove;
    });
}

/// `reason`: of the verdict, why it came to it.
void ReviewScreen::askCategory(const std::string& reason)
{
    if (!mayJudge())
        return;
    if (m_reading.role == Reading::Role::Checker) {
        judge({ItemVerdict::Found, Category::None, {}});
        return;
    }
    static constexpr Category categories[] = {Category::Name,  Category::Id,   Category::Date,
                                              Category::Place, Category::Face, Category::Other};
    const QString names[] = {tr("Name"), tr("ID"), tr("Date"), tr("Place"), tr("Face"), tr("Other")};
    QList<frame::Choice> choices;
    for (std::size_t i = 0; i < std::size(categories); ++i)
        choices += {words::letterOf(categories[i]), names[i], Role::Red};
    bar().ask(tr("What was found?"), choices, [this, reason](int answer) {
        judge({ItemVerdict::Found, categories[answer], reason});
    });
}

void ReviewScreen::askSkipped()
{
    if (!mayJudge() || !mayChoose())
        return;
    static constexpr const char* reasons[] = {"not-wanted", "scout", "blank", "face", "cannot-judge"};
    bar().ask(tr("Why is it left out?"),
              {{"1", tr("Not wanted")},
               {"2", tr("Scout or localiser")},
               {"3", tr("Blank")},
               {"4", tr("Face")},
               {"5", tr("Cannot be judged")}},
              [this](int answer) {
                  judge({ItemVerdict::Skip, Category::None, reasons[answer]});
              });
}

void ReviewScreen::askDamaged()
{
    if (!mayJudge() || !mayChoose())
        return;
    static constexpr const char* reasons[] = {"too-much-blanked", "anatomy-cut", "pixels-changed", "header-lost",
                                              "unreadable"};
    bar().ask(tr("What makes it useless?"),
              {{"1", tr("Too much is blanked")},
               {"2", tr("Anatomy was cut away")},
               {"3", tr("Pixels differ")},
               {"4", tr("Header lost what is needed")},
               {"5", tr("Cannot be read")}},
              [this](int answer) {
                  judge({ItemVerdict::Damaged, Category::None, reasons[answer]});
              });
}

}
