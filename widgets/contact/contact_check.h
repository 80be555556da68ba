// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/contact/contact_sheet.h"
#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"

#include <QElapsedTimer>
#include <QSet>

#include <functional>

class QPushButton;

namespace widgets::look {
class Heading;
class Text;
}

namespace widgets::contact {

/// What a worker's thread makes of one item.
struct Made {
    QImage picture;                         ///< null where it cannot be shown
    QString deed = {};                      ///< in place of the tile's, where the picture tells more
    Tile::State state = Tile::State::Shown; ///< or Refused
};

/// Many items decided in one act, after a look at each: shows them page by page and asks nothing else of the person
/// than to look. Nothing is done before the last page is confirmed. What the items are, a subclass knows.
class ContactCheck : public QObject {
    Q_OBJECT

public:
    struct Settings {
        QString name; ///< of the sheet, for screen readers
        int perPage = 12;
        double aspect = 4. / 3; ///< width of a picture by its height
        int atOnce = 2;         ///< pictures made at the same time
        jobs::Lane lane = jobs::Lane::Show;
        QString sideTitle, sideName, explanation;
    };
    ContactCheck(const session::Desk& desk, const Settings& settings, QObject* parent);

    QWidget* sheet() const { return m_sheetPage; } ///< for the middle of the screen
    QWidget* side() const { return m_sidePage; }   ///< the items to look at twice
    ContactSheet& tiles() const { return *m_sheet; }

    bool isOn() const { return m_isOn; }
    void toggle(); ///< leaves the current tile out, or takes it in again
    /// The page is as it should be; after the last one the act follows. Refused until every picture of the page was on
    /// the screen for half a second.
    void confirm();
    void goBack(); ///< a page; from the first one out of the check
    void leave();  ///< nothing is done
    QString stepWords() const;

Q_SIGNALS:
    void turned(); ///< another page, or other words for the step
    void left();
    void refused(const QString& why);

protected:
    const session::Desk& desk() const { return m_desk; }
    void begin(); ///< with what `count` and the rest say now

    virtual int count() const = 0;
    virtual QString title() const = 0;
    /// Without picture, state and `isOut`.
    virtual Tile describe(int at) const = 0;
    /// What makes the picture; called in the thread of a job.
    virtual std::function<Made(const engine::Progress&)> maker(int at, bool isOut) const = 0;
    /// Items to look at twice; the id of a row is the number of its item, or any words where it is on no page.
    virtual QList<look::Row> secondLooks() const = 0;
    /// What follows when the check is over: for these items.
    virtual std::function<void()> agreement(const QList<int>& chosen) = 0;

private:
    struct Seen {
        QImage picture;
        QString deed;
        Tile::State state = Tile::State::Waiting;
    };

    int pages() const;
    int firstOf(int page) const { return page * m_settings.perPage; }
    QList<int> takenOn(int page) const;
    void showPage(int page);
    void fillSide();
    Tile tileOf(int at) const;
    void fetch();
    void take(int at, const Made& made);
    void notePainted();

    session::Desk m_desk;
    Settings m_settings;
    QWidget *m_sheetPage, *m_sidePage;
    look::Heading *m_heading, *m_sideHeading;
    QPushButton* m_previous;
    ContactSheet* m_sheet;
    look::RowList* m_second;
    QSet<int> m_out, m_asked;
    QMap<int, Seen> m_seen;
    bool m_isOn = false;
    int m_page = 0, m_running = 0, m_round = 0;
    QElapsedTimer m_since; ///< invalid until the whole page was painted
};

}
