// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/parts.h"

#include <functional>

class QAction;
class QStackedLayout;

namespace widgets::look {
class KeyButton;
}

namespace widgets::frame {

/// One answer of a question in the bar: a letter or digit, and what it means.
struct Choice {
    QString key, words;
    look::Role tone = look::Role::Text;
};

/// The keys of a screen: what can be said about the present thing at the left, the one amber step at the right, and
/// left of it why a key may not act now. A question (which identity?) takes the bar's place until it is answered.
class ActionBar : public look::Panel {
    Q_OBJECT

public:
    explicit ActionBar(QWidget* parent = nullptr);

    void add(QAction* action, look::Role accent = look::Role::Text);
    void setStep(QAction* action);
    /// Not ready: the step looks as if it could not be pressed. Its key still acts, and may refuse with words.
    void setStepReady(bool ready);
    /// Said until `hush`, also to screen readers.
    void say(const QString& words, look::Role role = look::Role::Amber);
    void hush();
    QString said() const { return m_words->text(); }

    /// Asks in place of the bar; Esc leaves without an answer. The focus comes back to where it was.
    void ask(const QString& question, const QList<Choice>& choices, std::function<void(int)> answer);
    bool isAsking() const;

private:
    void leave();

    QStackedLayout* m_pages;
    QHBoxLayout* m_deeds;
    look::Text* m_words;
    look::KeyButton* m_step = nullptr;
    QWidget* m_question = nullptr;
};

}
