// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/parts.h"

#include <QAbstractButton>

class QMenuBar;

namespace widgets::frame {

/// The lamp: home.
class Lamp : public QAbstractButton {
    Q_OBJECT

public:
    explicit Lamp(QWidget* parent = nullptr);
    QSize sizeHint() const override { return {look::metric::rail, look::metric::topBar}; }

protected:
    void paintEvent(QPaintEvent*) override;
};

/// Looks like a field and opens the list of everything that can be done.
class CommandField : public QAbstractButton {
    Q_OBJECT

public:
    explicit CommandField(QAction* action, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {240, 26}; }

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QString m_key;
};

/// Lamp, menus, place, command field, tools.
class TopBar : public look::Panel {
    Q_OBJECT

public:
    TopBar(QMenuBar* menus, QAction* palette, const QList<QAction*>& tools, QWidget* parent = nullptr);
    /// "project › step › item": never a patient's value.
    void setPlace(const QStringList& places);

Q_SIGNALS:
    void homeWished();

private:
    look::Text* m_place;
};

}
