// SPDX-License-Identifier: Apache-2.0
#include "widgets/collection/collection_screen.h"

#include "widgets/collection/check_panel.h"
#include "widgets/session/thumbs.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

namespace widgets::collection {

using engine::journey::Outcome;
using engine::study::Level;
using frame::Deed;
using look::Role;
using look::Text;
using look::Type;

CollectionScreen::CollectionScreen(const session::Desk& desk, checks::Checks& checks)
    : ProjectScreen{QStringLiteral("collection"), tr("Collection"), desk}, m_checks{checks}
{
    m_pages = new QStackedWidget;
    auto* empty = new QWidget;
    auto* column = look::box<QVBoxLayout>(empty, 24, 8);
    column->addStretch();
    column->addWidget(new Text{tr("Here stand the patients, studies and series of this project."), Type::Title}, 0,
                      Qt::AlignHCenter);
    column->addWidget(new Text{tr("It is empty: drop files, folders or a ZIP anywhere on this window, or choose them."),
                               Type::Body, Role::Text2},
                      0, Qt::AlignHCenter);
    column->addStretch();
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    body->addWidget(tree());
    body->addWidget(middle());
    m_checkUp = new CheckPanel{desk};
    m_checkUp->setMinimumWidth(260);
    body->addWidget(m_checkUp);
    body->setStretchFactor(1, 1);
    body->setSizes({look::metric::queue, 800, look::metric::detail});
    m_pages->addWidget(empty);
    m_pages->addWidget(body);
    setBody(m_pages);
    setStops({m_tree, m_table, &m_checkUp->list(), &bar()});

    auto* more = add(Deed::Add, {tr("Add files…"), "folder-plus"}, [this] { Q_EMIT addWished(); });
    more->setShortcut({}); // the window's own action has the key
    m_step = add(Deed::Step, {tr("Start checks"), {}}, [this] { step(); });
    auto* check = add(Deed::Verify, {tr("Check again"), "refresh-cw"}, [this] { m_checkUp->again(); });
    bar().add(more);
    bar().add(check);
    bar().add(add(Deed::SiteFile, {tr("Compare with a list…"), {}}, [this] { Q_EMIT listWished(); }));
    bar().setStep(m_step);
    connect(m_checkUp, &CheckPanel::addWished, this, &CollectionScreen::addWished);
    connect(m_checkUp, &CheckPanel::showWished, this, &CollectionScreen::openCurrent);
    connect(&desk.thumbs, &session::Thumbs::ready, m_tree, &look::RowList::setPicture);
    connect(&checks, &checks::Checks::progressed, this, &CollectionScreen::nameStep);
}

QWidget* CollectionScreen::tree()
{
    auto* panel = new look::Panel{Role::Panel};
    auto* column = look::box<QVBoxLayout>(panel);
    column->addWidget(new look::Heading{tr("Patients")});
    m_tree = new look::RowList{tr("Patients, studies and series")};
    connect(m_tree, &look::RowList::opened, this, &CollectionScreen::openCurrent);
    column->addWidget(m_tree, 1);
    return panel;
}

QWidget* CollectionScreen::middle()
{
    auto* panel = new look::Panel{Role::Panel};
    auto* column = look::box<QVBoxLayout>(panel);
    auto* figures = look::box<QHBoxLayout>(nullptr, 0, 28);
    figures->setContentsMargins(24, 20, 24, 20);
    const auto figure = [&](look::Figure*& place, const QString& words) {
        place = new look::Figure{words};
        figures->addWidget(place);
    };
    figure(m_patients, tr("patients"));
    figure(m_studies, tr("studies"));
    figure(m_series, tr("series"));
    figure(m_files, tr("files"));
    figure(m_set, tr("set aside"));
    figure(m_twins, tr("duplicates"));
    figures->addStretch();
    column->addLayout(figures);
    column->addWidget(look::rule());
    m_kinds = new look::Heading{tr("Kinds of images")};
    column->addWidget(m_kinds);
    m_strata = new StrataModel{this};
    m_table = new QTableView;
    m_table->setModel(m_strata);
    m_table->setAccessibleName(tr("Kinds of images"));
    m_table->setFont(look::font(Type::Body));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(look::metric::row);
    m_table->verticalHeader()->setDefaultSectionSize(look::metric::row);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setFixedHeight(look::metric::row);
    column->addWidget(m_table, 1);
    auto* note = new Text{
        tr("A kind where text is rare can still carry some: every image is searched, whether a person sees it or not."),
        Type::Small, Role::Text2};
    note->setWordWrap(true);
    note->setContentsMargins(12, 8, 12, 12);
    column->addWidget(note);
    return panel;
}

void CollectionScreen::enter()
{
    ProjectScreen::enter();
    m_tree->setFocus();
}

void CollectionScreen::fillTree()
{
    const auto& collection = session().project().collection();
    QList<look::Row> rows;
    const std::function<void(const std::string&, int)> walk = [&](const std::string& id, int depth) {
        const auto* node = collection.node(id);
        const auto inside = collection.instancesBelow(id);
        look::Row row;
        row.id = words::text(id);
        row.indent = depth;
        row.right = words::number(inside.size());
        row.title = depth == 0 ? session().label(id) : tr("Study %1").arg(words::text(id).mid(1));
        if (depth == 2) {
            row.title =
                tr("%1 · series %2").arg(words::text(inside.front()->instance.modality), words::text(id).mid(1));
            row.sub = tr("%n file(s)", nullptr, int(inside.size()));
            row.right.clear();
            row.hasPicture = true;
            const auto* shown = inside[inside.size() / 2];
            row.picture = desk().thumbs.of(row.id, *shown);
        }
        rows += row;
        for (const auto& child : depth < 2 ? node->children : std::vector<std::string>{})
            walk(child, depth + 1);
    };
    for (const auto& patient : collection.patients())
        walk(patient, 0);
    m_tree->setRows(rows);
}

void CollectionScreen::refresh()
{
    const auto& project = session().project();
    const auto& collection = project.collection();
    const int page = project.imports().empty() ? 0 : 1;
    const bool filled = page != m_pages->currentIndex();
    m_pages->setCurrentIndex(page);
    if (filled)
        m_tree->setFocus();
    m_patients->setNumber(collection.patients().size());
    m_studies->setNumber(collection.nodes(Level::Study).size());
    m_series->setNumber(collection.nodes(Level::Series).size());
    m_files->setNumber(collection.entries().size());
    const auto count = [&](Outcome outcome) {
        return std::size_t(std::count_if(project.imports().begin(), project.imports().end(),
                                         [outcome](const auto& one) { return one.outcome == outcome; }));
    };
    m_set->setNumber(count(Outcome::SetAside));
    m_twins->setNumber(count(Outcome::Duplicate));
    m_strata->setRows(strataOf(collection));
    fillTree();
    m_checkUp->refresh();
    nameKinds();
    nameStep();
}

void CollectionScreen::nameKinds()
{
    const auto& sample = session().state().sample;
    m_kinds->setRight(sample ? tr("a sample of them will be reviewed (Ctrl L: Plan)")
                             : tr("every image will be reviewed (Ctrl L: plan a sample)"));
}

void CollectionScreen::nameStep()
{
    if (session().isLent())
        return;
    if (session().project().collection().entries().empty())
        m_step->setText(tr("Add files…"));
    else if (m_checks.isRunning() || m_checks.hasBegun())
        m_step->setText(tr("Go to Rules"));
    else
        m_step->setText(tr("Start checks"));
}

void CollectionScreen::step()
{
    if (session().isLent())
        return;
    if (session().project().collection().entries().empty()) {
        Q_EMIT addWished();
        return;
    }
    const bool first = !m_checks.isRunning() && !m_checks.hasBegun();
    m_checks.start();
    nameStep();
    if (first)
        bar().say(tr("Looking for text and faces; you can go on meanwhile"), Role::Text2);
    else
        Q_EMIT wish(QStringLiteral("rules"));
}

void CollectionScreen::offer(const engine::Result<engine::CsvRows>& list)
{
    if (!list)
        refuse(words::ofError(list.error()));
    else if (list->size() < 2)
        refuse(tr("The list has a header line and a row for each that is expected"));
    else
        m_checkUp->compareWith(*list);
}

void CollectionScreen::openCurrent(const QString& id)
{
    if (id.isEmpty() || session().isLent())
        return;
    const auto inside = session().project().collection().instancesBelow(id.toStdString());
    if (inside.empty())
        return;
    session().setPosition(inside.front()->id);
    Q_EMIT wish(QStringLiteral("review"));
}

QString CollectionScreen::progress() const
{
    if (session().isLent())
        return {};
    return tr("%n file(s) in the collection", nullptr, int(session().project().collection().entries().size()));
}

}
