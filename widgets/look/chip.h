// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace widgets::look {

/// A small switch with a word and, behind it, how many things it stands for: pages of a screen, filters of a list. Of
/// chips that exclude each other within one parent exactly one is on.
class Chip : public QAbstractButton {
    Q_OBJECT

public:
    Chip(const QString& words, bool isExclusive, QWidget* parent = nullptr);
    /// -1: no number. `isOpen`: a person is needed for these.
    void setCount(int count, bool isOpen = false);
    int count() const { return m_count; }
    /// What screen readers say instead of the text: "removed" for "X".
    void setSpoken(const QString& words);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    void name();

    QString m_spoken;
    int m_count = -1;
    bool m_isOpen = false;
};

}
