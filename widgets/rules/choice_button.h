// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/theme.h"

#include <QAbstractButton>

class QPainter;

namespace widgets::rules {

/// One answer among several (round), one that can be on or off (square), or a row that unfolds others. Under its title
/// stand sentences, each with a word before it or none. The button never changes its own mark: whoever hears `clicked`
/// decides and sets it.
class ChoiceButton : public QAbstractButton {
    Q_OBJECT

public:
    enum class Kind { One, Any, Fold };
    struct Line {
        QString label, words;
        bool operator==(const Line&) const = default;
    };
    struct Face {
        QString title, right; ///< right: a code or count
        QList<Line> lines;
        QString locked;     ///< why it cannot be changed; empty when it can
        bool isNew = false; ///< differs from what is in force
        bool operator==(const Face&) const = default;
    };

    ChoiceButton(Kind kind, const QString& title, QWidget* parent = nullptr);
    void setFace(const Face& face);
    const Face& face() const { return m_face; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {180, sizeHint().height()}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void left(int rows); ///< by the up or down key

protected:
    void nextCheckState() override {}
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent*) override;

private:
    int labelWidth() const;
    /// Draws the lines below `top`, or only measures them when there is no painter; where they end.
    int lines(QPainter* p, int top, int width) const;
    void mark(QPainter& p, const look::Theme& theme) const;

    Kind m_kind;
    Face m_face;
    bool m_ring = false; ///< the focus came by keyboard
};

}
