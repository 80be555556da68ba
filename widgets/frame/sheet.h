// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/parts.h"

#include <QPointer>

class QAction;
class QLineEdit;
class QTextBrowser;

namespace widgets::look {
class RowList;
}

namespace widgets::frame {

/// A card over the panels: keys, help or the palette. Esc or a click beside it takes it away; the focus goes back.
class Sheet : public QWidget {
    Q_OBJECT

public:
    /// All keys of a screen and of the window.
    static Sheet* keys(const QList<QAction*>& screen, const QList<QAction*>& window, QWidget* over);
    /// A help page: Markdown of ours.
    static Sheet* help(const QString& markdown, QWidget* over);
    /// Everything that can be done, found by typing.
    static Sheet* palette(const QList<QAction*>& actions, QWidget* over);
    /// A question; `page` is its own from now on and gets the focus.
    static Sheet* holding(const QString& name, QWidget* page, const QSize& size, QWidget* over);
    void leave();

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent*) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    Sheet(const QString& name, const QSize& size, QWidget* over);
    void layOut();

    look::Panel* m_card;
    QVBoxLayout* m_column;
    QPointer<QWidget> m_before;
    QSize m_size;
};

}
