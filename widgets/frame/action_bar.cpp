// SPDX-License-Identifier: Apache-2.0
#include "widgets/frame/action_bar.h"

#include "widgets/look/key_button.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QPointer>
#include <QStackedLayout>

#include <algorithm>

namespace widgets::frame {

namespace {

/// Buttons in a row. Where they do not fit they keep their keys and lose their words, the last first; the amber step
/// and what is said keep theirs.
class FittingRow : public QWidget {
public:
    /// `forWords`: pixels that a text in the row keeps; it has three lines.
    explicit FittingRow(int forWords) : m_forWords{forWords} {}

    QSize minimumSizeHint() const override // no window is as wide as all words of its deeds
    {
        int width = 0;
        for (const auto* one : findChildren<look::KeyButton*>(Qt::FindDirectChildrenOnly))
            width += one->isHidden() ? 0 : one->widthWith(!one->property("primary").toBool()) + layout()->spacing();
        return {width, QWidget::minimumSizeHint().height()};
    }

protected:
    bool event(QEvent* event) override
    {
        const bool isOther = event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize;
        const bool taken = QWidget::event(event);
        if (isOther)
            fit();
        return taken;
    }

private:
    void fit()
    {
        int room = contentsRect().width() - layout()->contentsMargins().left() - layout()->contentsMargins().right();
        for (const auto* label : findChildren<look::Text*>(Qt::FindDirectChildrenOnly))
            room -= std::min(m_forWords, label->fontMetrics().horizontalAdvance(label->text())) + layout()->spacing();
        QList<look::KeyButton*> buttons; // the last first
        for (int i = layout()->count() - 1; i >= 0; --i) {
            auto* one = qobject_cast<look::KeyButton*>(layout()->itemAt(i)->widget());
            if (!one || one->isHidden())
                continue;
            room -= one->widthWith(false) + layout()->spacing();
            if (!one->property("primary").toBool())
                buttons += one;
        }
        for (auto* one : buttons) {
            const bool isNarrow = room < 0;
            room += isNarrow ? one->widthWith(false) - one->widthWith(true) : 0;
            one->setNarrow(isNarrow);
        }
    }

    int m_forWords;
};

/// The question's row: takes every key while it is there, so that letters mean answers and nothing else.
class QuestionRow : public FittingRow {
public:
    QuestionRow(QList<Choice> choices, std::function<void(int)> done)
        : FittingRow{72}, m_choices{std::move(choices)}, m_done{std::move(done)}, m_before{QApplication::focusWidget()}
    {
        setFocusPolicy(Qt::StrongFocus);
    }

    void finish(int answer)
    {
        if (m_before)
            m_before->setFocus();
        m_done(answer);
    }

protected:
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::ShortcutOverride)
            return FittingRow::event(event);
        event->accept();
        return true;
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->isAutoRepeat())
            return;
        if (event->key() == Qt::Key_Escape) {
            finish(-1);
            return;
        }
        for (int i = 0; i < m_choices.size(); ++i) {
            if (m_choices[i].key.compare(event->text(), Qt::CaseInsensitive) != 0)
                continue;
            finish(i);
            return;
        }
    }

private:
    QList<Choice> m_choices;
    std::function<void(int)> m_done;
    QPointer<QWidget> m_before;
};

}

ActionBar::ActionBar(QWidget* parent) : Panel{look::Role::Panel, Qt::TopEdge, parent}
{
    setFixedHeight(look::metric::actionBar);
    setAccessibleName(tr("Actions"));
    m_pages = new QStackedLayout{this};
    auto* page = new FittingRow{220};
    m_deeds = look::box<QHBoxLayout>(page, 8, 8);
    m_words = new look::Text{{}, look::Type::Small, look::Role::Amber};
    m_words->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_words->setWordWrap(true);
    m_deeds->addWidget(m_words, 1);
    m_pages->addWidget(page);
}

void ActionBar::add(QAction* action, look::Role accent)
{
    m_deeds->insertWidget(m_deeds->indexOf(m_words), new look::KeyButton{action, accent});
}

void ActionBar::setStep(QAction* action)
{
    m_step = new look::KeyButton{action, look::Role::Text, true};
    m_deeds->addWidget(m_step);
}

void ActionBar::setStepReady(bool ready)
{
    m_step->setReady(ready);
}

void ActionBar::say(const QString& words, look::Role role)
{
    m_words->setRole(role);
    if (m_words->text() == words)
        return;
    m_words->setText(words);
    QAccessibleEvent event{m_words, QAccessible::Alert};
    QAccessible::updateAccessibility(&event);
}

void ActionBar::hush()
{
    m_words->clear();
}

bool ActionBar::isAsking() const
{
    return m_question != nullptr;
}

void ActionBar::ask(const QString& question, const QList<Choice>& choices, std::function<void(int)> answer)
{
    leave();
    auto* row = new QuestionRow{choices, [this, answer = std::move(answer)](int index) {
                                    leave();
                                    if (index >= 0)
                                        answer(index);
                                }};
    row->setAccessibleName(question);
    auto* line = look::box<QHBoxLayout>(row, 8, 8);
    auto* words = new look::Text{question, look::Type::Strong};
    words->setWordWrap(true);
    line->addWidget(words);
    for (int i = 0; i < choices.size(); ++i) {
        auto* action = new QAction{choices[i].words, row};
        action->setShortcut(QKeySequence{choices[i].key}); // shown on the face; the row itself hears the key
        connect(action, &QAction::triggered, row, [row, i] { row->finish(i); });
        line->addWidget(new look::KeyButton{action, choices[i].tone});
    }
    line->addStretch();
    auto* back = new QAction{tr("Back"), row};
    back->setShortcut(Qt::Key_Escape);
    connect(back, &QAction::triggered, row, [row] { row->finish(-1); });
    line->addWidget(new look::KeyButton{back});
    m_question = row;
    m_pages->addWidget(row);
    m_pages->setCurrentWidget(row);
    row->setFocus();
}

void ActionBar::leave()
{
    if (!m_question)
        return;
    m_pages->removeWidget(m_question);
    m_question->hide();
    m_question->deleteLater();
    m_question = nullptr;
    m_pages->setCurrentIndex(0);
}

}
