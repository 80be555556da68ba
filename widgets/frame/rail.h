// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/theme.h"

#include <QAbstractButton>

namespace widgets::frame {

/// How a step stands.
struct StepState {
    int open = 0;      ///< what still needs a person
    bool done = false; ///< nothing is open and something was there
    QString locked;    ///< why its turn has not come; empty: it has
};

/// One step of the rail: icon, name, and under it the count, tick or lock.
class RailButton : public QAbstractButton {
    Q_OBJECT

public:
    RailButton(const QString& name, const QString& iconName, const QString& key, bool counts);
    void setState(const StepState& state);
    const StepState& state() const { return m_state; }
    QSize sizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent*) override;

private:
    QString m_iconName, m_key;
    bool m_counts;
    StepState m_state;
};

/// The places of a file's way, top to bottom, each with what is left to do in it; below, Journal and Settings.
class Rail : public QWidget {
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);
    void setStates(const QList<StepState>& states); ///< of the six steps
    void setCurrent(int place);                     ///< 0 to 5 steps, 6 Journal, 7 Settings

Q_SIGNALS:
    void chosen(int place);
    void refused(const QString& why);

protected:
    void paintEvent(QPaintEvent*) override;

private:
    QList<RailButton*> m_buttons;
};

}
