// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/theme.h"

#include <QAbstractButton>

class QAction;

namespace widgets::look {

/// A button that shows its key, so that hands learn it. It is the face of an action: words, key, state and click.
class KeyButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit KeyButton(QAction* action, Role accent = Role::Text, bool primary = false, QWidget* parent = nullptr);
    void setReady(bool ready); ///< not ready: grey and not to be clicked, whatever the action says
    /// Where there is no room for words: its key alone, with the words as tool tip and for screen readers.
    void setNarrow(bool narrow);
    bool isNarrow() const { return m_narrow; }
    int widthWith(bool narrow) const; ///< pixels; the same either way where there is no key
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent*) override;

private:
    void follow(); ///< takes over words, key and state of the action

    QAction* m_action;
    QString m_key;
    Role m_accent;
    bool m_primary, m_ready = true, m_narrow = false;
};

/// The key as it stands on a cap: "Ctrl Enter", not "Ctrl+Return".
QString keyWords(const QKeySequence& key);
/// "Draw a box (R)".
QString tipOf(const QAction* action);

}
