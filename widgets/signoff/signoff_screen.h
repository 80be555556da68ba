// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/sign.h"
#include "engine/release/verify.h"
#include "widgets/chart/interval.h"
#include "widgets/look/figure.h"
#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"

class QButtonGroup;
class QLineEdit;

namespace widgets::signoff {

/// The statement in words, what must hold, and the signature. Afterwards the page is the certificate.
class SignOffScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    using PdfPrinter = std::function<engine::Result<engine::Bytes>(const std::string& html)>;
    SignOffScreen(const session::Desk& desk, PdfPrinter printPdf);
    void enter() override;
    QString progress() const override;
    void setFolder(const QString& folder); ///< where the release goes

Q_SIGNALS:
    void folderWished(); ///< a folder shall be chosen

protected:
    void refresh() override;

private:
    QWidget* statement();
    QWidget* signing();
    QWidget* form();
    QButtonGroup* choices(QVBoxLayout* fields, const QString& words, const QStringList& answers);
    void addDeeds();
    void fillConditions();
    void writeStatement();
    void addSample(QVBoxLayout& column);
    void writeSample();
    QString whyNot() const; ///< what is missing in words; empty when it may be signed
    void nameStep();
    void step();
    /// The person of the form, made where not known, by id.
    void introduce(const std::function<void(const std::string& reviewer)>& then);
    void signAs(const std::string& reviewer);
    bool mayTry(const std::string& reviewer); ///< says how long to wait where not
    QString whyNotApprove() const;
    void approve();
    void approveAs(const std::string& reviewer);
    void showSignatures();
    void check(const engine::journey::SigningOrder& order);
    void finish(const engine::journey::SigningOrder& order, const engine::journey::CheckedCandidates& checked);
    void release();
    void verify();
    void pack(); ///< the release as a ZIP beside it
    void reopen();
    void certify(const engine::release::Verification& result);
    void say(const engine::Error& error);
    void sayStillRead(const std::string& where);
    void setBusy(bool busy);

    PdfPrinter m_printPdf;
    look::Figure *m_patients, *m_series, *m_leaving, *m_out;
    look::Text *m_title, *m_whom, *m_looked, *m_sample, *m_rules, *m_text, *m_faces, *m_uncovered, *m_certificate,
        *m_signatures;
    chart::IntervalChart* m_interval;
    QWidget* m_form;
    look::Heading *m_heading, *m_formHeading;
    look::RowList* m_conditions;
    QLineEdit *m_name, *m_role, *m_passphrase, *m_folder;
    QButtonGroup *m_meaning, *m_access;
    look::Text* m_hash;
    QAction *m_step = nullptr, *m_verify = nullptr, *m_pack = nullptr, *m_reopen = nullptr, *m_approve = nullptr;
    engine::journey::SigningWish m_wish;
    bool m_busy = false, m_released = false;
    std::size_t m_keptBack = 0; ///< files of the last release
};

}
