// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/contact/contact_sheet.h"
#include "widgets/review/glance.h"
#include "widgets/review/sheet_exposure.h"

#include <QElapsedTimer>
#include <QTimer>

class QAction;

namespace widgets::look {
class Heading;
}

namespace widgets::review {

/// Several items side by side, each as one picture at a time: of volumes the six of CellsView one after the other. What
/// was on the screen is counted tile by tile. Arrows go from tile to tile, Page Up and Page Down from picture to
/// picture.
class ItemSheet : public QWidget {
    Q_OBJECT

public:
    /// `rest`: what is done with all tiles at once; stands in the heading.
    ItemSheet(jobs::Jobs& jobs, engine::pool::Pool& pool, QAction* rest, QWidget* parent = nullptr);

    struct Entry {
        int index = 0;   ///< of the item in the queue
        GlanceWish wish; ///< Cells, or a Sheet of one picture
        std::string key; ///< of the wish
        QSize size;      ///< of its pictures, in their own pixels
    };
    /// `next`: of the sheet that will be asked for then.
    void show(const std::vector<Entry>& entries, int columns, const std::vector<Entry>& next);
    void leave(); ///< nothing of it is shown any more
    /// What was said of the item of a tile.
    void describe(int row, const engine::review::Judgement& judgement);

    const std::vector<Entry>& entries() const { return m_entries; }
    int current() const { return m_sheet->currentIndex().row(); }
    void setCurrent(int row);
    int pictures() const; ///< to be shown one after the other: 6, or 1 where no tile is a volume
    int picture() const { return m_picture; }
    void turn(int pictures);
    bool isMade() const; ///< every picture is here, or will never be

    bool isLongEnough() const; ///< what the sheet shows now, in all its tiles
    /// The whole of it was looked at, and large enough to tell text.
    bool isSeen(int row) const;
    bool isFit(int row) const; ///< it can be: false where the tile is too small for it, or something cannot be shown
    double share(int row) const;
    qint64 dwellMs(int row) const;

Q_SIGNALS:
    void moved(int row);
    void turned(); ///< another picture, or what is here counts now
    void opened();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Made {
        std::vector<QImage> pictures;
        bool isWhole = false; ///< every image went into them
    };
    void fetch();
    void fill();
    void fitAgain();
    void notePaint();
    contact::Tile tileOf(int row) const;
    int shownPicture(int row) const; ///< -1: none is here

    jobs::Jobs& m_jobs;
    engine::pool::Pool& m_pool;
    look::Heading* m_heading;
    contact::ContactSheet* m_sheet;
    std::vector<Entry> m_entries, m_next;
    std::map<std::string, Made> m_made; ///< by key of the wish
    std::set<std::string> m_asked;
    std::map<int, engine::review::Judgement> m_judgements; ///< by row
    std::set<int> m_inPaint;                               ///< rows that showed a picture when it began
    SheetExposure m_exposure;
    QElapsedTimer m_clock;
    QTimer m_ripe;
    int m_columns = 4, m_picture = 0, m_running = 0;
};

}
