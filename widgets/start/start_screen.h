// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/parts.h"
#include "widgets/look/rows.h"

#include <QWidget>

class QLineEdit;

namespace widgets::start {

/// A project that was open before: its folder, and the folder's own name.
struct Recent {
    QString folder, name, when;
    bool isProtected = false;
};

/// Where one begins: drop or choose files, open a project, or take the sample. It only tells wishes.
class StartScreen : public QWidget {
    Q_OBJECT

public:
    explicit StartScreen(QWidget* parent = nullptr);

    void setRecent(const QList<Recent>& recent);
    /// What will happen when the things under the pointer are dropped; empty: nothing hovers.
    void setDropWords(const QString& words);
    /// Asks for the passphrase of `name` in its place on the page.
    void askPassphrase(const QString& name);
    void say(const QString& words, look::Role role = look::Role::Text2);
    void setBusy(bool busy);
    void enter();

Q_SIGNALS:
    void filesWished();
    void projectWished();
    void sampleWished();
    void keysWished();
    void checkWished(); ///< a released folder shall be verified
    void opened(const QString& folder);
    void passphraseGiven(const QString& passphrase);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QWidget* dropArea();
    QWidget* card(const QString& title, look::RowList* list);

    QWidget* m_drop;
    look::Text *m_dropWords, *m_words, *m_asks;
    QWidget* m_lock;
    QLineEdit* m_passphrase;
    look::RowList *m_recent, *m_learn;
    QWidget* m_buttons;
};

}
