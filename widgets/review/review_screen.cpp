// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/review_screen.h"

#include "widgets/frame/view_deeds.h"
#include "widgets/review/mark_map.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QSplitter>

namespace widgets::review {

using engine::review::Category;
using engine::review::ItemVerdict;
using engine::review::Judgement;
using look::Role;
using look::Text;
using look::Type;

namespace {
constexpr qint64 shortestLookMs = 500; // workflows 1.0: counted from the paint
}

ReviewScreen::ReviewScreen(const session::Desk& desk) : ProjectScreen{QStringLiteral("review"), tr("Review"), desk}
{
    build();
    addDeeds();
    setStops({m_map, &m_viewer->canvas(), &m_header->list(), &bar()});
    connect(m_map, &MarkMap::chosen, this, &ReviewScreen::open);
    connect(&m_viewer->canvas(), &canvas::Canvas::painted, this, [this] {
        if (!m_exposure.isValid())
            m_exposure.start();
        m_seen.insert(m_viewer->stack().index());
        showFacts();
    });
    connect(&m_viewer->stack(), &canvas::Stack::moved, this, [this] {
        const auto* plate = m_viewer->stack().plate();
        if (plate && m_right->isVisible())
            m_header->show(plate->item);
    });
    m_sitting.start();
}

void ReviewScreen::build()
{
    m_viewer = new canvas::Viewer{tr("Image as it would leave"), desk().jobs, desk().pool};
    m_right = new look::Panel{Role::Panel};
    m_header = new header::HeaderPanel{desk(), tr("Header"), header::HeaderPanel::Filters::Hidden};
    look::box<QVBoxLayout>(m_right)->addWidget(m_header);
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    body->addWidget(sample());
    body->addWidget(m_viewer);
    body->addWidget(m_right);
    body->setStretchFactor(1, 1);
    body->setSizes({220, 800, look::metric::detail});
    setBody(body);
}

QWidget* ReviewScreen::sample()
{
    auto* panel = new look::Panel{Role::Panel};
    panel->setMinimumWidth(200);
    auto* column = look::box<QVBoxLayout>(panel);
    m_heading = new look::Heading{tr("All series")};
    column->addWidget(m_heading);
    auto* inner = look::box<QVBoxLayout>(nullptr, 0, 6);
    inner->setContentsMargins(12, 0, 12, 12);
    m_map = new MarkMap;
    inner->addWidget(m_map);
    inner->addSpacing(8);
    const QString names[] = {tr("Clean"), tr("Identity found"), tr("For the second reader"), tr("To look at")};
    for (int i = 0; i < 4; ++i) {
        auto* line = look::box<QHBoxLayout>(nullptr);
        m_counts[i] = new Text{{}, Type::Small};
        line->addWidget(new Text{names[i], Type::Small, Role::Text2});
        line->addStretch();
        line->addWidget(m_counts[i]);
        inner->addLayout(line);
    }
    inner->addSpacing(8);
    inner->addWidget(look::rule());
    inner->addSpacing(8);
    m_verdict = new Text{{}, Type::Body};
    m_shown = new Text{{}, Type::Small, Role::Text2};
    m_facts = new Text{{}, Type::Small, Role::Text2};
    for (auto* one : {m_verdict, m_shown, m_facts}) {
        one->setWordWrap(true);
        inner->addWidget(one);
    }
    inner->addStretch();
    auto* note =
        new Text{tr("Faint text on a single slice is easy to miss: scroll through all of them. Patient, machine "
                    "result and other readers are hidden while you look."),
                 Type::Small, Role::Text2};
    note->setWordWrap(true);
    inner->addWidget(note);
    column->addLayout(inner);
    return panel;
}

void ReviewScreen::addDeeds()
{
    using frame::Deed;
    auto* found = add(Deed::Identity, {tr("Identity found"), {}}, [this] { askCategory(); });
    auto* flag = add(Deed::Flag, {tr("Second reader"), {}}, [this] {
        if (mayJudge())
            judge({ItemVerdict::Flag, Category::None, {}});
    });
    auto* skip = add(Deed::Skip, {tr("Skip"), {}}, [this] { askReason(); });
    auto* damaged = add(Deed::Damaged, {tr("Damaged"), {}}, [this] {
        if (mayJudge())
            judge({ItemVerdict::Damaged, Category::None, {}});
    });
    auto* header = add(Deed::Header, {tr("Header"), "panel-right"}, [this] {
        m_right->setVisible(!m_right->isVisible());
        if (const auto* one = item(); one && m_right->isVisible())
            m_header->show(one->instances.front());
    });
    auto* flip = add(Deed::Flip, {tr("Before / after"), "git-compare-arrows"}, [this] {
        m_before = !m_before;
        showPictures(m_viewer->stack().index());
        showFacts();
    });
    auto* next = add(Deed::NextOpen, {tr("Next open"), {}}, [this] { nextOpen(); });
    auto* back = add(Deed::TakeBack, {tr("Take back"), "undo-2"}, [this] { session().undo(); });
    m_pass = add(Deed::Pass, {tr("Clean, next"), {}}, [this] { pass(); });
    bar().add(found, Role::Red);
    bar().add(flag, Role::Violet);
    bar().add(skip);
    bar().add(damaged);
    bar().add(flip);
    bar().add(header);
    bar().add(next);
    bar().add(back);
    bar().setStep(m_pass);
    frame::addViewDeeds(*this, *m_viewer);
}

const Item* ReviewScreen::item() const
{
    return m_index >= 0 && m_index < int(m_items.size()) ? &m_items[std::size_t(m_index)] : nullptr;
}

void ReviewScreen::enter()
{
    if (session().isLent())
        return;
    const auto before = m_items.size();
    ProjectScreen::enter();
    int wanted = m_items.size() == before ? m_index : -1;
    const auto position = session().position();
    for (int i = 0; i < int(m_items.size()); ++i) {
        const auto& inside = m_items[std::size_t(i)].instances;
        if (std::find(inside.begin(), inside.end(), position) != inside.end())
            wanted = i;
    }
    for (int i = 0; i < int(m_items.size()) && wanted < 0; ++i)
        wanted = i;
    open(wanted);
    m_viewer->canvas().setFocus();
}

void ReviewScreen::refresh()
{
    const auto& state = session().state();
    m_items = itemsOf(session().project().collection());
    m_judged = m_flagged = m_found = 0;
    std::size_t clean = 0;
    QList<look::Mark> marks;
    for (const auto& one : m_items) {
        const auto judgement = judgementOf(state, one);
        marks += words::markOf(judgement);
        m_judged += judgement.verdict != ItemVerdict::None;
        clean += judgement.verdict == ItemVerdict::Clean;
        m_flagged += judgement.verdict == ItemVerdict::Flag;
        m_found += judgement.verdict == ItemVerdict::Found;
    }
    m_map->show(marks, m_index);
    const std::size_t counts[] = {clean, m_found, m_flagged, m_items.size() - m_judged};
    const Role tones[] = {Role::Teal, Role::Red, Role::Violet, Role::Amber};
    for (int i = 0; i < 4; ++i) {
        m_counts[i]->setText(words::number(counts[i]));
        m_counts[i]->setRole(counts[i] > 0 ? tones[i] : Role::Text2);
    }
    m_heading->setRight(tr("%1 of %2").arg(m_judged).arg(m_items.size()));
    const bool done = !m_items.empty() && counts[3] == 0;
    m_pass->setText(done ? tr("Go to Sign-off") : tr("Clean, next"));
    if (const auto* one = item();
        one && !m_before && !m_isCandidate && sightOf(session().project(), *one, false).isCandidate)
        showPictures(m_viewer->stack().index()); // written meanwhile: now as it would leave
    showFacts();
}

void ReviewScreen::open(int index)
{
    if (index < 0 || index >= int(m_items.size()) || session().isLent())
        return;
    m_index = index;
    m_before = false;
    m_seen.clear();
    m_exposure.invalidate();
    const auto& one = m_items[std::size_t(index)];
    session().setPosition(one.instances.front());
    showPictures(0);
    if (m_viewer->stack().size() == 0)
        m_exposure.start(); // no pixels: the header is what there is to see
    if (m_right->isVisible())
        m_header->show(one.instances.front());
    refresh();
    Q_EMIT statusChanged();
}

void ReviewScreen::showPictures(int at)
{
    const auto* one = item();
    if (!one)
        return;
    const auto& first = session().project().collection().entry(one->instances.front())->instance;
    auto sight = sightOf(session().project(), *one, m_before);
    m_isCandidate = sight.isCandidate;
    const auto side = m_before            ? tr("before")
                      : sight.isCandidate ? tr("as it would leave")
                                          : tr("before, not yet written");
    m_viewer->setCaption(tr("%1 · %2").arg(words::text(first.modality), side));
    const bool noPixels = sight.plates.empty();
    m_viewer->canvas().setEmptyWords(noPixels ? tr("No pixels in this file. Read the header (D).") : tr("One moment…"));
    m_viewer->setPlates(std::move(sight.plates), at, first.modality == "CT", first.frameTimeMs);
}

void ReviewScreen::showFacts()
{
    const auto* one = item();
    if (!one || session().isLent())
        return;
    const auto judgement = judgementOf(session().state(), *one);
    m_verdict->setText(tr("Series %1: %2").arg(m_index + 1).arg(words::ofJudgement(judgement)));
    m_shown->setText(m_before        ? tr("Shown as it was (V: as it would leave)")
                     : m_isCandidate ? tr("Shown as it would leave (V: as it was)")
                                     : tr("Not yet written as decided: shown as it was"));
    const int all = m_viewer->stack().size();
    m_facts->setText(all > 0 ? tr("%1 of %2 images looked at").arg(m_seen.size()).arg(all) : tr("no pixels"));
}

bool ReviewScreen::mayJudge()
{
    if (!item()) {
        refuse(tr("Nothing to judge yet"));
        return false;
    }
    return !refuseWhenFrozen();
}

void ReviewScreen::judge(const Judgement& judgement)
{
    engine::review::ItemsJudged event;
    for (const auto& id : item()->instances)
        event.changes.push_back({id, judgement});
    if (session().perform(event) && m_judged < m_items.size())
        nextOpen();
}

void ReviewScreen::pass()
{
    if (!m_items.empty() && m_judged == m_items.size()) {
        Q_EMIT wish(QStringLiteral("signoff"));
        return;
    }
    if (!mayJudge())
        return;
    const auto open = openFindings(session().state(), *item());
    const auto& state = session().state();
    if (item()->isDamaged)
        refuse(tr("This file is damaged and never leaves: U says so"));
    else if (!m_exposure.isValid() || m_exposure.elapsed() < shortestLookMs)
        refuse(m_exposure.isValid() ? tr("Look a moment longer") : tr("The image is not on the screen yet"));
    else if (open > 0)
        refuse(tr("%n finding(s) of this series are undecided: see Rules, Text and Faces", nullptr, int(open)));
    else if (isLeftOut())
        refuse(tr("Left out because of its face: S, then 4, says so"));
    else if (const int unseen = m_viewer->stack().size() - int(m_seen.size()); unseen > 0)
        refuse(tr("%n image(s) were not on the screen yet: scroll, or C plays them", nullptr, unseen));
    else if (m_before)
        refuse(tr("Judge it as it would leave: V"));
    else if (!m_isCandidate && m_viewer->stack().size() > 0 && !state.items.empty() &&
             !session().project().staleCandidates().empty())
        refuse(tr("The files are still being written as you decided"));
    else
        judge({ItemVerdict::Clean, Category::None, {}});
}

bool ReviewScreen::isLeftOut() const
{
    const auto& state = session().state();
    return std::any_of(state.findings.begin(), state.findings.end(), [&](const auto& entry) {
        const auto& finding = entry.second;
        return finding.kind == engine::review::FindingKind::Face && finding.item == item()->id &&
               engine::review::verdictInForce(state, finding) == engine::review::FindingVerdict::Remove;
    });
}

void ReviewScreen::askCategory()
{
    if (!mayJudge())
        return;
    static constexpr Category categories[] = {Category::Name,  Category::Id,   Category::Date,
                                              Category::Place, Category::Face, Category::Other};
    QList<frame::Choice> choices;
    for (const auto category : categories)
        choices += {words::letterOf(category), words::ofCategory(category), Role::Red};
    bar().ask(tr("What was found?"), choices, [this](int answer) {
        judge({ItemVerdict::Found, categories[answer], {}});
    });
}

void ReviewScreen::askReason()
{
    if (!mayJudge())
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

void ReviewScreen::nextOpen()
{
    const int size = int(m_items.size());
    for (int step = 1; step <= size; ++step) {
        const int index = (m_index + step) % size;
        if (judgementOf(session().state(), m_items[std::size_t(index)]).verdict != ItemVerdict::None)
            continue;
        open(index);
        m_viewer->canvas().setFocus();
        return;
    }
    refuse(tr("Everything has been looked at"));
}

void ReviewScreen::goBy(int items)
{
    open(m_index + items);
}

QString ReviewScreen::place() const
{
    return m_index < 0 ? QString{} : QString::number(m_index + 1);
}

QString ReviewScreen::progress() const
{
    const auto minutes = m_sitting.elapsed() / 60000;
    return tr("%1 of %2 · %3 flagged · %4 with identity · %5:%6")
        .arg(m_judged)
        .arg(m_items.size())
        .arg(m_flagged)
        .arg(m_found)
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

double ReviewScreen::share() const
{
    return m_items.empty() ? -1 : double(m_judged) / double(m_items.size());
}

}
