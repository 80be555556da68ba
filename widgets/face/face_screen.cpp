// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/face_screen.h"

#include "widgets/session/thumbs.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QSplitter>
#include <QStackedWidget>

namespace widgets::face {

using engine::review::Finding;
using engine::review::FindingKind;
using engine::review::FindingVerdict;
using look::Role;
using look::Text;
using look::Type;

namespace {
constexpr qint64 shortestLookMs = 500; // workflows 1.0
}

FaceScreen::FaceScreen(const session::Desk& desk)
    : ProjectScreen{QStringLiteral("faces"), tr("Faces"), desk}, m_head{desk.jobs, desk.pool}
{
    build();
    addDeeds();
    setStops({m_queue, m_view, m_looked, &bar()});
    connect(m_queue, &look::RowList::chosen, this, &FaceScreen::open);
    connect(&desk.thumbs, &session::Thumbs::ready, this,
            [this](const QString& id, const QPixmap& picture) { m_queue->setPicture(id, picture); });
    connect(m_view, &HeadView::painted, this, [this] {
        if (!m_exposure.isValid())
            m_exposure.start();
        showFacts();
    });
    connect(m_view, &HeadView::turned, this, &FaceScreen::statusChanged);
    connect(&m_head, &Head::failed, this, [this](const engine::Error& error) {
        m_view->clear(tr("This head cannot be shown. %1").arg(words::ofError(error)));
    });
}

void FaceScreen::build()
{
    auto* left = new look::Panel{Role::Panel};
    auto* column = look::box<QVBoxLayout>(left);
    m_queueHeading = new look::Heading{tr("Heads")};
    m_queue = new look::RowList{tr("Series that could show a face")};
    column->addWidget(m_queueHeading);
    column->addWidget(m_queue, 1);
    m_view = new HeadView{m_head};
    auto* right = new look::Panel{Role::Panel};
    auto* details = look::box<QVBoxLayout>(right);
    m_checksHeading = new look::Heading{tr("Looked from")};
    m_looked = new look::RowList{tr("Looked from")};
    m_looked->setSelectionMode(QAbstractItemView::NoSelection);
    details->addWidget(m_checksHeading);
    details->addWidget(m_looked);
    details->addWidget(look::rule());
    details->addWidget(new look::Heading{tr("This series")});
    m_state = new Text{{}, Type::Body};
    m_facts = new Text{{}, Type::Small, Role::Text2};
    for (auto* one : {m_state, m_facts}) {
        one->setWordWrap(true);
        one->setContentsMargins(12, 0, 12, 8);
        details->addWidget(one);
    }
    details->addStretch();
    auto* note =
        new Text{tr("No face seen does not mean nobody could match it: forehead, ears and head outline remain. "
                    "This version does not cut faces away: it leaves a series out or keeps it."),
                 Type::Small, Role::Text2};
    note->setWordWrap(true);
    note->setContentsMargins(12, 0, 12, 12);
    details->addWidget(note);
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    body->addWidget(left);
    body->addWidget(m_view);
    body->addWidget(right);
    body->setStretchFactor(1, 1);
    body->setSizes({look::metric::queue, 800, look::metric::detail});
    m_pages = new QStackedWidget;
    auto* empty = new QWidget;
    auto* middle = look::box<QVBoxLayout>(empty, 24, 8);
    middle->addStretch();
    middle->addWidget(new Text{tr("No heads in this collection."), Type::Title}, 0, Qt::AlignHCenter);
    m_why = new Text{{}, Type::Body, Role::Text2};
    middle->addWidget(m_why, 0, Qt::AlignHCenter);
    middle->addStretch();
    m_pages->addWidget(empty);
    m_pages->addWidget(body);
    setBody(m_pages);
}

void FaceScreen::addDeeds()
{
    using frame::Deed;
    auto* face = add(Deed::Identity, {tr("Face: leave series out"), {}}, [this] {
        if (chosen())
            decide(FindingVerdict::Remove, "face");
    });
    auto* keep = add(Deed::Keep, {tr("Release with its face"), {}}, [this] {
        if (chosen())
            decide(FindingVerdict::Keep, "face-kept");
    });
    auto* next = add(Deed::NextOpen, {tr("Next open"), {}}, [this] { nextOpen(); });
    auto* back = add(Deed::TakeBack, {tr("Take back"), "undo-2"}, [this] { session().undo(); });
    m_pass = add(Deed::Pass, {tr("No face, next"), {}}, [this] { pass(); });
    bar().add(face, Role::Red);
    bar().add(keep);
    bar().add(next);
    bar().add(back);
    bar().setStep(m_pass);
}

const Finding* FaceScreen::chosen() const
{
    const auto& findings = session().state().findings;
    const auto found = findings.find(m_chosen.toStdString());
    return found == findings.end() ? nullptr : &found->second;
}

void FaceScreen::enter()
{
    ProjectScreen::enter();
    if (session().isLent())
        return;
    if (!chosen() && !m_findings.empty())
        open(words::text(m_findings.front()->id));
    m_view->setFocus();
}

void FaceScreen::refresh()
{
    const auto& state = session().state();
    m_findings.clear();
    m_open = 0;
    for (const auto& [id, finding] : state.findings) {
        if (finding.kind != FindingKind::Face)
            continue;
        m_findings.push_back(&finding);
        m_open += engine::review::isOpen(state, finding) ? 1 : 0;
    }
    m_pages->setCurrentIndex(m_findings.empty() ? 0 : 1);
    const auto series = session().project().collection().nodes(engine::study::Level::Series);
    m_why->setText(tr("%n series were checked for a face by their geometry.", nullptr, int(series.size())));
    m_pass->setText(m_open > 0 ? tr("No face, next") : tr("Go to Review"));
    fill();
    showFacts();
    if (!chosen() && !m_findings.empty() && isVisible())
        open(words::text(m_findings.front()->id));
}

void FaceScreen::fill()
{
    const auto& state = session().state();
    const auto& collection = session().project().collection();
    QList<look::Row> rows;
    for (const auto* finding : m_findings) {
        const auto inside = collection.instancesBelow(finding->item);
        if (inside.empty())
            continue;
        const bool open = engine::review::isOpen(state, *finding);
        const bool out = engine::review::verdictInForce(state, *finding) == FindingVerdict::Remove;
        look::Row row;
        row.id = words::text(finding->id);
        row.title =
            tr("%1 · series %2").arg(words::text(inside.front()->instance.modality), words::text(finding->item).mid(1));
        row.sub = open                                                    ? tr("undecided")
                  : out                                                   ? tr("left out")
                  : state.decisions.at(finding->id).reason == "face-kept" ? tr("kept with its face")
                                                                          : tr("no face");
        row.hasPicture = true;
        row.picture = desk().thumbs.of(row.id, *inside[inside.size() / 2]);
        row.mark = open ? look::Mark::Open : out ? look::Mark::Identity : look::Mark::Clean;
        row.letter = out && !open ? QStringLiteral("F") : QString{};
        rows += row;
    }
    m_queue->setRows(rows);
    m_queue->setCurrentId(m_chosen);
    m_queueHeading->setRight(m_open > 0 ? tr("%n open", nullptr, int(m_open)) : tr("all decided"),
                             m_open > 0 ? Role::Amber : Role::Text2);
}

void FaceScreen::showFacts()
{
    const auto seen = [this](int bit, const QString& words) {
        look::Row row;
        row.id = words;
        row.title = words;
        row.mark = m_view->seen() & bit ? look::Mark::Clean : look::Mark::Unseen;
        return row;
    };
    m_looked->setRows(
        {seen(1, tr("in front")), seen(2, tr("the left side")), seen(4, tr("the right side")), seen(8, tr("below"))});
    m_looked->fitHeight();
    const auto* finding = chosen();
    if (!finding || session().isLent())
        return;
    const auto inside = session().project().collection().instancesBelow(finding->item);
    const auto& state = session().state();
    const bool open = engine::review::isOpen(state, *finding);
    const bool out = engine::review::verdictInForce(state, *finding) == FindingVerdict::Remove;
    m_state->setText(open  ? tr("Undecided. Until you decide it stays out.")
                     : out ? tr("Left out of the release.")
                           : tr("Goes into the release."));
    const auto& first = inside.front()->instance;
    m_facts->setText(tr("%n slice(s)", nullptr, int(inside.size())) +
                     QStringLiteral(" · %1×%2").arg(first.columns).arg(first.rows));
}

void FaceScreen::open(const QString& id)
{
    m_chosen = id;
    const auto* finding = chosen();
    if (!finding || session().isLent())
        return;
    m_queue->setCurrentId(id);
    m_exposure.invalidate();
    m_view->forgetSeen();
    m_view->clear(tr("Building the head…"));
    std::vector<engine::study::Entry> entries;
    for (const auto* entry : session().project().collection().instancesBelow(finding->item))
        entries.push_back(*entry);
    if (!entries.empty())
        session().setPosition(entries.front().id);
    m_head.load(finding->item, std::move(entries));
    showFacts();
    Q_EMIT statusChanged();
}

void FaceScreen::decide(FindingVerdict verdict, const std::string& reason)
{
    if (!refuseWhenFrozen() &&
        session().perform(engine::review::FindingsDecided{{{m_chosen.toStdString(), {verdict, reason}}}}) && m_open > 0)
        nextOpen();
}

void FaceScreen::pass()
{
    if (m_open == 0) {
        Q_EMIT wish(QStringLiteral("review"));
        return;
    }
    if (!m_exposure.isValid() || m_exposure.elapsed() < shortestLookMs) {
        refuse(m_head.isLoaded() ? tr("Look a moment longer") : tr("The head is not on the screen yet"));
        return;
    }
    if (m_view->seen() != 0xF) {
        const QString missing = !(m_view->seen() & 1)   ? tr("Look from in front first (Home)")
                                : !(m_view->seen() & 2) ? tr("Look at the left side first (Right arrow)")
                                : !(m_view->seen() & 4) ? tr("Look at the right side first (Left arrow)")
                                                        : tr("Look from below first (Down arrow)");
        refuse(missing);
        return;
    }
    decide(FindingVerdict::Keep, "no-face");
}

void FaceScreen::nextOpen()
{
    for (const auto* finding : m_findings) {
        if (!engine::review::isOpen(session().state(), *finding))
            continue;
        open(words::text(finding->id));
        m_view->setFocus();
        return;
    }
    refuse(tr("Nothing is open"));
}

QString FaceScreen::place() const
{
    const auto* finding = session().isLent() ? nullptr : chosen();
    return finding ? tr("Series %1").arg(words::text(finding->item).mid(1)) : QString{};
}

QString FaceScreen::progress() const
{
    return tr("%1 of %2 heads").arg(m_findings.size() - m_open).arg(m_findings.size());
}

double FaceScreen::share() const
{
    return m_findings.empty() ? -1 : 1 - double(m_open) / double(m_findings.size());
}

}
