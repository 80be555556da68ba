// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/mark.h"

#include <QWidget>

namespace widgets::review {

/// The whole sample as one mark an item, in reading order; the present one is framed. A click goes there.
class MarkMap : public QWidget {
    Q_OBJECT

public:
    explicit MarkMap(QWidget* parent = nullptr);
    void show(const QList<look::Mark>& marks, int current);
    void setCurrent(int index);
    /// The others stay in their places, small: a filter hides nothing.
    void setShown(const std::vector<bool>& shown);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override { return {200, heightForWidth(200)}; }

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent*) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    int columns() const;

    QList<look::Mark> m_marks;
    std::vector<bool> m_shown;
    int m_current = -1;
};

}
