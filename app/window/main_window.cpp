// SPDX-License-Identifier: Apache-2.0
#include "app/window/main_window.h"

#include "app/window/settings.h"
#include "widgets/frame/footer.h"
#include "widgets/frame/sheet.h"
#include "widgets/frame/stepping.h"
#include "widgets/frame/top_bar.h"
#include "widgets/look/style.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QFile>
#include <QFileInfo>
#include <QStackedWidget>

namespace app::window {

using widgets::frame::Deed;
using widgets::look::Role;

namespace {

constexpr int rulesPlace = 1, reviewPlace = 4, settingsPlace = 7, riskPlace = 10;
const QStringList placeNames{"collection", "rules",    "text", "faces",  "review", "signoff",
                             "journal",    "settings", "plan", "result", "risk"};

}

MainWindow::MainWindow(engine::pool::Pool& pool, const QString& resources, const widgets::settings::Choices& choices)
    : m_pool{pool}, m_resources{resources}, m_choices{choices}, m_jobs{new widgets::jobs::Jobs},
      m_doorway{new Doorway{*m_jobs, resources, this}}, m_actions{this}
{
    setWindowTitle(tr("Safelight"));
    setMinimumSize(960, 600);
    resize(1440, 900);
    setAcceptDrops(true);
    build();
    connectActions();
    connectStart();
    setTheme(isDark(choices.theme));
    qApp->installEventFilter(this);
    goTo(QStringLiteral("start"));
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(this);
    if (m_bench)
        m_bench->checks().stop();
    delete m_jobs; // waits for what runs, while everything it uses is still there
    for (auto* one : m_bench ? m_bench->screens() : QList<widgets::frame::Screen*>{})
        delete one;
}

void MainWindow::build()
{
    m_start = new widgets::start::StartScreen;
    m_settings = new widgets::settings::SettingsScreen{m_choices, installedReaders()};
    m_top = new widgets::frame::TopBar{
        m_actions.menus(),
        m_actions.of(Deed::Palette),
        {m_actions.of(Deed::Undo), m_actions.of(Deed::Redo), m_actions.of(Deed::Theme), m_actions.of(Deed::Help)}};
    m_rail = new widgets::frame::Rail;
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_start);
    m_stack->addWidget(m_settings);
    m_footer = new widgets::frame::Footer;
    auto* column = widgets::look::box<QVBoxLayout>(this);
    column->addWidget(m_top);
    auto* middle = widgets::look::box<QHBoxLayout>(nullptr);
    middle->addWidget(m_rail);
    middle->addWidget(m_stack, 1);
    column->addLayout(middle, 1);
    column->addWidget(alarmBar());
    column->addWidget(m_footer);

    connect(m_top, &widgets::frame::TopBar::homeWished, this, [this] { goTo(QStringLiteral("start")); });
    connect(m_rail, &widgets::frame::Rail::chosen, this, &MainWindow::showPlace);
    connect(m_rail, &widgets::frame::Rail::refused, this, [this](const QString& why) {
        if (auto* now = screen())
            now->bar().say(why);
    });
    connect(m_footer, &widgets::frame::Footer::stopWished, m_jobs, [this] {
        m_jobs->stopNamed();
        if (m_bench)
            m_bench->checks().stop();
    });
    connect(m_jobs, &widgets::jobs::Jobs::progressed, m_footer, [this](const QString& words, auto reached, auto total) {
        if (!m_bench || !m_bench->checks().isRunning() || !words.isEmpty())
            m_footer->setBackground(words, reached, total);
    });
    connect(m_settings, &widgets::settings::SettingsScreen::changed, this,
            [this](const widgets::settings::Choices& choices) {
                m_choices = choices;
                writeChoices(m_store, choices);
                setTheme(isDark(choices.theme));
                applyKeys();
            });
}

