// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/face_screen.h"

#include "engine/journey/project_faces.h"
#include "engine/journey/volume_classes.h"
#include "widgets/face/head_check.h"
#include "widgets/face/head_words.h"
#include "widgets/session/thumbs.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace widgets::face {

using engine::review::Finding;
using engine::review::FindingKind;
using engine::review::FindingVerdict;
using look::Role;
using look::Text;
using look::Type;

namespace {
constexpr qint64 shortestLookMs = 500; // workflows 1.0
constexpr int fewestForWords = 176;    // pixels: a queue says what stands in it
}

FaceScreen::FaceScreen(const session::Desk& desk)
    : ProjectScreen{QStringLiteral("faces"), tr("Faces"), desk}, m_head{desk.jobs, desk.pool}
{
    build();
    addDeeds();
    addCutDeeds();
    addHandDeeds();
    addViewDeeds();
    fillTools();
    connectHead();
    connectPlanes();
    connectCheck();
    setStops({m_queue, m_before, m_after, m_sides, m_planes, &m_pictures->canvas(), m_details->checks(), &bar()});
    connect(m_queue, &look::RowList::chosen, this, &FaceScreen::open);
    connect(&desk.thumbs, &session::Thumbs::ready, this,
            [this](const QString& id, const QPixmap& picture) { m_queue->setPicture(id, picture); });
}

QWidget* FaceScreen::makeHeads()
{
    m_before = new HeadView{m_head, Head::Before};
    m_after = new HeadView{m_head, Head::After};
    m_sides = new Sides{m_head};
    m_planes = new Planes{m_head};
    auto* pair = new QSplitter;
    auto* rows = new QSplitter{Qt::Vertical};
    for (auto* splitter : {pair, rows})
        splitter->setChildrenCollapsible(false);
    pair->addWidget(m_before);
    pair->addWidget(m_after);
    pair->setSizes({400, 400});
    rows->addWidget(pair);
    rows->addWidget(m_sides);
    rows->addWidget(m_planes);
    rows->setSizes({400, 130, 280}); // 5 : 2 : 4
    rows->setStretchFactor(0, 5);
    rows->setStretchFactor(1, 2);
    rows->setStretchFactor(2, 4);
    auto* tools = new look::Panel{Role::Panel, Qt::BottomEdge};
    tools->setFixedHeight(look::metric::toolBar);
    m_toolRow = look::box<QHBoxLayout>(tools, 4, 2);
    auto* middle = new QWidget;
    auto* column = look::box<QVBoxLayout>(middle);
    column->addWidget(tools);
    column->addWidget(rows, 1);
    return middle;
}

