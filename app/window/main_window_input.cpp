// SPDX-License-Identifier: Apache-2.0
// The window's keys, and what is dropped on it.
#include "app/window/main_window.h"

#include "engine/journey/photographs.h"
#include "widgets/frame/sheet.h"
#include "widgets/import/link_card.h"
#include "widgets/start/start_screen.h"
#include "widgets/words/words.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>

namespace app::window {

namespace {

QStringList localPaths(const QMimeData* mime)
{
    QStringList paths;
    for (const auto& url : mime->urls())
        if (url.isLocalFile())
            paths += url.toLocalFile();
    return paths;
}

}

void MainWindow::askWhose(const std::vector<engine::journey::Discovered>& photographs)
{
    auto* card = new widgets::import::LinkCard{photographs};
    delete m_sheet;
    m_sheet = widgets::frame::Sheet::holding(tr("Whose photographs are these?"), card, {640, 480}, this);
    connect(card, &widgets::import::LinkCard::settled, this, [this](const auto& found) {
        m_sheet->leave();
        m_bench->record(found);
    });
    connect(card, &widgets::import::LinkCard::tableWished, this, [this, card = QPointer{card}] {
        choose({tr("Table of photographs"), QFileDialog::ExistingFile, tr("Tables (*.csv);;All files (*)")},
               [card](const QString& file) {
                   const auto rule = engine::journey::linkRule({}, file.toStdString());
                   if (card && rule)
                       card->setTable(rule->table);
                   else if (card)
                       card->say(widgets::words::ofError(rule.error()));
               });
    });
}

void MainWindow::applyKeys()
{
    for (auto* one : m_bench ? m_bench->screens() : QList<widgets::frame::Screen*>{}) {
        for (auto* action : one->deeds()) {
            if (action->property("key").isNull())
                action->setProperty("key", action->shortcut());
            const auto key = action->property("key").value<QKeySequence>();
            const bool single = key.toString().size() == 1 && key.toString().at(0).isLetter();
            action->setShortcut(single && !m_choices.singleKeys ? QKeySequence{} : key);
        }
    }
}

void MainWindow::nextPanel()
{
    const auto* now = screen();
    if (!now || now->stops().isEmpty())
        return;
    const auto& stops = now->stops();
    const auto* focus = QApplication::focusWidget();
    int at = -1;
    for (int i = 0; i < stops.size(); ++i)
        if (focus && (stops[i] == focus || stops[i]->isAncestorOf(focus)))
            at = i;
    for (int step = 1; step <= stops.size(); ++step) {
        auto* next = stops[(at + step) % stops.size()];
        if (!next->isVisible())
            continue;
        if (next->focusPolicy() != Qt::NoFocus)
            next->setFocus(Qt::TabFocusReason);
        else if (auto* button = next->findChild<QAbstractButton*>())
            button->setFocus(Qt::TabFocusReason);
        return;
    }
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    m_jobs->stopNamed();
    if (m_bench)
        m_bench->checks().stop();
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    // Space and Enter press the button that has the focus, before they mean a verdict.
    if (event->type() == QEvent::ShortcutOverride && qobject_cast<QAbstractButton*>(watched)) {
        const auto& press = *static_cast<QKeyEvent*>(event);
        const int key = press.key();
        const bool plain = !(press.modifiers() & ~Qt::KeypadModifier);
        if (plain && (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter))
            event->accept();
    }
    return QWidget::eventFilter(watched, event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const auto paths = localPaths(event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    m_start->setDropWords(tr("Read %n item(s)", nullptr, int(paths.size())));
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_start->setDropWords({});
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_start->setDropWords({});
    addFiles(localPaths(event->mimeData()));
}

}
