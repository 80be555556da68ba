// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/canvas/viewer.h"
#include "widgets/header/header_panel.h"
#include "widgets/review/exposure.h"
#include "widgets/review/glance.h"
#include "widgets/review/sample_panel.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>

class QStackedWidget;

namespace widgets::review {

class CellsView;
class FrameSheet;
class ItemSheet;
class QueueBar;
struct QueueFilter;

/// Every item that has to be judged is looked at by a person, in the file as it would leave: at a glance first, slice
/// by slice where the person wants to. Patient, machine result and other readers are hidden meanwhile.
class ReviewScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    explicit ReviewScreen(const session::Desk& desk);
    void enter() override;
    QString place() const override;
    QString progress() const override;
    double share() const override;
    QString viewState() const override;

protected:
    void refresh() override;
    void goBy(int items) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void followPictures();
    void addDeeds();
    void addVerdicts();
    bool findItems();
    void open(int index);
    void nextOpen();
    int nextUnsettledAfter(int index) const; ///< found or flagged, and not judged again since; -1: there is none
    int nextOpenAfter(int index) const;      ///< of those the filter takes; -1: everything is judged
    void takeBreak();
    const Item* item() const;
    void showFacts();

    // Which items are walked: review_filter.cpp.
    void addFilter();
    const QueueFilter& filter() const;
    void clearFilter();
    engine::review::Judgement judgementAt(int index) const;
    void showFilter();
    void goIntoFilter();
    bool isFilterDone() const;

    // Several items side by side: review_sheet.cpp.
    void addSheet();
    void askForMore(); ///< G: larger frames of a clip, else the sheet, else more or fewer on it
    void openSheet(int from);
    void goOnSheet();
    bool isOnSheet() const;
    int sheetRow() const; ///< of the present item; -1: it is on no sheet
    void passOnSheet();
    void passRest();
    QString whyNotCleanOn(int row);
    bool isForSheet(int index) const;
    void nameSheetStep();
    engine::review::Look lookAt(const Item& item) const;

    // Who reads: review_reading.cpp.
    void askReader();
    void askShare();
    void askName(const std::string& nameless, std::function<void(const std::string& id)> then);
    void readAs(const Reading& reading);
    /// The act of whoever reads now about these items: one event, and one more where known cases are judged by a second
    /// reader.
    std::vector<engine::review::Event> actOf(const std::vector<const Item*>& items,
                                             const engine::review::Judgement& judgement);
    QString bothVerdicts() const;

    // Known cases: review_cases.cpp.
    void askCases();
    void plantCases(const std::string& by);
    void checkCases();
    void removeCases();
    bool waitsForRemoval() const; ///< everything is read, and the cases are still there
    bool tellPractice(const Item& item, const engine::review::Judgement& judgement); ///< true: it stays on the screen
    QString casePlanted(const engine::review::KnownCase& one) const;
    void showPlanted(const engine::review::KnownCase& one);

    // What is on the screen: review_pictures.cpp.
    enum class Which { Same, Other }; ///< the same bytes or another side of them; another item, or other bytes
    void showPictures(Which which);
    void showGlance(); ///< where it is made already; asks for it otherwise
    void takeGlance(const Glance& glance);
    void fetchAhead();
    GlanceWish wishFor(const Item& item, std::vector<canvas::Plate> plates, int page) const;
    void showSlices(int at);
    void leaveSlices();
    void turn(int pages);
    int pages() const;
    void changeGrid();
    void followHeader();
    void followSlice(); ///< a picture of the viewer has reached the screen
    bool isGlance() const;
    bool isWhole() const; ///< the single picture is on the screen to its edges
    void onScreen(const std::set<int>& pictures, qint64 neededMs);
    QString viewName() const;

    // What is said of it: review_verdicts.cpp.
    void judge(const engine::review::Judgement& judgement);
    void pass();
    QString whyNotClean(); ///< empty when nothing stands against it
    bool goOnLooking();    ///< what is left of the item comes on the screen; false when all of it was there
    void showStep();
    void takeBack();
    void contradict(const std::vector<const engine::review::Finding*>& texts);
    void showContradiction(bool on);
    bool isSettling() const;
    void askSettled();
    void askChanged(engine::review::ItemVerdict verdict);
    void askCategory(const std::string& reason = {});
    void askSkipped();
    void askDamaged();
    bool mayJudge();
    bool mayChoose();
    bool isLeftOut(const Item& item) const; ///< by a decision about its face

    SamplePanel* m_sample;
    QueueBar* m_queue;
    QStackedWidget* m_middle;
    CellsView* m_cells;
    FrameSheet* m_sheet;
    ItemSheet* m_itemSheet;
    canvas::Viewer* m_viewer;
    header::HeaderPanel* m_header;
    QWidget *m_right, *m_break;
    look::Text* m_breakWords;
    QAction *m_pass = nullptr, *m_slices = nullptr, *m_leave = nullptr, *m_grid = nullptr, *m_rest = nullptr;
    Glances m_glances;
    std::vector<Item> m_items;
    std::vector<QString> m_known;           ///< of each item, what a filter may ask for
    std::vector<bool> m_isShown;            ///< by the filter
    std::array<std::size_t, 7> m_itemsOf{}; ///< what they depend on: images, draws, leaks, second reading, cases
    Reading m_reading;
    Tally m_tally;
    int m_index = -1;
    bool m_before = false, m_isCandidate = false;
    bool m_isLarge = false;        ///< the slices are open, or there is nothing else
    bool m_isJudgedHere = false;   ///< its verdict was given since it came on the screen
    bool m_isFresh = false;        ///< its single picture has not been on the screen yet
    bool m_isContradicted = false; ///< the machine's boxes are shown, after the verdict
    int m_page = 0, m_columns = 8;
    int m_sheetColumns = 4;
    int m_shownColumns = 8; ///< of the sheet on the screen: fewer where there are few frames
    std::vector<canvas::Plate> m_plates;
    std::string m_glance; ///< key of the one that is wanted
    Exposure m_exposure;
    QElapsedTimer m_clock;
    QTimer m_ripe; ///< the shortest look is over
};

}