void FaceScreen::build()
{
    auto* left = new look::Panel{Role::Panel};
    left->setMinimumWidth(fewestForWords);
    auto* column = look::box<QVBoxLayout>(left);
    m_queueHeading = new look::Heading{tr("Heads")};
    m_queue = new look::RowList{tr("Series that could show a face")};
    column->addWidget(m_queueHeading);
    column->addWidget(m_queue, 1);
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    body->addWidget(left);
    m_check = new HeadCheck{desk(), this};
    m_middle = new QStackedWidget;
    m_middle->addWidget(makeHeads());
    m_middle->addWidget(m_check->sheet());
    m_pictures = new canvas::Viewer{tr("Pictures of this series"), desk().jobs, desk().pool};
    m_pictures->tools().insertWidget(0, new Text{tr("Look at every picture"), Type::Small, Role::Text2});
    m_middle->addWidget(m_pictures);
    body->addWidget(m_middle);
    m_details = new HeadPanel;
    auto* scroll = new QScrollArea; // on a small screen there is more to say than fits
    scroll->setWidget(m_details);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(tr("This series"));
    m_right = new QStackedWidget;
    m_right->addWidget(scroll);
    m_right->addWidget(m_check->side());
    body->addWidget(m_right);
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

const engine::journey::HeadRecord* FaceScreen::known() const
{
    const auto* finding = chosen();
    return finding ? session().project().head(finding->item) : nullptr;
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
    openWhatIsThere();
    view().setFocus();
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
    const auto& project = session().project();
    std::stable_sort(m_findings.begin(), m_findings.end(), [&](const Finding* a, const Finding* b) {
        return rankOf(project.head(a->item)) < rankOf(project.head(b->item));
    });
    m_pages->setCurrentIndex(m_findings.empty() ? 0 : 1);
    for (auto* action : m_ofHead + m_ofTurned + QList<QAction*>{m_out})
        action->setEnabled(!m_findings.empty());
    const auto series = project.collection().nodes(engine::study::Level::Series);
    m_why->setText(tr("%n series were checked for a face by their geometry.", nullptr, int(series.size())));
    fill();
    showCut();
    showFacts();
    if (isVisible())
        openWhatIsThere();
}

/// The worst where none is chosen; anew where files came into the chosen one (what was seen is not all of it), or it
/// turned out to be no head.
void FaceScreen::openWhatIsThere()
{
    const auto* finding = chosen();
    if (!finding && !m_findings.empty())
        open(words::text(m_findings.front()->id));
    else if (finding && (session().project().filesOf(finding->item) != m_files ||
                         (!m_check->isOn() && showsPictures() != (m_middle->currentIndex() == Flat))))
        open(m_chosen);
}

void FaceScreen::fill()
{
    QList<look::Row> rows;
    const auto cuts = session().project().openCuts();
    for (const auto* finding : m_findings)
        rows += rowOf(*finding, cuts);
    m_queue->setRows(rows);
    m_queue->setCurrentId(m_chosen);
    m_queueHeading->setRight(m_open > 0 ? tr("%n open", nullptr, int(m_open)) : tr("all decided"),
                             m_open > 0 ? Role::Amber : Role::Text2);
}

void FaceScreen::open(const QString& id)
{
    m_chosen = id;
    const auto* finding = chosen();
    if (!finding || session().isLent())
        return;
    m_queue->setCurrentId(id);
    m_exposure.invalidate();
    m_files = session().project().filesOf(finding->item);
    m_before->forgetSeen();
    m_before->clear(tr("Building the head…"));
    m_planes->clear();
    m_sides->clear();
    std::vector<engine::study::Entry> entries;
    for (const auto* entry : session().project().collection().instancesBelow(finding->item))
        entries.push_back(*entry);
    if (!entries.empty())
        session().setPosition(entries.front().id);
    const auto decision = session().project().cutInForce(finding->item);
    const bool follows = known() && engine::journey::followsHead(known()->failure);
    m_trial.begin(decision && !follows ? std::optional{decision->cut} : std::nullopt);
    m_turntable.stop();
    m_pointed.reset();
    showPictures(entries);
    m_head.load(finding->item, std::move(entries));
    applyCut();
    Q_EMIT statusChanged();
}

void FaceScreen::decide(FindingVerdict verdict, const std::string& reason)
{
    if (refuseWhenFrozen() ||
        !session().perform(engine::review::FindingsDecided{{{m_chosen.toStdString(), {verdict, reason}}}}))
        return;
    const bool isOld = cut() && verdict != FindingVerdict::Replace; // what was tried is not what was decided
    m_trial.begin(isOld ? std::nullopt : cut());
    if (isOld)
        applyCut();
    if (m_open > 0)
        nextOpen();
}

/// Looked at long enough, and from all sides.
bool FaceScreen::mayDecide()
{
    const int seen = isCut() ? m_after->seen() : m_before->seen();
    if (!m_exposure.isValid() || m_exposure.elapsed() < shortestLookMs)
        refuse(m_head.isLoaded() ? tr("Look a moment longer") : tr("The head is not on the screen yet"));
    else if (!(seen & 1))
        refuse(tr("Look from in front first (Home)"));
    else if (!(seen & 2))
        refuse(tr("Look at the left side first (Right arrow)"));
    else if (!(seen & 4))
        refuse(tr("Look at the right side first (Left arrow)"));
    else if (!(seen & 8))
        refuse(tr("Look from below first (Down arrow)"));
    else
        return true;
    return false;
}

void FaceScreen::pass()
{
    if (m_open == 0 && (!isCut() || isAccepted())) {
        Q_EMIT wish(QStringLiteral("review"));
        return;
    }
    if (isAccepted())
        return nextOpen();
    const auto* head = known();
    const auto* finding = chosen();
    if (finding && head && !head->failure.empty())
        return passUnseen(*finding);
    if (!mayDecide())
        return;
    if (isCut())
        return accept();
    if (!head || head->seen.faceClass == "C" || (head->seen.found.empty() && head->seen.hits == 0))
        return decide(FindingVerdict::Keep, "no-face");
    bar().ask(head->seen.faceClass == "A" ? tr("The machine sees a face here. Is there none?")
                                          : tr("The machine sees part of a face here. Is there none?"),
              {{"Y", tr("There is no face")}, {"B", tr("Look again")}}, [this](int answer) {
                  if (answer == 0)
                      decide(FindingVerdict::Keep, "no-face");
              });
}

/// After the chosen one, and round again.
void FaceScreen::nextOpen()
{
    const auto at = std::find(m_findings.begin(), m_findings.end(), chosen());
    auto order = m_findings;
    if (at != m_findings.end())
        std::rotate(order.begin(), order.begin() + (at - m_findings.begin()) + 1, order.end());
    const auto next = std::find_if(order.begin(), order.end(), [this](const Finding* finding) {
        return engine::review::isOpen(session().state(), *finding);
    });
    if (next == order.end())
        return refuse(tr("Nothing is open"));
    open(words::text((*next)->id));
    view().setFocus();
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
