// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/window/actions.h"
#include "app/window/doorway.h"
#include "app/window/workbench.h"
#include "widgets/settings/settings_screen.h"

#include <QFileDialog>
#include <QPointer>
#include <QSettings>
#include <QWidget>

class QStackedWidget;

namespace widgets::frame {
class Footer;
class Sheet;
class TopBar;
}
namespace widgets::start {
class StartScreen;
}

namespace app::window {

/// The window: it places top bar, rail, screens and footer, and answers the wishes of the screens.
class MainWindow : public QWidget {
    Q_OBJECT

public:
    MainWindow(engine::pool::Pool& pool, const QString& resources, const widgets::settings::Choices& choices);
    ~MainWindow() override;

    void open(const QString& folder) { m_doorway->open(folder); }
    bool isQuiet() const { return !m_jobs->isBusy(); } ///< nothing runs: a picture taken now is a finished one
    void goTo(const QString& name);                    ///< "start", "collection", ..., "settings"

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent*) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    QWidget* alarmBar();
    void connectActions();
    void connectStart();
    void take(std::unique_ptr<engine::journey::Project> project, const QStringList& inputs);
    void closeProject();
    void showPage(QWidget* page, int place);
    void showPlace(int place);
    void showStates();
    void step(bool back); ///< what is only tried on the screen comes before what was decided
    void showSteps();     ///< whether there is any to take back or to do again
    void showStatus();
    widgets::frame::Screen* screen() const;
    void addFiles(const QStringList& paths);
    void askWhose(const std::vector<engine::journey::Discovered>& photographs);
    struct Wanted {
        QString title;
        QFileDialog::FileMode mode;
        QString filter;
    };
    void choose(const Wanted& wanted, const std::function<void(const QString&)>& chosen);
    void chooseFolder(const QString& title, const std::function<void(const QString&)>& chosen);
    void checkRelease(const QString& folder);
    void setTheme(bool dark);
    void applyKeys();
    void alarm(const QString& words);
    void showHelp();
    void nextPanel();

    engine::pool::Pool& m_pool;
    QString m_resources;
    widgets::settings::Choices m_choices;
    QSettings m_store;
    widgets::jobs::Jobs* m_jobs;
    Doorway* m_doorway;
    Actions m_actions;
    Workbench* m_bench = nullptr;
    widgets::frame::TopBar* m_top;
    widgets::frame::Rail* m_rail;
    QStackedWidget* m_stack;
    widgets::frame::Footer* m_footer;
    widgets::start::StartScreen* m_start;
    widgets::settings::SettingsScreen* m_settings;
    QWidget* m_alarm;
    widgets::look::Text* m_alarmWords;
    QPointer<widgets::frame::Sheet> m_sheet;
    QString m_locked; ///< project that waits for its passphrase
    bool m_dark = true;
};

}
