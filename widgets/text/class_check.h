// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"
#include "widgets/text/class_sheet.h"

#include <QElapsedTimer>
#include <QSet>

class QPushButton;

namespace widgets::look {
class Heading;
class Text;
}

namespace widgets::text {

/// The boxes of one image on all of its layout: shows page by page what would be changed, and asks nothing else of the
/// person than to look. Nothing is done before the last page is confirmed; then it is one act.
class ClassCheck : public QObject {
    Q_OBJECT

public:
    static constexpr int perPage = 12;

    explicit ClassCheck(const session::Desk& desk, QObject* parent = nullptr);

    QWidget* sheet() const { return m_sheetPage; } ///< for the middle of the screen
    QWidget* side() const { return m_sidePage; }   ///< the images that differ
    ClassSheet& tiles() const { return *m_sheet; }

    /// False when the image has no blanked box or no other image would change; `refused` has said why.
    bool begin(const std::string& item);
    bool isOn() const { return !m_item.empty(); }
    void toggle(); ///< leaves the current tile out, or takes it in again
    /// The page is as it should be; after the last one `agreed` follows. Refused until every picture of the page was on
    /// the screen for half a second.
    void confirm();
    void goBack(); ///< a page; from the first one out of the check
    void leave();  ///< nothing is done
    QString stepWords() const;

Q_SIGNALS:
    void turned(); ///< another page, or other words for the step
    void agreed(const engine::review::BoxesCarried& event, int images);
    void left();
    void refused(const QString& why);

private:
    struct Seen {
        QImage picture;
        Tile::State state = Tile::State::Waiting;
    };

    int pages() const;
    int firstOf(int page) const { return page * perPage; }
    int countOn(int page) const; ///< images that are not left out
    bool isOut(int at) const;
    void showPage(int page);
    void fillSide();
    Tile tileOf(int at) const;
    void fetch();
    void take(int at, const QImage& picture);
    void notePainted();

    session::Desk m_desk;
    QWidget *m_sheetPage, *m_sidePage;
    look::Heading *m_heading, *m_sideHeading;
    QPushButton* m_previous;
    look::Text* m_words;
    ClassSheet* m_sheet;
    look::RowList* m_differing;
    std::string m_item;
    std::vector<engine::journey::Carried> m_all;
    QSet<int> m_out, m_asked;
    QMap<int, Seen> m_seen;
    int m_page = 0, m_running = 0, m_round = 0;
    QElapsedTimer m_since; ///< invalid until the whole page was painted
};

}
