// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/canvas/viewer.h"
#include "widgets/face/head_panel.h"
#include "widgets/face/head_view.h"
#include "widgets/face/planes.h"
#include "widgets/face/sides.h"
#include "widgets/face/trial.h"
#include "widgets/frame/stepping.h"
#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"

#include <QElapsedTimer>

#include <functional>

class QStackedWidget;

namespace widgets::face {

class HeadCheck;

/// Series whose geometry could show a face, worst first: a person turns the head, says whether it shows one, cuts it
/// away where it does, and accepts what is left.
class FaceScreen : public session::ProjectScreen, public frame::Stepping {
    Q_OBJECT

public:
    explicit FaceScreen(const session::Desk& desk);
    void enter() override;
    QString place() const override;
    QString progress() const override;
    double share() const override;
    QString viewState() const override;
    bool canStep(bool back) const override;
    void step(bool back) override;

protected:
    void refresh() override;

private:
    void build();
    QWidget* makeHeads();
    void addDeeds();
    void addCutDeeds();
    void addHandDeeds();
    void addViewDeeds();
    void fillTools();
    void connectHead();
    void connectPlanes();
    void connectCheck();
    void checkMany();
    void followCheck(); ///< the screen is as the check of many wants it, or as it was
    void fill();
    look::Row rowOf(const engine::review::Finding& finding, const std::vector<engine::journey::OpenCut>& cuts) const;
    void open(const QString& finding);
    void openWhatIsThere();
    void decide(engine::review::FindingVerdict verdict, const std::string& reason);
    void pass();
    void accept();
    void toggleCut();
    void change(const std::function<void(engine::face::Cut&)>& how);
    bool mayCut(); ///< else says why not
    void attempt(Trial::Step next);
    void applyCut();
    void takeHand(const std::vector<engine::face::Solid>& solids);
    void nextForm();
    void toggleProtect();
    bool mayDraw();
    void showHand();
    void showAs(Head::Preset preset);
    void nextLight();
    void showLook(); ///< in words, how the head is shown
    void toggleTurntable();
    void turnOn();
    void keep();
    void takeOn(const engine::journey::CutDecision& decision);
    void toggleFollower(const engine::review::Finding& finding);
    void passUnseen(const engine::review::Finding& finding); ///< of what cannot be turned as a head
    void nextOpen();
    bool mayDecide();
    const Trial::Step& cut() const { return m_trial.cut(); }
    std::optional<engine::journey::CutDecision> decidedCut() const;
    QString standingOf(const engine::review::Finding& finding) const;
    QString deciderOf(const engine::review::Finding& finding) const;
    bool isCut() const;                               ///< there is one, and it takes something
    bool isAccepted() const;                          ///< the cut that is shown, with all that its files fail
    std::vector<std::string> failuresWritten() const; ///< the cut on the screen is the one in force
    const engine::review::Finding* chosen() const;
    const engine::journey::HeadRecord* known() const;
    void showFacts();
    void showCut();
    void showDeeds();

    enum Middle { Turned, Many, Flat }; ///< pages of `m_middle`: a head, heads to be accepted, pictures of no head
    bool showsPictures() const;         ///< the chosen series is no head to turn, and has pictures
    void showPictures(const std::vector<engine::study::Entry>& entries);
    QWidget& view(); ///< what is looked at: a head, or pictures

    Head m_head;
    HeadView *m_before, *m_after;
    Planes* m_planes;
    canvas::Viewer* m_pictures = nullptr;
    Sides* m_sides;
    look::Text *m_lookWords, *m_handWords;
    QHBoxLayout* m_toolRow;
    QList<QAction*> m_tools, m_presets;
    QAction *m_hand = nullptr, *m_protect = nullptr, *m_nextPiece = nullptr;
    QStackedWidget* m_pages;
    look::Text* m_why;
    look::RowList* m_queue;
    look::Heading* m_queueHeading;
    HeadPanel* m_details;
    HeadCheck* m_check = nullptr;
    QStackedWidget *m_middle = nullptr, *m_right = nullptr;
    QAction *m_pass = nullptr, *m_out = nullptr, *m_back = nullptr, *m_keep = nullptr, *m_cutFace = nullptr;
    QList<QAction*> m_ofHead, m_ofTurned, m_ofCheck; ///< of one series, of one that is turned, of many
    std::vector<const engine::review::Finding*> m_findings;
    std::size_t m_open = 0;
    QString m_chosen;
    std::string m_files; ///< digest of those that are on the screen
    QElapsedTimer m_exposure;
    Trial m_trial;
    std::optional<engine::face::CheckCut::Answer> m_tried;
    std::optional<engine::face::Vector> m_pointed; ///< LPS mm under the mouse
    QTimer m_turntable;
    int m_turn = 0;
};

}
