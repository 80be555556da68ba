// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/face_screen.h"

#include <QAction>

namespace widgets::face {

using engine::face::Cut;
using engine::face::Solid;
using look::Role;

void FaceScreen::addHandDeeds()
{
    using frame::Deed;
    m_hand = add(Deed::Brush, {tr("Cut by hand: box, cylinder, ball, off"), "brush"}, [this] { nextForm(); });
    m_protect = add(Deed::Protect, {tr("Protect by hand, or cut"), "shield-check"}, [this] { toggleProtect(); });
    m_nextPiece = add(Deed::NextBox, {tr("Next piece by hand"), "mouse-pointer"}, [this] {
        if (!m_planes->chooseNext())
            refuse(tr("Nothing is drawn by hand"));
    });
    auto* remove = add(Deed::Delete, {tr("Take out the piece"), "trash-2"}, [this] {
        if (!m_planes->removeChosen())
            refuse(tr("Nothing is drawn by hand"));
    });
    for (auto* action : {m_hand, m_protect})
        action->setCheckable(true);
    m_nextPiece->setEnabled(false); // Tab goes from panel to panel while nothing is in hand
    m_tools += {m_hand, m_protect, m_nextPiece, remove};
    m_ofTurned += {m_hand, m_protect, m_nextPiece, remove};
}

void FaceScreen::connectPlanes()
{
    connect(m_planes, &Planes::handChanged, this, &FaceScreen::takeHand);
    connect(m_planes, &Planes::formChanged, this, &FaceScreen::showHand);
    connect(m_planes, &Planes::refused, this, [this](const QString& why) { refuse(why); });
    connect(m_planes, &Planes::pointerMoved, this, [this] {
        m_pointed = m_planes->pointed();
        Q_EMIT statusChanged();
    });
    connect(m_planes, &Planes::pointMoved, this, [this] {
        m_pointed = m_planes->point();
        Q_EMIT statusChanged();
    });
}

void FaceScreen::takeHand(const std::vector<Solid>& solids)
{
    if (!mayCut())
        return m_planes->setSolids(cut() ? cut()->solids : std::vector<Solid>{});
    auto next = cut().value_or(Cut{});
    next.hasWedge = cut() && cut()->hasWedge;
    next.solids = solids;
    attempt(next.hasWedge || next.takesEars || !solids.empty() ? Trial::Step{next} : std::nullopt);
}

bool FaceScreen::mayDraw()
{
    if (!mayCut())
        return false;
    if (!m_head.isLoaded())
        refuse(tr("The head is not on the screen yet"));
    return m_head.isLoaded();
}

void FaceScreen::nextForm()
{
    using Form = Solid::Form;
    const auto form = m_planes->form();
    if (!form && !mayDraw())
        return showHand();
    m_planes->take(!form                     ? std::optional{Form::Box}
                   : *form == Form::Box      ? std::optional{Form::Cylinder}
                   : *form == Form::Cylinder ? std::optional{Form::Ball}
                                             : std::nullopt);
    m_planes->setFocus();
}

void FaceScreen::toggleProtect()
{
    if (!m_planes->form() && !mayDraw())
        return showHand();
    m_planes->setKeeps(!m_planes->keeps());
    m_planes->take(m_planes->form().value_or(Solid::Form::Box));
    m_planes->setFocus();
}

void FaceScreen::showHand()
{
    const auto form = m_planes->form();
    m_hand->setChecked(form.has_value());
    m_protect->setChecked(m_planes->keeps());
    m_nextPiece->setEnabled(form.has_value());
    QString words;
    if (form) {
        const auto what = *form == Solid::Form::Box        ? tr("box")
                          : *form == Solid::Form::Cylinder ? tr("cylinder")
                                                           : tr("ball");
        words = m_planes->keeps() ? tr("By hand: %1, protects").arg(what) : tr("By hand: %1, cuts").arg(what);
        bar().say(*form == Solid::Form::Ball ? tr("Paint in a plane (F1: keys)") : tr("Drag in a plane (F1: keys)"),
                  Role::Text2);
    }
    if (words.isEmpty() && !m_handWords->text().isEmpty())
        bar().hush();
    m_handWords->setText(words);
}

}
