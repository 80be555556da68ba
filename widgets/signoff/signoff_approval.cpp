// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/signatures.h"
#include "widgets/signoff/signoff_screen.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QButtonGroup>
#include <QLineEdit>

#include <algorithm>

namespace widgets::signoff {

using engine::Result;

namespace {

QString inOneLine(const engine::release::SignatureTold& told)
{
    const auto when = words::text(told.signer.time).left(16).replace('T', ' ');
    auto line = SignOffScreen::tr("%1, %2: “%3”")
                    .arg(words::text(told.signer.name), when, words::ofMeaning(told.signer.meaning));
    if (!told.withdrawn.empty())
        line += SignOffScreen::tr(" — withdrawn %1: %2")
                    .arg(words::text(told.withdrawn).left(16).replace('T', ' '), words::text(told.reason));
    return line;
}

}

/// Everybody who signed, also those whose signature was taken back.
void SignOffScreen::showSignatures()
{
    const auto all = engine::journey::signaturesOf(session().project());
    QStringList lines;
    if (all) {
        for (const auto& one : *all)
            lines += inOneLine(one).toHtmlEscaped();
    }
    m_signatures->setVisible(!lines.isEmpty());
    m_signatures->setText(QStringLiteral("<p style='line-height:145%'>%1</p>").arg(lines.join(QStringLiteral("<br>"))));
}

QString SignOffScreen::whyNotApprove() const
{
    const auto& state = session().state();
    const auto name = m_name->text().trimmed();
    const auto& known = session().project().reviewers();
    const auto person =
        std::find_if(known.begin(), known.end(), [&](const auto& one) { return words::text(one.name) == name; });
    const auto hasSigned = [&](const engine::review::Signed& one) {
        return person != known.end() && one.reviewer == person->id;
    };
    if (name.isEmpty())
        return tr("The name of the other person is missing");
    if (hasSigned(*state.signature) || std::any_of(state.approvals.begin(), state.approvals.end(), hasSigned))
        return tr("%1 has signed already: another person can sign too").arg(name);
    return m_passphrase->text().size() < 8 ? tr("The passphrase needs at least 8 characters") : QString{};
}

void SignOffScreen::approve()
{
    if (session().isLent() || m_busy || !session().state().signature)
        return;
    if (const auto why = whyNotApprove(); !why.isEmpty()) {
        bar().say(why, look::Role::Amber);
        (m_name->text().trimmed().isEmpty() ? m_name : m_passphrase)->setFocus();
        return;
    }
    introduce([this](const std::string& reviewer) { approveAs(reviewer); });
}

void SignOffScreen::approveAs(const std::string& reviewer)
{
    if (!mayTry(reviewer))
        return;
    m_wish.reviewer = reviewer;
    const auto order = engine::journey::prepareApproval(session().project(), m_wish);
    if (!order) {
        say(order.error());
        return;
    }
    bar().say(tr("Reading every file once more…"), look::Role::Text2);
    desk().jobs.ask<Result<engine::Key>>(
        {jobs::Lane::Project, {}, tr("Reading the files again")}, this,
        [order = *order](const engine::Progress& progress) {
            return engine::journey::checkForApproval(order, progress);
        },
        [this](const Result<engine::Key>& seed) {
            session().noteTry(m_wish.reviewer, seed ? engine::done() : engine::Done{seed.error()});
            const auto done = seed ? session().approve(m_wish, *seed) : engine::Done{seed.error()};
            m_passphrase->clear();
            m_wish.passphrase.clear();
            if (!done) {
                say(done.error());
                return;
            }
            setBusy(false);
            m_released = false; // what was copied out before has one signature only
            setFolder(tr("%1-signed-%2").arg(m_folder->text()).arg(session().state().approvals.size() + 1));
            refresh();
            bar().say(tr("Signed by both. Release it into a folder of its own."), look::Role::Teal);
        });
}

}
