// SPDX-License-Identifier: Apache-2.0
#include "widgets/frame/sheet.h"

#include "widgets/look/key_button.h"
#include "widgets/look/rows.h"

#include <QAction>
#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QTextBlock>
#include <QTextBrowser>

namespace widgets::frame {

using look::Role;
using look::Text;
using look::Type;

namespace {

QString plain(const QAction* action)
{
    return action->text().remove(QLatin1Char('&'));
}

/// A keycap as a widget.
class Cap : public QWidget {
public:
    explicit Cap(const QString& key) : m_key{key} { setFixedSize(look::keycapWidth(key), 18); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter p{this};
        look::drawKeycap(&p, rect(), m_key, look::themeOf(this));
    }

private:
    QString m_key;
};

int addGroup(QGridLayout* grid, int row, const QString& name, const QList<QAction*>& actions)
{
    grid->addWidget(new Text{name, Type::Strong}, row++, 0, 1, 4);
    int place = 0;
    for (const auto* action : actions) {
        const auto key = look::keyWords(action->shortcut());
        if (key.isEmpty() || action->text().isEmpty())
            continue;
        grid->addWidget(new Cap{key}, row + place / 2, place % 2 * 2, Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(new Text{plain(action), Type::Body}, row + place / 2, place % 2 * 2 + 1);
        ++place;
    }
    return row + (place + 1) / 2;
}

}

Sheet::Sheet(const QString& name, const QSize& size, QWidget* over)
    : QWidget{over}, m_card{new look::Panel{Role::Raised, {}, this}}, m_before{QApplication::focusWidget()}, m_size{
                                                                                                                 size}
{
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    m_card->setCard();
    m_column = look::box<QVBoxLayout>(m_card, 24, 8);
    m_column->addWidget(new Text{name, Type::Title});
    over->installEventFilter(this);
    layOut();
}

Sheet* Sheet::keys(const QList<QAction*>& screen, const QList<QAction*>& window, QWidget* over)
{
    auto* sheet = new Sheet{tr("Keys"), {760, 620}, over};
    auto* page = new look::Panel{Role::Raised};
    auto* grid = new QGridLayout{page};
    grid->setContentsMargins(0, 0, 12, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
    int row = 0;
    if (!screen.isEmpty())
        row = addGroup(grid, row, tr("This screen"), screen);
    row = addGroup(grid, row, tr("Everywhere"), window);
    auto* canvas =
        new Text{tr("On an image: wheel or Up and Down go through the pictures (Shift: by ten), Home and End to "
                    "the ends; Ctrl with the wheel zooms at the pointer, middle button or Shift and drag moves, "
                    "drag changes brightness and contrast. Arrows move a chosen box, [ and ] change its size, H "
                    "held hides the boxes."),
                 Type::Small, Role::Text2};
    canvas->setWordWrap(true);
    grid->addWidget(canvas, row + 1, 0, 1, 4);
    grid->setRowStretch(row + 2, 1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(tr("Keys"));
    sheet->m_column->addWidget(scroll, 1);
    sheet->show();
    sheet->setFocus();
    return sheet;
}

Sheet* Sheet::help(const QString& markdown, QWidget* over)
{
    auto* sheet = new Sheet{tr("Help"), {760, 620}, over};
    auto* page = new QTextBrowser;
    page->setAccessibleName(tr("Help"));
    page->setFont(look::font(Type::Read));
    page->setFrameShape(QFrame::NoFrame);
    page->setMarkdown(markdown);
    for (auto block = page->document()->begin(); block.isValid(); block = block.next()) {
        auto format = block.blockFormat();
        format.setBottomMargin(8);
        format.setLineHeight(135, QTextBlockFormat::ProportionalHeight);
        QTextCursor{block}.setBlockFormat(format);
    }
    page->viewport()->setAutoFillBackground(false);
    page->installEventFilter(sheet);
    sheet->m_column->addWidget(page, 1);
    sheet->show();
    page->setFocus();
    return sheet;
}

Sheet* Sheet::palette(const QList<QAction*>& actions, QWidget* over)
{
    auto* sheet = new Sheet{tr("Find or do anything"), {560, 460}, over};
    auto* field = look::field(tr("What to do"));
    field->setPlaceholderText(tr("Type a few letters"));
    auto* list = new look::RowList{tr("What can be done")};
    list->setFocusPolicy(Qt::NoFocus);
    const auto fill = [actions, list](const QString& words) {
        QList<look::Row> rows;
        for (int i = 0; i < actions.size(); ++i) {
            const auto* action = actions[i];
            if (!action->isEnabled() || !action->isVisible() || !plain(action).contains(words, Qt::CaseInsensitive))
                continue;
            look::Row row;
            row.id = QString::number(i);
            row.title = plain(action);
            row.right = look::keyWords(action->shortcut());
            rows += row;
        }
        list->setRows(rows);
        list->setCurrentId(rows.isEmpty() ? QString{} : rows.front().id);
    };
    const auto act = [actions, sheet](const QString& id) {
        if (id.isEmpty())
            return;
        sheet->leave();
        QMetaObject::invokeMethod(actions[id.toInt()], &QAction::trigger, Qt::QueuedConnection);
    };
    connect(field, &QLineEdit::textChanged, sheet, fill);
    connect(field, &QLineEdit::returnPressed, sheet, [list, act] { act(list->currentId()); });
    connect(list, &QListView::clicked, sheet, [list, act] { act(list->currentId()); });
    field->installEventFilter(sheet);
    field->setProperty("list", QVariant::fromValue<QObject*>(list));
    sheet->m_column->addWidget(field);
    sheet->m_column->addWidget(list, 1);
    fill({});
    sheet->show();
    field->setFocus();
    return sheet;
}

Sheet* Sheet::holding(const QString& name, QWidget* page, const QSize& size, QWidget* over)
{
    auto* sheet = new Sheet{name, size, over};
    sheet->m_column->addWidget(page, 1);
    sheet->show();
    page->setFocus();
    return sheet;
}

void Sheet::layOut()
{
    setGeometry(parentWidget()->rect());
    const auto room = size() - QSize{48, 48};
    const auto shown = m_size.boundedTo(room);
    m_card->setGeometry({QPoint{(width() - shown.width()) / 2, (height() - shown.height()) / 2}, shown});
}

bool Sheet::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) { // keys mean nothing beneath a sheet
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

bool Sheet::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize)
            layOut();
        return false;
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        leave();
        return true;
    }
    auto* list = qobject_cast<look::RowList*>(watched->property("list").value<QObject*>());
    if (list && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
        const int row =
            qBound(0, list->currentIndex().row() + (key->key() == Qt::Key_Up ? -1 : 1), list->model()->rowCount() - 1);
        list->setCurrentIndex(list->model()->index(row, 0));
        return true;
    }
    return false;
}

void Sheet::paintEvent(QPaintEvent*) {}

void Sheet::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Question)
        leave();
}

void Sheet::mousePressEvent(QMouseEvent*)
{
    leave();
}

void Sheet::leave()
{
    hide();
    deleteLater();
    if (m_before)
        m_before->setFocus();
}

}
