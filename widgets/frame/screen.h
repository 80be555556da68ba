// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/frame/action_bar.h"
#include "widgets/frame/keys.h"

#include <QWidget>

#include <functional>

namespace widgets::frame {

/// What a deed looks like on one screen.
struct Face {
    QString words, iconName;
};

/// One place of the journey: a body above its action bar, and the deeds that can be done there. A deed's key works
/// while its screen is on view; key repeat never acts.
class Screen : public QWidget {
    Q_OBJECT

public:
    /// `name` names the help page (resources/help) and the pictures: "text".
    Screen(const QString& name, const QString& title, QWidget* parent = nullptr);

    const QString& name() const { return m_name; }
    const QString& title() const { return m_title; }
    const QList<QAction*>& deeds() const { return m_deeds; }
    ActionBar& bar() { return *m_bar; }

    /// An action of this screen. The face goes to menu, bar and tool bar; `act` runs when it is triggered.
    QAction* add(Deed deed, const Face& face, std::function<void()> act);

    /// It comes on view: shows what is new and takes the focus to where work goes on.
    virtual void enter() {}
    virtual QString place() const { return {}; }     ///< after "project › step ›"; never a patient's value
    virtual QString progress() const { return {}; }  ///< footer, left
    virtual double share() const { return -1; }      ///< of the bar before it; negative: no bar
    virtual QString viewState() const { return {}; } ///< footer, right: zoom, window, pixel

    /// The panels F6 goes round, in reading order.
    const QList<QWidget*>& stops() const { return m_stops; }

Q_SIGNALS:
    void statusChanged();
    void deedsChanged();
    void wish(const QString& what); ///< to another place, by name: "text", "review", ...

protected:
    void setBody(QWidget* body);
    void setStops(const QList<QWidget*>& stops) { m_stops = stops; }
    void refuse(const QString& words) { m_bar->say(words); }
    /// Why no key of this screen does anything now: said instead of it. Empty: they do.
    virtual QString whyBusy() const { return {}; }
    /// Left or Right where nothing else wants them: to the neighbour.
    virtual void goBy(int) {}
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_name, m_title;
    ActionBar* m_bar;
    QVBoxLayout* m_column;
    QList<QAction*> m_deeds;
    QList<QWidget*> m_stops;
};

}
