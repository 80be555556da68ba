// SPDX-License-Identifier: Apache-2.0
#include "widgets/signoff/signoff_screen.h"

#include "engine/journey/attempts.h"
#include "widgets/signoff/conditions.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QButtonGroup>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QSplitter>

namespace widgets::signoff {

using engine::Error;
using engine::ErrorCode;
using engine::Result;
using look::Role;
using look::Text;
using look::Type;

SignOffScreen::SignOffScreen(const session::Desk& desk, PdfPrinter printPdf)
    : ProjectScreen{QStringLiteral("signoff"), tr("Sign-off"), desk}, m_printPdf{std::move(printPdf)}
{
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    auto* page = statement();
    body->addWidget(page);
    body->addWidget(signing());
    body->setStretchFactor(0, 1);
    body->setSizes({900, 400});
    setBody(body);
    addDeeds();
    setStops({page, m_conditions, m_name, &bar()});
    setFolder(QString::fromStdString(desk.session.project().folder()) + QStringLiteral("-release"));
}

QWidget* SignOffScreen::signing()
{
    auto* panel = new look::Panel{Role::Panel};
    auto* column = look::box<QVBoxLayout>(panel);
    m_heading = new look::Heading{tr("Nothing may be open")};
    column->addWidget(m_heading);
    m_conditions = new look::RowList{tr("What must hold")};
    column->addWidget(m_conditions);
    connect(m_conditions, &look::RowList::opened, this, &SignOffScreen::wish);
    connect(m_conditions, &QListView::clicked, this, [this](const QModelIndex& index) {
        if (index.isValid() && m_conditions->rows()[index.row()].mark == look::Mark::Open)
            Q_EMIT wish(m_conditions->currentId());
    });
    column->addSpacing(8);
    column->addWidget(look::rule());
    column->addWidget(form());
    column->addStretch();
    auto* note =
        new Text{tr("The signature covers exactly the bytes that leave, and nothing else."), Type::Small, Role::Text2};
    note->setWordWrap(true);
    note->setContentsMargins(12, 0, 12, 2);
    column->addWidget(note);
    m_hash = new Text{{}, Type::Mono, Role::Text2};
    m_hash->setContentsMargins(12, 0, 12, 12);
    column->addWidget(m_hash);
    auto* scroll = new QScrollArea; // on a small screen the form is longer than the window
    scroll->setWidget(panel);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(tr("Conditions and signature"));
    scroll->setMinimumWidth(380);
    return scroll;
}

/// A question with round buttons under it; the second answer is chosen at first.
QButtonGroup* SignOffScreen::choices(QVBoxLayout* fields, const QString& words, const QStringList& answers)
{
    fields->addWidget(new Text{words, Type::Small, Role::Text2});
    auto* row = look::box<QHBoxLayout>(nullptr, 0, 16);
    auto* group = new QButtonGroup{this};
    for (const auto& answer : answers) {
        auto* one = new QRadioButton{answer};
        one->setFont(look::font(Type::Body));
        one->setAccessibleName(QStringLiteral("%1: %2").arg(words, answer));
        group->addButton(one, int(group->buttons().size()));
        row->addWidget(one);
    }
    group->button(1)->setChecked(true);
    row->addStretch();
    fields->addLayout(row);
    fields->addSpacing(6);
    return group;
}

QWidget* SignOffScreen::form()
{
    m_form = new QWidget;
    auto* form = look::box<QVBoxLayout>(m_form, 0, 4);
    m_formHeading = new look::Heading{tr("Your signature")};
    form->addWidget(m_formHeading);
    auto* fields = look::box<QVBoxLayout>(nullptr, 0, 4);
    fields->setContentsMargins(12, 0, 12, 8);
    const auto field = [&](const QString& words, bool secret) {
        fields->addWidget(new Text{words, Type::Small, Role::Text2});
        auto* edit = look::field(words, secret);
        fields->addWidget(edit);
        fields->addSpacing(4);
        connect(edit, &QLineEdit::textChanged, this, &SignOffScreen::nameStep);
        return edit;
    };
    m_name = field(tr("Name, as it will be printed"), false);
    m_role = field(tr("Role"), false);
    m_meaning = choices(fields, tr("Meaning"), {words::ofMeaning("review"), words::ofMeaning("approval")});
    m_passphrase = field(tr("Passphrase of your signature, at least 8 characters"), true);
    m_access = choices(fields, tr("Who may have it"), {tr("Anyone"), tr("Named people only")});
    fields->addWidget(new Text{tr("Folder for the release"), Type::Small, Role::Text2});
    auto* line = look::box<QHBoxLayout>(nullptr, 0, 8);
    m_folder = look::field(tr("Folder for the release"));
    auto* choose = look::push(tr("Choose…"), {});
    connect(choose, &QPushButton::clicked, this, &SignOffScreen::folderWished);
    line->addWidget(m_folder, 1);
    line->addWidget(choose);
    fields->addLayout(line);
    form->addLayout(fields);
    return m_form;
}

void SignOffScreen::addDeeds()
{
    using frame::Deed;
    m_verify = add(Deed::Verify, {tr("Verify"), "shield-check"}, [this] { verify(); });
    m_pack = add(Deed::Pack, {tr("Pack as ZIP"), "archive"}, [this] { pack(); });
    m_reopen = add(Deed::ReopenProject, {tr("Reopen"), {}}, [this] { reopen(); });
    m_approve = add(Deed::SignToo, {tr("Second signature"), {}}, [this] { approve(); });
    m_step = add(Deed::Step, {tr("Sign and release"), {}}, [this] { step(); });
    bar().add(m_verify);
    bar().add(m_pack);
    bar().add(m_reopen);
    bar().add(m_approve);
    bar().setStep(m_step);
}

void SignOffScreen::setFolder(const QString& folder)
{
    m_folder->setText(folder);
}

void SignOffScreen::enter()
{
    ProjectScreen::enter();
    if (session().isLent() || !session().state().signature)
        m_name->setFocus();
    else
        m_conditions->setFocus();
}

void SignOffScreen::refresh()
{
    fillConditions();
    writeStatement();
    const bool isSigned = session().state().signature.has_value();
    for (auto* one : {m_name, m_role, m_passphrase})
        one->setEnabled(!m_busy);
    m_formHeading->setWords(isSigned ? tr("A second signature, by another person") : tr("Your signature"));
    showSignatures();
    m_title->setText(isSigned ? tr("Certificate") : tr("What you sign"));
    if (!isSigned) {
        m_released = false;
        look::setParagraph(m_certificate, tr("Project “%1”, not signed yet.").arg(session().name()));
    } else if (!m_released) {
        look::setParagraph(m_certificate, tr("Signed. The release is still to be copied out."));
    }
    const auto head = words::text(session().project().journalHead());
    if (!m_released)
        m_hash->setText(tr("journal  %1 … %2").arg(head.left(8), head.right(8)));
    m_verify->setVisible(m_released);
    m_pack->setVisible(m_released);
    m_reopen->setVisible(isSigned);
    m_approve->setVisible(isSigned);
    nameStep();
}

void SignOffScreen::fillConditions()
{
    const auto conditions = conditionsOf(session().project());
    QList<look::Row> rows;
    int held = 0;
    for (const auto& one : conditions) {
        look::Row row;
        row.id = one.place;
        row.title = one.words;
        row.right = one.isHeld() ? words::number(one.all) : tr("%n open", nullptr, int(one.open));
        row.tone = one.isHeld() ? Role::Text : Role::Amber;
        row.mark = one.isHeld() ? look::Mark::Clean : look::Mark::Open;
        held += one.isHeld() ? 1 : 0;
        rows += row;
    }
    m_conditions->setRows(rows);
    m_conditions->fitHeight();
    const bool all = held == int(conditions.size());
    m_heading->setRight(all ? tr("all %1 hold").arg(held) : tr("%1 of %2 hold").arg(held).arg(conditions.size()),
                        all ? Role::Text2 : Role::Amber);
}

QString SignOffScreen::whyNot() const
{
    if (session().isLent() || m_busy)
        return tr("One moment: it is being signed");
    if (session().state().signature)
        return {};
    const auto blocked = firstOpen(conditionsOf(session().project()));
    if (!blocked.isEmpty())
        return blocked;
    if (m_name->text().trimmed().isEmpty())
        return tr("Your name is missing");
    if (m_passphrase->text().size() < 8)
        return tr("The passphrase needs at least 8 characters");
    return m_folder->text().isEmpty() ? tr("A folder for the release is missing") : QString{};
}

void SignOffScreen::nameStep()
{
    if (!m_step || session().isLent())
        return;
    const auto why = whyNot();
    const bool isSigned = session().state().signature.has_value();
    m_step->setText(m_released ? tr("Done") : isSigned ? tr("Release") : tr("Sign and release"));
    m_step->setVisible(!m_released);
    m_step->setEnabled(why.isEmpty());
    if (!why.isEmpty())
        bar().say(why);
    else if (!m_busy && !m_released)
        bar().hush();
}

void SignOffScreen::say(const Error& error)
{
    setBusy(false);
    bar().say(words::ofError(error), Role::Red);
}

void SignOffScreen::setBusy(bool busy)
{
    m_busy = busy;
    m_step->setEnabled(!busy);
    for (auto* one : {m_name, m_role, m_passphrase, m_folder})
        one->setEnabled(!busy);
}

void SignOffScreen::step()
{
    if (!whyNot().isEmpty())
        return;
    if (session().state().signature) {
        release();
        return;
    }
    introduce([this](const std::string& reviewer) { signAs(reviewer); });
}

void SignOffScreen::introduce(const std::function<void(const std::string& reviewer)>& then)
{
    setBusy(true);
    bar().say(tr("Unlocking your key…"), Role::Text2);
    const auto name = m_name->text().trimmed();
    m_wish.meaning = m_meaning->checkedId() == 0 ? "review" : "approval";
    m_wish.passphrase = m_passphrase->text().toStdString();
    m_wish.printPdf = m_printPdf;
    for (const auto& known : session().project().reviewers()) {
        if (words::text(known.name) == name) {
            then(known.id);
            return;
        }
    }
    const auto id = "r" + std::to_string(session().project().reviewers().size() + 1);
    desk().jobs.ask<Result<engine::journey::Reviewer>>(
        {jobs::Lane::Project, {}, {}}, this,
        [id, name = name.toStdString(), role = m_role->text().trimmed().toStdString(),
         passphrase = m_wish.passphrase](const engine::Progress&) {
            return engine::journey::makeReviewer(id, name, role, passphrase, engine::systemRandom());
        },
        [this, then](const Result<engine::journey::Reviewer>& reviewer) {
            if (!reviewer)
                say(reviewer.error());
            else if (session().addReviewer(*reviewer))
                then(reviewer->id);
            else
                setBusy(false);
        });
}

bool SignOffScreen::mayTry(const std::string& reviewer)
{
    const auto wait = engine::journey::secondsToWait(session().project(), reviewer);
    if (wait && *wait == 0)
        return true;
    setBusy(false);
    bar().say(wait ? tr("Too many wrong passphrases: the next is taken in %n second(s)", nullptr, int(*wait))
                   : words::ofError(wait.error()),
              Role::Red);
    return false;
}

void SignOffScreen::signAs(const std::string& reviewer)
{
    if (!mayTry(reviewer))
        return;
    m_wish.reviewer = reviewer;
    const auto order = engine::journey::prepareSigning(session().project(), m_wish);
    if (order)
        check(*order);
    else
        say(order.error());
}

void SignOffScreen::check(const engine::journey::SigningOrder& order)
{
    struct Checked {
        Result<engine::journey::CheckedCandidates> files;
        std::string changed;
    };
    bar().say(tr("Reading every file once more…"), Role::Text2);
    desk().jobs.ask<Checked>(
        {jobs::Lane::Project, {}, tr("Reading the files again")}, this,
        [order, settings = desk().pool.settings()](const engine::Progress& progress) {
            std::string changed;
            auto files = engine::journey::checkForSigning(order, settings, progress, changed);
            return Checked{std::move(files), std::move(changed)};
        },
        [this, order](const Checked& checked) {
            session().noteTry(m_wish.reviewer, checked.files ? engine::done() : checked.files.error());
            if (checked.files)
                finish(order, *checked.files);
            else if (checked.files.error().code == ErrorCode::OpenFindings)
                sayStillRead(checked.files.error().where);
            else
                say(checked.files.error());
        });
}

/// `where`: the item, and what the proof said of it. Text opens with that image.
void SignOffScreen::sayStillRead(const std::string& where)
{
    session().setPosition(where.substr(0, where.find(':')));
    setBusy(false);
    bar().say(
        tr("Not signed: words that were blanked are read again beside their box. Text opens with this image: make "
           "the box larger (%1)")
            .arg(words::text(where)),
        Role::Red);
}

void SignOffScreen::finish(const engine::journey::SigningOrder& order,
                           const engine::journey::CheckedCandidates& checked)
{
    const auto done = session().sign(m_wish, order, checked);
    m_passphrase->clear();
    m_wish.passphrase.clear();
    if (!done) {
        say(done.error());
        return;
    }
    m_name->clear(); // whoever signs next is somebody else
    m_role->clear();
    refresh();
    release();
}

void SignOffScreen::reopen()
{
    static const char* const reasons[] = {"an identity was found afterwards", "something was left out by mistake",
                                          "other"};
    bar().ask(tr("Why is it opened again?"),
              {{"1", tr("Identity found afterwards")}, {"2", tr("Something is missing")}, {"3", tr("Other")}},
              [this](int answer) {
                  if (session().perform(engine::review::Reopened{reasons[answer]}))
                      m_released = false;
                  refresh();
              });
}

QString SignOffScreen::progress() const
{
    if (session().isLent())
        return {};
    if (m_released)
        return tr("Released");
    return session().state().signature ? tr("Signed") : tr("Not signed");
}

}
