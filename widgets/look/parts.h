// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

class QAction;
class QLineEdit;

namespace widgets::look {

/// A surface with a line on the edges asked for; it keeps a pixel of margin there, so that nothing paints over the
/// line.
class Panel : public QWidget {
    Q_OBJECT

public:
    explicit Panel(Role fill, Qt::Edges lines = {}, QWidget* parent = nullptr);
    void setCard() { m_card = true; } ///< round corners and a line all round
    void setFill(Role fill);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    Role m_fill;
    Qt::Edges m_lines;
    bool m_card = false;
};

/// Words of ours in one of the sizes; follows the theme.
class Text : public QLabel {
    Q_OBJECT

public:
    Text(const QString& words, Type type, Role role = Role::Text, QWidget* parent = nullptr);
    void setRole(Role role);

protected:
    void changeEvent(QEvent* event) override;

private:
    void tint();

    Role m_role;
};

/// One line that shortens its words where there is no room for them; the tool tip has them all.
class ElidedText : public Text {
public:
    using Text::Text;
    QSize minimumSizeHint() const override { return {0, Text::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Body text over several lines, set for reading (line height 145 %).
Text* paragraph(const QString& words, Type type = Type::Read, Role role = Role::Text);
void setParagraph(Text* text, const QString& words);

/// A share between 0 and 1 as a thin bar.
class Meter : public QWidget {
    Q_OBJECT

public:
    explicit Meter(Role role, QWidget* parent = nullptr);
    void setShare(double share);
    QSize sizeHint() const override { return {80, 4}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    double m_share = 0;
    Role m_role;
};

/// A square picture button of the tool bars; shows and triggers `action`.
QToolButton* tool(QAction* action);
/// A push button of 32 px; the amber one of its page when `primary`.
QPushButton* push(const QString& words, const QString& iconName, bool primary = false);
/// A field of 32 px with the name that people and screen readers see.
QLineEdit* field(const QString& name, bool secret = false);
QWidget* separator();
/// A line across, one pixel.
QWidget* rule();

/// The 36 px heading of a panel: its name at the left, a count or state at the right.
class Heading : public QWidget {
    Q_OBJECT

public:
    explicit Heading(const QString& words, const QString& right = {}, QWidget* parent = nullptr);
    void setWords(const QString& words);
    void setRight(const QString& right, Role role = Role::Text2);

private:
    Text* m_words;
    Text* m_right;
};

template <class Box>
Box* box(QWidget* owner, int margin = 0, int spacing = 0)
{
    auto* layout = owner ? new Box{owner} : new Box;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(spacing);
    return layout;
}

}