QWidget* MainWindow::alarmBar()
{
    auto* alarm = new widgets::look::Panel{Role::Panel, Qt::TopEdge};
    m_alarm = alarm;
    m_alarmWords = new widgets::look::Text{{}, widgets::look::Type::Body, Role::Red};
    m_alarmWords->setWordWrap(true);
    auto* line = widgets::look::box<QHBoxLayout>(alarm, 8, 8);
    line->addWidget(m_alarmWords, 1);
    auto* close = widgets::look::push(tr("Close"), {});
    connect(close, &QPushButton::clicked, alarm, &QWidget::hide);
    line->addWidget(close);
    alarm->hide();
    return alarm;
}

void MainWindow::connectActions()
{
    m_actions.on(Deed::New, [this] {
        chooseFolder(tr("Folder for the new project"),
                     [this](const QString& folder) { m_doorway->create(folder, {}); });
    });
    m_actions.on(Deed::Open, [this] {
        chooseFolder(tr("Open project"), [this](const QString& folder) { m_doorway->open(folder); });
    });
    m_actions.on(Deed::Add,
                 [this] { chooseFolder(tr("Add a folder"), [this](const QString& folder) { addFiles({folder}); }); });
    m_actions.on(Deed::Close, [this] { closeProject(); });
    m_actions.on(Deed::Quit, [this] { close(); });
    m_actions.on(Deed::Undo, [this] { step(true); });
    m_actions.on(Deed::Redo, [this] { step(false); });
    m_actions.on(Deed::Theme, [this] { setTheme(!m_dark); });
    m_actions.on(Deed::Help, [this] { showHelp(); });
    m_actions.on(Deed::NextPanel, [this] { nextPanel(); });
    m_actions.on(Deed::KeySheet, [this] {
        const auto* now = screen();
        delete m_sheet;
        m_sheet = widgets::frame::Sheet::keys(now ? now->deeds() : QList<QAction*>{}, m_actions.all(), this);
    });
    m_actions.on(Deed::Palette, [this] {
        const auto* now = screen();
        delete m_sheet;
        m_sheet = widgets::frame::Sheet::palette((now ? now->deeds() : QList<QAction*>{}) + m_actions.all(), this);
    });
    m_actions.on(Deed::Settings, [this] { goTo(QStringLiteral("settings")); });
    m_actions.on(Deed::Plan, [this] { goTo(QStringLiteral("plan")); });
    m_actions.on(Deed::Result, [this] { goTo(QStringLiteral("result")); });
    m_actions.on(Deed::Journal, [this] { goTo(QStringLiteral("journal")); });
    for (int place = 0; place < 6; ++place)
        m_actions.on(Deed(int(Deed::Place1) + place), [this, place] { showPlace(place); });
}

void MainWindow::connectStart()
{
    using widgets::start::StartScreen;
    connect(m_start, &StartScreen::filesWished, this,
            [this] { chooseFolder(tr("Folder with images"), [this](const QString& folder) { addFiles({folder}); }); });
    connect(m_start, &StartScreen::projectWished, m_actions.of(Deed::Open), &QAction::trigger);
    connect(m_start, &StartScreen::sampleWished, m_doorway, &Doorway::openSample);
    connect(m_start, &StartScreen::keysWished, m_actions.of(Deed::KeySheet), &QAction::trigger);
    connect(m_start, &StartScreen::checkWished, this,
            [this] { chooseFolder(tr("Released folder"), [this](const QString& folder) { checkRelease(folder); }); });
    connect(m_start, &StartScreen::opened, m_doorway, [this](const QString& folder) { m_doorway->open(folder); });
    connect(m_start, &StartScreen::passphraseGiven, m_doorway,
            [this](const QString& words) { m_doorway->open(m_locked, words); });
    connect(m_doorway, &Doorway::busyChanged, m_start, &StartScreen::setBusy);
    connect(m_doorway, &Doorway::said, m_start, [this](const QString& words) { m_start->say(words); });
    connect(m_doorway, &Doorway::failed, this, [this](const QString& words) {
        goTo(QStringLiteral("start"));
        m_start->say(words, Role::Red);
    });
    connect(m_doorway, &Doorway::passphraseNeeded, this, [this](const QString& folder, bool wrong) {
        goTo(QStringLiteral("start"));
        m_locked = folder;
        m_start->askPassphrase(QFileInfo{folder}.fileName());
        m_start->say(wrong ? tr("The passphrase does not fit.") : QString{}, Role::Red);
    });
    connect(m_doorway, &Doorway::opened, this,
            [this](auto& project, const QStringList& inputs) { take(std::move(project), inputs); });
}

