// SPDX-License-Identifier: Apache-2.0
#include "widgets/text/text_screen.h"

#include "widgets/frame/view_deeds.h"
#include "widgets/text/box_panel.h"
#include "widgets/text/class_check.h"
#include "widgets/text/template_page.h"

#include <QAction>
#include <QSplitter>
#include <QStackedWidget>

namespace widgets::text {

using engine::review::FindingVerdict;
using frame::Deed;
using look::Role;

namespace {
constexpr int fewestForWords = 168; // pixels: a queue says what stands in it
}

void TextScreen::build()
{
    auto* left = new look::Panel{Role::Panel};
    left->setMinimumWidth(fewestForWords);
    auto* column = look::box<QVBoxLayout>(left);
    m_queueHeading = new look::Heading{tr("Images")};
    m_queue = new look::RowList{tr("Images to look through")};
    column->addWidget(m_queueHeading);
    column->addWidget(m_queue, 1);
    m_viewer = new canvas::Viewer{tr("Image with boxes"), desk().jobs, desk().pool};
    m_viewer->canvas().setMargins(true);
    m_viewer->canvas().setEmptyWords(tr("No image here yet. Start the checks under Collection."));
    auto* right = new look::Panel{Role::Panel};
    auto* rightColumn = look::box<QVBoxLayout>(right);
    m_boxes = new BoxPanel;
    rightColumn->addWidget(m_boxes);
    m_check = new ClassCheck{desk(), this};
    m_middle = new QStackedWidget;
    m_middle->addWidget(m_viewer);
    m_middle->addWidget(m_check->sheet());
    m_panels = new canvas::PanelsView{desk().jobs, desk().pool};
    m_middle->addWidget(m_panels);
    m_templates = new TemplatePage{desk(), this};
    m_middle->addWidget(m_templates->list());
    m_right = new QStackedWidget;
    m_right->addWidget(right);
    m_right->addWidget(m_check->side());
    m_right->addWidget(m_templates->side());
    auto* body = new QSplitter;
    body->setChildrenCollapsible(false);
    body->addWidget(left);
    body->addWidget(m_middle);
    body->addWidget(m_right);
    body->setStretchFactor(1, 1);
    body->setSizes({look::metric::queue, 800, look::metric::detail});
    setBody(body);
}

QAction* TextScreen::addTool(Deed deed, const frame::Face& face, canvas::Tool tool)
{
    auto& canvas = m_viewer->canvas();
    auto* action = add(deed, face, [this, &canvas, tool] {
        showPanels(false);
        canvas.setTool(canvas.tool() == tool ? canvas::Tool::Look : tool);
        canvas.setFocus();
    });
    action->setCheckable(true);
    connect(&canvas, &canvas::Canvas::toolChanged, action,
            [action, tool](canvas::Tool now) { action->setChecked(now == tool); });
    return action;
}

void TextScreen::addBoxDeeds()
{
    auto* blank = add(Deed::Enter, {tr("Blank"), {}}, [this] { decide(FindingVerdict::Remove); });
    auto* keep = add(Deed::Keep, {tr("Keep"), {}}, [this] { decide(FindingVerdict::Keep); });
    auto* next = add(Deed::NextBox, {tr("Next box"), {}}, [this] { nextBox(false); });
    next->setShortcutContext(Qt::WidgetShortcut); // elsewhere Tab goes from control to control
    m_viewer->canvas().addAction(next);
    auto* pencil = addTool(Deed::Draw, {tr("Draw a box"), "square-dashed"}, canvas::Tool::Draw);
    auto* ellipse = addTool(Deed::DrawEllipse, {tr("Draw an ellipse"), "circle"}, canvas::Tool::DrawEllipse);
    auto* polygon = addTool(Deed::DrawPolygon, {tr("Draw a polygon"), "pentagon"}, canvas::Tool::DrawPolygon);
    auto* drop =
        add(Deed::Delete, {tr("Not text"), {}}, [this] { areTemplatesOn() ? m_templates->remove() : remove(); });
    auto* copy = add(Deed::Duplicate, {tr("Duplicate the box"), "copy"}, [this] { duplicate(); });
    auto* frames = add(Deed::Edit, {tr("On which frames"), "film"}, [this] { askFrames(); });
    auto* all = add(Deed::AcceptAll, {tr("Accept all here"), {}}, [this] { acceptAll(); });
    auto* others = add(Deed::ApplyToClass, {tr("Same on all like it"), {}}, [this] { checkClass(); });
    for (auto* action : {blank, keep, next, pencil, drop, all, others})
        bar().add(action, action == blank ? Role::Red : action == keep ? Role::Teal : Role::Text);
    m_keep = keep;
    m_drop = drop;
    m_ofBoxes = {blank, keep, next, pencil, ellipse, polygon, drop, copy, frames, all, others};
    int place = 0;
    for (auto* action : {pencil, ellipse, polygon, copy, frames})
        m_viewer->tools().insertWidget(place++, look::tool(action));
}

void TextScreen::addDeeds()
{
    addBoxDeeds();
    auto* flip = add(Deed::Flip, {tr("Before / after"), "git-compare-arrows"},
                     [this] { show(m_side == Side::After ? Side::Before : Side::After); });
    auto* apart = add(Deed::Header, {tr("What differs"), "split-square-horizontal"},
                      [this] { show(m_side == Side::Difference ? Side::Before : Side::Difference); });
    auto* out = add(Deed::Identity, {tr("Leave it out"), {}}, [this] { m_check->toggle(); });
    auto* back = add(Deed::TakeBack, {tr("Take back"), "undo-2"},
                     [this] { m_check->isOn() ? m_check->goBack() : void(session().undo()); });
    m_leave = add(Deed::Leave, {tr("Change nothing"), {}},
                  [this] { areTemplatesOn() ? showTemplates(false) : m_check->leave(); });
    m_panelsDeed = add(Deed::Panels, {tr("All frames as five pictures"), "layout-grid"},
                       [this] { showPanels(m_middle->currentWidget() != m_panels); });
    m_panelsDeed->setCheckable(true);
    m_ofBoxes +=
        {flip, apart, m_panelsDeed, add(Deed::NextOpen, {tr("Next open image"), {}}, [this] { nextOpenTask(1); })};
    m_ofCheck = {out};
    m_templatesDeed =
        add(Deed::SiteFile, {tr("Templates of devices…"), {}}, [this] { showTemplates(!areTemplatesOn()); });
    m_back = back;
    m_pass = add(Deed::Pass, {tr("Done, next"), {}}, [this] {
        if (areTemplatesOn())
            showTemplates(false);
        else
            m_check->isOn() ? m_check->confirm() : pass();
    });
    bar().add(out, Role::Red);
    bar().add(m_leave);
    bar().add(m_templatesDeed);
    bar().setStep(m_pass);
    m_viewer->tools().insertWidget(0, look::tool(flip));
    m_viewer->tools().insertWidget(1, look::tool(apart));
    m_viewer->tools().insertWidget(2, look::tool(m_panelsDeed));
    frame::addViewDeeds(*this, *m_viewer);
    followCheck();
}

void TextScreen::checkClass()
{
    const auto* plate = m_viewer->stack().plate();
    if (!plate || refuseWhenFrozen() || !m_check->begin(plate->item))
        return;
    followCheck();
    m_check->tiles().setFocus();
}

void TextScreen::showTemplates(bool on)
{
    if (m_check->isOn())
        return;
    if (on) {
        m_templates->refresh();
        m_middle->setCurrentWidget(m_templates->list());
        m_right->setCurrentWidget(m_templates->side());
    } else {
        m_middle->setCurrentIndex(0);
        m_right->setCurrentIndex(0);
    }
    followCheck();
    (on ? static_cast<QWidget*>(&m_templates->rows()) : &m_viewer->canvas())->setFocus();
}

bool TextScreen::areTemplatesOn() const
{
    return m_middle->currentWidget() == m_templates->list();
}

void TextScreen::showPanels(bool on)
{
    const auto* plate = m_viewer->stack().plate();
    const auto* here = task();
    if (on && plate && here && !session().isLent()) {
        std::vector<engine::journey::FrameOf> frames;
        for (const auto& one : platesOf(session().project().collection(), *here))
            frames.push_back({one.source, one.frame});
        m_panels->setFrames(frames, m_taskId);
        m_panels->setMarks(m_viewer->canvas().marks());
        m_middle->setCurrentWidget(m_panels);
    } else if (m_middle->currentWidget() == m_panels) {
        m_middle->setCurrentIndex(0);
        m_viewer->canvas().setFocus();
    }
    m_panelsDeed->setChecked(m_middle->currentWidget() == m_panels);
}

void TextScreen::followCheck()
{
    const bool check = m_check->isOn(), templates = !check && areTemplatesOn();
    if (!templates) {
        m_middle->setCurrentIndex(check ? 1 : 0);
        m_right->setCurrentIndex(check ? 1 : 0);
    }
    m_panelsDeed->setChecked(false);
    for (auto* action : m_ofBoxes)
        action->setVisible(!check && (!templates || action == m_drop));
    for (auto* action : m_ofCheck)
        action->setVisible(check);
    m_leave->setVisible(check || templates);
    m_leave->setText(templates ? tr("Back to the images") : tr("Change nothing"));
    m_templatesDeed->setVisible(!check && !templates);
    nameDrop();
    m_back->setText(check ? tr("Page back") : tr("Take back"));
    if (check) {
        m_pass->setText(m_check->stepWords());
        bar().say({});
    } else {
        nameStep();
    }
    Q_EMIT statusChanged();
}

void TextScreen::nameStep()
{
    if (areTemplatesOn())
        m_pass->setText(tr("Back to the images"));
    else if (!m_check->isOn())
        m_pass->setText(m_open > 0 || m_tasks.empty() ? tr("Done, next") : tr("Go to Faces"));
}

void TextScreen::nameDrop()
{
    const auto* one = m_chosen.isEmpty() || session().isLent() ? nullptr : chosen();
    const bool isFace = one && engine::review::isFaceBox(*one);
    m_keep->setText(isFace ? tr("Keep the face") : tr("Keep"));
    if (areTemplatesOn())
        m_drop->setText(m_templates->isChosenRemoved() ? tr("Bring it back") : tr("Take it away"));
    else
        m_drop->setText(isFace ? tr("No face") : tr("Not text"));
}

void TextScreen::followBoxes()
{
    connect(m_check, &ClassCheck::turned, this, &TextScreen::followCheck);
    connect(m_check, &ClassCheck::refused, this, [this](const QString& why) { refuse(why); });
    connect(m_check, &ClassCheck::left, this, [this] {
        followCheck();
        if (!session().isLent())
            refresh();
        m_viewer->canvas().setFocus();
    });
    connect(m_check, &ClassCheck::agreed, this, [this](const auto& event, int images) {
        if (session().perform(event))
            bar().say(tr("Applied to %n image(s); Backspace takes it back", nullptr, images), Role::Text2);
    });
    connect(m_templates, &TemplatePage::turned, this, &TextScreen::nameDrop);
    connect(m_templates, &TemplatePage::readWished, this, &TextScreen::templatesWished);
    connect(m_templates, &TemplatePage::writeWished, this, &TextScreen::templatesFileWished);
    connect(&m_templates->rows(), &look::RowList::opened, m_templates, &TemplatePage::propose);
    // What was decided elsewhere, undone say, is no longer what the sheet shows.
    connect(&session(), &session::Session::decided, m_check, [this] {
        if (m_check->isOn())
            m_check->leave();
    });
}

}
