// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/parts.h"

#include "widgets/look/icon.h"
#include "widgets/look/style.h"

#include <QAction>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>

namespace widgets::look {

Panel::Panel(Role fill, Qt::Edges lines, QWidget* parent) : QWidget{parent}, m_fill{fill}, m_lines{lines}
{
    const auto room = [&](Qt::Edge edge) { return lines.testFlag(edge) ? 1 : 0; };
    setContentsMargins(room(Qt::LeftEdge), room(Qt::TopEdge), room(Qt::RightEdge), room(Qt::BottomEdge));
}

void Panel::setFill(Role fill)
{
    m_fill = fill;
    update();
}

void Panel::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter p{this};
    if (m_card) {
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen({theme[Role::Line], 1});
        p.setBrush(theme[m_fill]);
        p.drawRoundedRect(QRectF{rect()}.adjusted(.5, .5, -.5, -.5), metric::cardRadius, metric::cardRadius);
        return;
    }
    p.fillRect(rect(), theme[m_fill]);
    const auto line = theme[Role::Line];
    if (m_lines & Qt::TopEdge)
        p.fillRect(0, 0, width(), 1, line);
    if (m_lines & Qt::BottomEdge)
        p.fillRect(0, height() - 1, width(), 1, line);
    if (m_lines & Qt::LeftEdge)
        p.fillRect(0, 0, 1, height(), line);
    if (m_lines & Qt::RightEdge)
        p.fillRect(width() - 1, 0, 1, height(), line);
}

Text::Text(const QString& words, Type type, Role role, QWidget* parent) : QLabel{words, parent}, m_role{role}
{
    setFont(look::font(type));
    tint();
}

void ElidedText::paintEvent(QPaintEvent*)
{
    QPainter p{this};
    p.setPen(palette().color(QPalette::WindowText));
    const auto shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
    setToolTip(shown == text() ? QString{} : text());
    p.drawText(rect(), Qt::AlignVCenter | Qt::AlignRight, shown);
}

void Text::setRole(Role role)
{
    if (m_role == role)
        return;
    m_role = role;
    tint();
}

void Text::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::ParentChange)
        tint();
    QLabel::changeEvent(event);
}

void Text::tint()
{
    auto colours = palette();
    colours.setColor(QPalette::WindowText, themeOf(this)[m_role]);
    setPalette(colours);
}

Text* paragraph(const QString& words, Type type, Role role)
{
    auto* text = new Text{{}, type, role};
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    setParagraph(text, words);
    return text;
}

void setParagraph(Text* text, const QString& words)
{
    text->setText(QStringLiteral("<p style='line-height:145%'>%1</p>").arg(words.toHtmlEscaped()));
}

Meter::Meter(Role role, QWidget* parent) : QWidget{parent}, m_role{role}
{
    setFixedHeight(4);
}

void Meter::setShare(double share)
{
    m_share = qBound(0., share, 1.);
    update();
}

void Meter::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter p{this};
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(theme[theme.dark ? Role::Hover : Role::Line]);
    p.drawRoundedRect(rect(), 2, 2);
    p.setBrush(theme[m_role == Role::Amber ? Role::AmberFill : m_role]);
    p.drawRoundedRect(QRectF(0, 0, width() * m_share, height()), 2, 2);
}

QToolButton* tool(QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setAccessibleName(action->text());
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFixedSize(metric::control, metric::control);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QPushButton* push(const QString& words, const QString& iconName, bool primary)
{
    auto* button = new QPushButton{words};
    if (!iconName.isEmpty())
        button->setIcon(primary ? QIcon{iconPixmap(iconName, 16, darkTheme()[Role::OnAmber], 2)} : icon(iconName));
    button->setProperty("primary", primary);
    button->setFixedHeight(32);
    button->setFont(font(primary ? Type::Strong : Type::Body));
    button->setMinimumWidth(button->fontMetrics().horizontalAdvance(words) + 64);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QLineEdit* field(const QString& name, bool secret)
{
    auto* edit = new QLineEdit;
    edit->setFixedHeight(32);
    edit->setTextMargins(6, 0, 6, 0);
    edit->setFont(font(Type::Body));
    edit->setAccessibleName(name);
    if (secret)
        edit->setEchoMode(QLineEdit::Password);
    return edit;
}

QWidget* separator()
{
    auto* line = new Panel{Role::Line};
    line->setFixedSize(1, 16);
    return line;
}

QWidget* rule()
{
    auto* line = new Panel{Role::Line};
    line->setFixedHeight(1);
    return line;
}

Heading::Heading(const QString& words, const QString& right, QWidget* parent)
    : QWidget{parent}, m_words{new Text{words, Type::Strong}}, m_right{new Text{right, Type::Small, Role::Text2}}
{
    setFixedHeight(metric::toolBar);
    auto* row = box<QHBoxLayout>(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(m_words);
    row->addStretch();
    row->addWidget(m_right);
}

void Heading::setWords(const QString& words)
{
    m_words->setText(words);
}

void Heading::setRight(const QString& right, Role role)
{
    m_right->setText(right);
    m_right->setRole(role);
}

}