void MainWindow::take(std::unique_ptr<engine::journey::Project> project, const QStringList& inputs)
{
    closeProject();
    addRecent(m_store, QString::fromStdString(project->folder()));
    m_start->say({});
    m_bench = new Workbench{std::move(project), *m_jobs, m_pool, this};
    for (auto* one : m_bench->screens()) {
        m_stack->addWidget(one);
        connect(one, &widgets::frame::Screen::wish, this, &MainWindow::goTo);
        connect(one, &widgets::frame::Screen::statusChanged, this, &MainWindow::showStatus);
    }
    connect(m_bench, &Workbench::statesChanged, this, &MainWindow::showStates);
    connect(&m_bench->session(), &widgets::session::Session::decided, this, &MainWindow::showSteps);
    connect(m_bench, &Workbench::photographsFound, this, &MainWindow::askWhose);
    connect(m_bench, &Workbench::addWished, m_actions.of(Deed::Add), &QAction::trigger);
    connect(m_bench, &Workbench::folderWished, this, [this] {
        chooseFolder(tr("Folder for the release"),
                     [this](const QString& folder) { m_bench->setReleaseFolder(folder); });
    });
    connect(m_bench, &Workbench::fileWished, this, [this](const FileWish& wish) {
        choose({wish.title, wish.isNew ? QFileDialog::AnyFile : QFileDialog::ExistingFile, wish.kinds}, wish.take);
    });
    connect(m_bench, &Workbench::failed, this, [this](const auto& error) { alarm(widgets::words::ofError(error)); });
    connect(&m_bench->checks(), &widgets::checks::Checks::progressed, m_footer, &widgets::frame::Footer::setBackground);
    applyKeys();
    showStates();
    showPlace(inputs.isEmpty() ? m_bench->placeToGoOn() : 0);
    if (!inputs.isEmpty())
        m_bench->import(inputs);
    else if (m_bench->checks().hasBegun())
        m_bench->checks().start(); // takes up what was stopped
}

void MainWindow::closeProject()
{
    if (!m_bench)
        return;
    if (m_bench->session().isLent()) {
        alarm(tr("The project is being worked on. Stop that first, or wait a moment."));
        return;
    }
    m_jobs->stopNamed();
    m_actions.setScreenDeeds({});
    m_bench->checks().stop();
    for (auto* one : m_bench->screens())
        delete one;
    delete m_bench;
    m_bench = nullptr;
    goTo(QStringLiteral("start"));
}

widgets::frame::Screen* MainWindow::screen() const
{
    return qobject_cast<widgets::frame::Screen*>(m_stack->currentWidget());
}

void MainWindow::goTo(const QString& name)
{
    if (name == QLatin1String("start")) {
        m_start->setRecent(readRecent(m_store));
        showPage(m_start, -1);
        m_start->enter();
    } else {
        showPlace(int(placeNames.indexOf(name)));
    }
}

void MainWindow::showPlace(int place)
{
    if (place == settingsPlace) {
        showPage(m_settings, place);
        m_settings->enter();
        return;
    }
    if (!m_bench || place < 0)
        return;
    if (const auto why = m_bench->whyLocked(place); !why.isEmpty()) {
        if (auto* now = screen())
            now->bar().say(why);
        return;
    }
    const bool isPage = place > settingsPlace; // of Review or Rules
    auto* shown = m_bench->screens()[isPage ? place - 1 : place];
    showPage(shown, place == riskPlace ? rulesPlace : isPage ? reviewPlace : place);
    shown->enter();
}

void MainWindow::showPage(QWidget* page, int place)
{
    delete m_sheet;
    m_rail->setVisible(page != m_start && m_bench);
    m_rail->setCurrent(place);
    m_stack->setCurrentWidget(page);
    const auto* now = screen();
    m_actions.setScreenDeeds(now ? now->deeds() : QList<QAction*>{});
    showStatus();
}

