// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/review/queue_filter.h"

#include <QWidget>

#include <map>

class QLineEdit;

namespace widgets::look {
class Chip;
class Text;
}

namespace widgets::review {

/// The filter of the queue, how much of it is shown, and the way to an item by its number.
class QueueBar : public QWidget {
    Q_OBJECT

public:
    explicit QueueBar(QWidget* parent = nullptr);

    const QueueFilter& filter() const { return m_filter; }
    void setFilter(const QueueFilter& filter); ///< silently
    struct Counts {
        std::map<Standing, int> of;
        int shown = 0, all = 0, openOutside = 0; ///< items without a verdict that the filter does not show
    };
    void showCounts(const Counts& counts);
    void startWords(); ///< the person types what to look for
    void startNumber();
    bool isTyping() const; ///< the words: they may be half of what is meant

Q_SIGNALS:
    void changed();          ///< another filter
    void numbered(int item); ///< to that one, from 1; whether it is there nobody has checked
    void left();             ///< back to the pictures

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* chips();
    QLineEdit* fieldOf(const QString& name, const QString& hint, int width);
    void finish(const QObject* field, bool enters);

    QueueFilter m_filter;
    std::map<Standing, look::Chip*> m_chips;
    QLineEdit *m_words, *m_number;
    look::Text* m_shown;
};

}
