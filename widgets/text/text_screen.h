// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/canvas/panels_view.h"
#include "widgets/canvas/viewer.h"
#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"
#include "widgets/text/queue.h"

class QStackedWidget;

namespace widgets::text {

class BoxPanel;
class ClassCheck;
class TemplatePage;

/// Text in the pixels: each box that the machine found or a person drew is blanked or kept by a person.
class TextScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    explicit TextScreen(const session::Desk& desk);
    void enter() override;
    QString place() const override;
    QString progress() const override;
    double share() const override;
    QString viewState() const override { return m_viewer->viewState(); }
    TemplatePage& templates() { return *m_templates; }

Q_SIGNALS:
    void templatesWished();     ///< a file of them, to be read
    void templatesFileWished(); ///< a place to write them to

protected:
    void refresh() override;
    void goBy(int tasks) override;

private:
    /// Which picture is on view: the original, the file as it was written, or what differs between the two.
    enum class Side { Before, After, Difference };

    void build();
    void addDeeds();
    void addBoxDeeds();
    QAction* addTool(frame::Deed deed, const frame::Face& face, canvas::Tool tool);
    void followBoxes();
    void checkClass();
    void showPanels(bool on); ///< the stack of the image on view as five pictures, in place of the image
    void showTemplates(bool on);
    bool areTemplatesOn() const;
    void nameStep();    ///< of what is on view
    void nameDrop();    ///< of what is chosen: a text, a face, or a template
    void followCheck(); ///< the screen is as the check of a layout wants it, or as it was
    void show(Side side);
    void showSide(int at);
    void openTask(const QString& id, const std::string& finding = {});
    void fillQueue();
    void showMarks();
    QPainterPath writtenPlace(const engine::review::Finding& finding) const; ///< empty while it is not known
    void choose(const QString& finding);
    void decide(engine::review::FindingVerdict verdict);
    void remove();
    void acceptAll();
    void askAboutUnread();
    bool isOnView(const engine::review::Finding& finding) const;
    const engine::review::Finding* chosen() const; ///< nullptr when there is none
    void draw(const QRect& place, engine::pixels::Shape shape, const QPolygon& corners);
    void drawNew(const std::string& item, const engine::pixels::Box& box, engine::review::Category category);
    void duplicate();
    void setFrames(int first, int last); ///< of the chosen box
    void askFrames();
    void move(const QString& finding, const QRect& place);
    void nextBox(bool onlyOpen);
    void nextOpenTask(int direction);
    void pass();
    const Task* task() const;
    std::size_t openHere() const;

    look::RowList* m_queue;
    look::Heading* m_queueHeading;
    canvas::Viewer* m_viewer;
    BoxPanel* m_boxes;
    ClassCheck* m_check = nullptr;
    TemplatePage* m_templates = nullptr;
    canvas::PanelsView* m_panels = nullptr;
    QAction* m_panelsDeed = nullptr;
    QStackedWidget *m_middle = nullptr, *m_right = nullptr;
    QAction *m_pass = nullptr, *m_back = nullptr, *m_templatesDeed = nullptr, *m_leave = nullptr;
    QAction *m_keep = nullptr, *m_drop = nullptr; ///< as `nameDrop` calls them
    QList<QAction*> m_ofBoxes, m_ofCheck;         ///< what can be done while looking at one image, and at a layout
    std::vector<Task> m_tasks;
    std::size_t m_open = 0;
    QString m_taskId, m_chosen;
    Side m_side = Side::Before;
    std::map<std::string, engine::pixels::Box> m_written; ///< by finding: see writtenBoxesOf
};

}