void MainWindow::showStates()
{
    if (!m_bench || m_bench->session().isLent())
        return;
    m_rail->setStates(m_bench->states());
    showStatus();
}

void MainWindow::step(bool back)
{
    auto* now = dynamic_cast<widgets::frame::Stepping*>(screen());
    if (now && now->canStep(back))
        now->step(back);
    else if (m_bench)
        back ? m_bench->session().undo() : m_bench->session().redo();
}

void MainWindow::showSteps()
{
    const auto* now = dynamic_cast<const widgets::frame::Stepping*>(screen());
    const auto* session = m_bench ? &m_bench->session() : nullptr;
    m_actions.of(Deed::Undo)->setEnabled((now && now->canStep(true)) || (session && session->canUndo()));
    m_actions.of(Deed::Redo)->setEnabled((now && now->canStep(false)) || (session && session->canRedo()));
}

void MainWindow::showStatus()
{
    const auto* now = screen();
    QStringList places;
    if (m_bench && now) {
        places += m_bench->session().name();
        places += now->title();
        places += now->place();
        places.removeAll(QString{});
    }
    m_top->setPlace(places);
    m_footer->setProgress(now ? now->progress() : tr("Works offline"), now ? now->share() : -1);
    m_footer->setViewState(now ? now->viewState() : QString{});
    m_footer->setSaved(m_bench && now && now != m_settings ? tr("Saved") : tr("Safelight %1").arg(SAFELIGHT_VERSION));
    showSteps();
    for (const auto deed : {Deed::Close, Deed::Plan, Deed::Result, Deed::Journal, Deed::Place1, Deed::Place2,
                            Deed::Place3, Deed::Place4, Deed::Place5, Deed::Place6})
        m_actions.of(deed)->setEnabled(m_bench != nullptr);
}

void MainWindow::addFiles(const QStringList& paths)
{
    if (paths.isEmpty())
        return;
    if (m_bench) {
        showPlace(0);
        m_bench->import(paths);
    } else {
        m_doorway->create(Doorway::freeFolder(), paths);
    }
}

void MainWindow::chooseFolder(const QString& title, const std::function<void(const QString&)>& chosen)
{
    choose({title, QFileDialog::Directory, {}}, chosen);
}

void MainWindow::choose(const Wanted& wanted, const std::function<void(const QString&)>& chosen)
{
    auto* dialog = new QFileDialog{this, wanted.title, {}, wanted.filter};
    dialog->setFileMode(wanted.mode);
    dialog->setAcceptMode(wanted.mode == QFileDialog::AnyFile ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // nothing of ours replaces a file
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, chosen);
    dialog->open();
}

void MainWindow::checkRelease(const QString& folder)
{
    using engine::release::Verification;
    m_start->say(tr("Checking…"));
    m_jobs->ask<engine::Result<Verification>>(
        {widgets::jobs::Lane::Project, QStringLiteral("verify"), tr("Checking the release")}, this,
        [folder = folder.toStdString()](const engine::Progress& progress) {
            return engine::release::verify({folder, {}, {}, true}, progress);
        },
        [this](const engine::Result<Verification>& result) {
            const bool bad = !result || result->isFault();
            m_start->say(result ? widgets::words::ofVerification(*result) : widgets::words::ofError(result.error()),
                         bad ? Role::Red : Role::Teal);
        });
}

void MainWindow::setTheme(bool dark)
{
    m_dark = dark;
    qApp->setStyle(new widgets::look::Style{dark ? widgets::look::darkTheme() : widgets::look::lightTheme()});
}

void MainWindow::alarm(const QString& words)
{
    m_alarmWords->setText(words);
    m_alarm->show();
}

void MainWindow::showHelp()
{
    const auto* now = screen();
    QFile page{QStringLiteral(":/help/%1.md").arg(now ? now->name() : QStringLiteral("start"))};
    delete m_sheet;
    if (page.open(QIODevice::ReadOnly))
        m_sheet = widgets::frame::Sheet::help(QString::fromUtf8(page.readAll()), this);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_bench && m_bench->session().isLent()) {
        alarm(tr("The project is being worked on. Stop that first, or wait a moment."));
        event->ignore();
    }
}

}
