// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/head.h"
#include "widgets/face/face_screen.h"
#include "widgets/face/head_check.h"

#include <QAction>
#include <QStackedWidget>

#include <algorithm>

namespace widgets::face {

using engine::review::FindingVerdict;
using look::Role;

void FaceScreen::addDeeds()
{
    using frame::Deed;
    auto* face = add(Deed::Identity, {tr("Leave it out"), {}}, [this] {
        if (m_check->isOn())
            m_check->toggle();
        else if (chosen())
            decide(FindingVerdict::Remove, "face");
    });
    m_keep = add(Deed::Keep, {tr("Keep its face"), {}}, [this] { keep(); });
    m_cutFace = add(Deed::Deface, {tr("Cut the face"), {}}, [this] { toggleCut(); });
    auto* next = add(Deed::NextOpen, {tr("Next open"), {}}, [this] { nextOpen(); });
    auto* many = add(Deed::ApplyToClass, {tr("Many at once"), {}}, [this] { checkMany(); });
    m_back = add(Deed::TakeBack, {tr("Take back"), "undo-2"},
                 [this] { m_check->isOn() ? m_check->goBack() : void(session().undo()); });
    auto* leave = add(Deed::Leave, {tr("Change nothing"), {}}, [this] { m_check->leave(); });
    auto* flip = add(Deed::Flip, {tr("Both, after or before"), "git-compare-arrows"}, [this] {
        const bool both = m_before->isVisible() && m_after->isVisible();
        const bool after = m_after->isVisible() && !m_before->isVisible();
        m_before->setVisible(!both);
        m_after->setVisible(!after);
    });
    m_pass = add(Deed::Pass, {tr("No face, next"), {}}, [this] { m_check->isOn() ? m_check->confirm() : pass(); });
    bar().add(face, Role::Red);
    for (auto* action : {m_cutFace, m_keep, next, many, m_back, leave})
        bar().add(action);
    bar().setStep(m_pass);
    m_out = face;
    m_ofHead += {m_cutFace, m_keep, next, many};
    m_ofTurned += flip;
    m_ofCheck = {leave};
    followCheck();
}

void FaceScreen::addCutDeeds()
{
    using engine::face::Cut;
    using frame::Deed;
    constexpr double mostMargin = 40, mostTilt = 20, step = 2; // as face::cutOf reads them
    const auto moved = [](double value, double by, double most) { return std::clamp(value + by, -most, most); };
    m_ofTurned += add(Deed::Less, {tr("Cut 2 mm nearer to the brain"), {}},
                      [=, this] { change([=](Cut& cut) { cut.margin = moved(cut.margin, -step, mostMargin); }); });
    m_ofTurned += add(Deed::More, {tr("Cut 2 mm further from the brain"), {}},
                      [=, this] { change([=](Cut& cut) { cut.margin = moved(cut.margin, step, mostMargin); }); });
    m_ofTurned += add(Deed::TiltBack, {tr("Tilt: less of the forehead"), {}},
                      [=, this] { change([=](Cut& cut) { cut.tilt = moved(cut.tilt, -step, mostTilt); }); });
    m_ofTurned += add(Deed::TiltForward, {tr("Tilt: more of the forehead"), {}},
                      [=, this] { change([=](Cut& cut) { cut.tilt = moved(cut.tilt, step, mostTilt); }); });
    m_ofTurned +=
        add(Deed::Ears, {tr("Ears too"), {}}, [=, this] { change([](Cut& cut) { cut.takesEars = !cut.takesEars; }); });
}

void FaceScreen::checkMany()
{
    if (refuseWhenFrozen() || !m_check->begin())
        return;
    followCheck();
    m_check->tiles().setFocus();
}

void FaceScreen::followCheck()
{
    const bool on = m_check->isOn();
    m_middle->setCurrentIndex(on ? Many : showsPictures() ? Flat : Turned);
    m_right->setCurrentIndex(on ? 1 : 0);
    for (auto* action : m_ofHead + m_ofTurned)
        action->setVisible(!on);
    for (auto* action : m_ofCheck)
        action->setVisible(on);
    m_out->setText(on ? tr("Leave it open") : tr("Leave it out"));
    m_back->setText(on ? tr("Page back") : tr("Take back"));
    if (!on)
        showDeeds();
    if (on) {
        m_pass->setText(m_check->stepWords());
        bar().say({});
    }
    Q_EMIT statusChanged();
}

void FaceScreen::connectCheck()
{
    connect(m_check, &HeadCheck::turned, this, &FaceScreen::followCheck);
    connect(m_check, &HeadCheck::refused, this, [this](const QString& why) { refuse(why); });
    connect(m_check, &HeadCheck::left, this, [this] {
        followCheck();
        showCut();
        view().setFocus();
    });
    connect(m_check, &HeadCheck::agreed, this, [this](const auto& event) {
        if (!session().perform(event))
            return;
        if (m_open > 0)
            nextOpen();
        else
            open(m_chosen);
        bar().say(tr("%n head(s) accepted", nullptr, int(event.changes.size())), Role::Text2);
    });
    // What was decided elsewhere, undone say, is no longer what the sheet shows.
    connect(&session(), &session::Session::decided, m_check, [this] {
        if (m_check->isOn())
            m_check->leave();
    });
}

}
