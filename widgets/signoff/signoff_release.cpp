// SPDX-License-Identifier: Apache-2.0
// What follows the signature: the copy, its check, the certificate, and the file to hand on.
#include "widgets/signoff/signoff_screen.h"

#include "engine/journey/pack.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QButtonGroup>
#include <QLineEdit>

namespace widgets::signoff {

using engine::ErrorCode;
using engine::Result;
using look::Role;

void SignOffScreen::release()
{
    setBusy(true);
    const auto folder = m_folder->text().toStdString();
    const auto order = engine::journey::prepareRelease(session().project(), folder,
                                                       m_access->checkedId() == 0 ? "public" : "restricted");
    if (!order) {
        if (order.error().code == ErrorCode::BadArgument)
            bar().say(tr("All that leaves keeps a face: only named people may have it"), Role::Red);
        else
            bar().say(words::ofError(order.error()), Role::Red);
        setBusy(false);
        m_folder->setEnabled(true);
        return;
    }
    bar().say(tr("Copying the signed files…"), Role::Text2);
    desk().jobs.ask<engine::Done>(
        {jobs::Lane::Project, {}, tr("Copying the release")}, this,
        [order = *order](const engine::Progress& progress) { return engine::journey::copyRelease(order, progress); },
        [this, keptBack = order->keptBack,
         event = engine::review::Released{order->manifestSha256, order->access}](const engine::Done& done) {
            if (!done) {
                say(done.error());
                return;
            }
            setBusy(false);
            m_released = true;
            m_keptBack = keptBack;
            session().perform(event);
            m_conditions->setFocus(); // the form goes, and the focus must not wander
            verify();
        });
}

void SignOffScreen::verify()
{
    bar().say(tr("Checking the release…"), Role::Text2);
    const auto folder = m_folder->text().toStdString();
    desk().jobs.ask<Result<engine::release::Verification>>(
        {jobs::Lane::Project, {}, tr("Checking the release")}, this,
        [folder](const engine::Progress& progress) {
            return engine::release::verify({folder, {folder + "/public_key.pem"}, {}, false}, progress);
        },
        [this](const Result<engine::release::Verification>& result) {
            if (result)
                certify(*result);
            else
                bar().say(words::ofError(result.error()), Role::Red);
        });
}

void SignOffScreen::certify(const engine::release::Verification& result)
{
    const auto sentence = words::ofVerification(result);
    QStringList told{tr("Signed by %1 on %2: “%3”. %4")
                         .arg(words::text(result.signer), words::text(result.time).replace('T', ' '),
                              words::ofMeaning(result.meaning), sentence)};
    if (result.access == "restricted")
        told += tr("For named people only.");
    if (m_keptBack > 0)
        told +=
            tr("%n file(s) that keep a face are not in it: they are for named people only.", nullptr, int(m_keptBack));
    look::setParagraph(m_certificate, told.join(QLatin1Char(' ')));
    m_hash->setText(
        tr("key  %1 … %2").arg(words::text(result.fingerprint).left(16), words::text(result.fingerprint).right(8)));
    bar().say(result.isFault() ? sentence
                               : tr("%1 %n file(s) checked.", nullptr, int(result.filesChecked)).arg(sentence),
              result.isFault() ? Role::Red : Role::Teal);
}

void SignOffScreen::pack()
{
    const auto folder = m_folder->text();
    const auto file = folder + QStringLiteral(".zip");
    bar().say(tr("Packing…"), Role::Text2);
    desk().jobs.ask<Result<engine::journey::Packed>>(
        {jobs::Lane::Project, {}, tr("Packing the release")}, this,
        [folder = folder.toStdString(), file = file.toStdString(), &pool = desk().pool](
            const engine::Progress& progress) { return engine::journey::packRelease(folder, file, pool, progress); },
        [this, file](const Result<engine::journey::Packed>& packed) {
            if (packed)
                bar().say(tr("Packed as %1").arg(file), Role::Teal);
            else if (packed.error().code == ErrorCode::Exists)
                bar().say(tr("%1 is there already: move it away first").arg(file), Role::Red);
            else
                bar().say(words::ofError(packed.error()), Role::Red);
        });
}

}
