// SPDX-License-Identifier: Apache-2.0
#include "widgets/text/text_screen.h"

#include "widgets/session/thumbs.h"
#include "widgets/text/box_panel.h"
#include "widgets/text/class_check.h"
#include "widgets/text/template_page.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QStackedWidget>

#include <algorithm>

namespace widgets::text {

using canvas::BoxMark;
using engine::review::Finding;
using engine::review::FindingKind;
using engine::review::FindingVerdict;
using look::Role;

namespace {

BoxMark::State drawnAs(const engine::review::State& state, const Finding& finding)
{
    if (engine::review::isOpen(state, finding))
        return BoxMark::State::Proposed;
    return engine::review::verdictInForce(state, finding) == FindingVerdict::Keep ? BoxMark::State::Keep
                                                                                  : BoxMark::State::Blank;
}

}

namespace {

QString contentsOf(const Task& task)
{
    const auto unread = task.unread > 0 ? TextScreen::tr("%n unread", nullptr, int(task.unread)) : QString{};
    if (task.findings == task.unread)
        return task.unread > 0 ? unread : TextScreen::tr("no text found");
    const auto boxes = TextScreen::tr("%n box(es)", nullptr, int(task.findings - task.unread));
    return unread.isEmpty() ? boxes : TextScreen::tr("%1 · %2").arg(boxes, unread);
}

/// The heading of a layout: device and size, or the kind where no device is named, and whether it is of clips, since
/// its single images are another layout. The rows below name the kind.
look::Row layoutRow(const engine::study::Instance& instance, const QString& id, int images)
{
    look::Row row;
    row.id = QStringLiteral("layout ") + id;
    row.isSection = true;
    const auto device = words::text(instance.model.empty() ? instance.manufacturer : instance.model);
    QStringList words{device.isEmpty() ? words::text(instance.modality) : device,
                      QStringLiteral("%1×%2").arg(instance.columns).arg(instance.rows)};
    words.removeAll(QString{});
    row.title = words.join(QStringLiteral(" · "));
    row.tip = row.title;
    row.right = instance.frames > 1 ? TextScreen::tr("%n clip(s)", nullptr, images) : QString::number(images);
    return row;
}

}

TextScreen::TextScreen(const session::Desk& desk) : ProjectScreen{QStringLiteral("text"), tr("Text"), desk}
{
    build();
    addDeeds();
    followBoxes();
    setStops({m_queue, &m_viewer->canvas(), &m_boxes->list(), &bar()});
    connect(m_queue, &look::RowList::chosen, this, [this](const QString& id) { openTask(id); });
    connect(&m_boxes->list(), &look::RowList::chosen, this, &TextScreen::choose);
    connect(m_boxes, &BoxPanel::framesWished, this, &TextScreen::setFrames);
    auto& canvas = m_viewer->canvas();
    connect(&canvas, &canvas::Canvas::boxChosen, this, [this](const QString& id) {
        m_chosen = id;
        showMarks();
    });
    connect(&canvas, &canvas::Canvas::boxDrawn, this, &TextScreen::draw);
    connect(&canvas, &canvas::Canvas::boxMoved, this, &TextScreen::move);
    connect(m_viewer, &canvas::Viewer::shown, this, &TextScreen::showMarks);
    connect(m_viewer, &canvas::Viewer::playing, &canvas, &canvas::Canvas::setSolid);
    connect(&desk.thumbs, &session::Thumbs::ready, m_queue, &look::RowList::setPicture);
}

const Task* TextScreen::task() const
{
    const auto found = std::find_if(m_tasks.begin(), m_tasks.end(),
                                    [this](const auto& one) { return words::text(one.id) == m_taskId; });
    return found == m_tasks.end() ? nullptr : &*found;
}

std::size_t TextScreen::openHere() const
{
    const auto* here = task();
    return here ? here->open : 0;
}

void TextScreen::enter()
{
    ProjectScreen::enter();
    if (session().isLent())
        return;
    const auto position = session().position();
    const auto holds = [&](const Task& one) {
        return std::find(one.instances.begin(), one.instances.end(), position) != one.instances.end();
    };
    auto start = std::find_if(m_tasks.begin(), m_tasks.end(), holds);
    const bool isElsewhere = start != m_tasks.end() && task() && !holds(*task()); // another screen went there
    if ((!task() || isElsewhere) && !m_tasks.empty()) {
        if (start == m_tasks.end())
            start = std::find_if(m_tasks.begin(), m_tasks.end(), [](const auto& one) { return one.open > 0; });
        openTask(words::text(start == m_tasks.end() ? m_tasks.front().id : start->id));
    }
    m_viewer->canvas().setFocus();
}

void TextScreen::refresh()
{
    m_tasks = tasksOf(session().project());
    m_open = openPixelFindings(session().state());
    fillQueue();
    if (!task() && !m_taskId.isEmpty() && !m_tasks.empty()) { // a drawn box turned a series into its instances
        const auto* plate = m_viewer->stack().plate();
        for (const auto& one : m_tasks)
            if (plate && std::find(one.instances.begin(), one.instances.end(), plate->item) != one.instances.end())
                openTask(words::text(one.id), m_chosen.toStdString());
    }
    if (const auto* here = task()) {
        m_written = writtenBoxesOf(session().project(), *here);
        if (m_side != Side::Before && writtenPlatesOf(session().project(), *here).empty())
            show(Side::Before); // decided anew: the file on view is no longer the one that would leave
    }
    showMarks();
    nameStep();
    if (areTemplatesOn())
        m_templates->refresh();
}

void TextScreen::fillQueue()
{
    QList<look::Row> rows;
    const auto& collection = session().project().collection();
    std::map<std::string, int> images;
    for (const auto& one : m_tasks)
        images[one.layout] += int(one.instances.size());
    std::string layout;
    for (const auto& one : m_tasks) {
        const auto* entry = collection.entry(one.instances.front());
        if (images.size() > 1 && layout != one.layout)
            rows += layoutRow(entry->instance, words::text(one.layout), images[one.layout]);
        layout = one.layout;
        look::Row row;
        row.id = words::text(one.id);
        row.title = tr("%1 · %2").arg(words::text(entry->instance.modality), row.id);
        row.sub = contentsOf(one);
        row.hasPicture = true;
        row.picture = desk().thumbs.of(row.id, *entry);
        row.mark = one.open > 0 ? look::Mark::Open : look::Mark::Clean;
        rows += row;
    }
    m_queue->setRows(rows);
    m_queue->setCurrentId(m_taskId);
    const auto left = std::count_if(m_tasks.begin(), m_tasks.end(), [](const auto& one) { return one.open > 0; });
    m_queueHeading->setRight(tr("%1 of %2 done").arg(int(m_tasks.size()) - int(left)).arg(m_tasks.size()));
}

void TextScreen::openTask(const QString& id, const std::string& finding)
{
    if (m_check->isOn())
        m_check->leave();
    if (areTemplatesOn())
        showTemplates(false);
    m_taskId = id;
    const auto* here = task();
    if (!here || session().isLent())
        return;
    m_queue->setCurrentId(id);
    session().setPosition(here->instances.front());
    const auto findings = findingsOf(session().state(), *here);
    auto chosen = std::find_if(findings.begin(), findings.end(), [&](const auto* one) { return one->id == finding; });
    if (chosen == findings.end())
        chosen = std::find_if(findings.begin(), findings.end(),
                              [&](const auto* one) { return engine::review::isOpen(session().state(), *one); });
    m_chosen = chosen == findings.end() ? QString{} : words::text((*chosen)->id);
    m_side = Side::Before;
    m_written = writtenBoxesOf(session().project(), *here);
    showSide(0);
    choose(m_chosen);
    if (m_middle->currentWidget() == m_panels)
        showPanels(true);
}

void TextScreen::show(Side side)
{
    const auto* here = task();
    if (!here || session().isLent())
        return;
    if (side != Side::Before && writtenPlatesOf(session().project(), *here).empty()) {
        refuse(tr("Not written as decided yet: there is no after to show"));
        return;
    }
    m_side = side;
    showSide(m_viewer->stack().index());
    showMarks();
}

void TextScreen::showSide(int at)
{
    const auto* here = task();
    const auto& entry = *session().project().collection().entry(here->instances.front());
    const auto& instance = entry.instance;
    auto plates = m_side == Side::Before ? platesOf(session().project().collection(), *here)
                                         : writtenPlatesOf(session().project(), *here);
    for (auto& plate : plates)
        plate.isDifference = m_side == Side::Difference;
    const auto name = tr("%1 · %2").arg(words::ofKind(entry), m_taskId);
    m_viewer->setCaption(m_side == Side::Before  ? name
                         : m_side == Side::After ? tr("%1 · as it was written").arg(name)
                                                 : tr("%1 · what differs, bright on black").arg(name));
    m_viewer->setPlates(std::move(plates), at, instance.modality == "CT" && m_side != Side::Difference,
                        instance.frameTimeMs);
}

void TextScreen::choose(const QString& id)
{
    m_chosen = id;
    const auto found = session().state().findings.find(id.toStdString());
    if (found != session().state().findings.end()) {
        const auto& plates = m_viewer->stack().plates();
        const auto& box = found->second.box;
        const auto on = [&](const canvas::Plate& plate) {
            return plate.item == found->second.item && plate.frame >= box.firstFrame && plate.frame <= box.lastFrame;
        };
        const auto* now = m_viewer->stack().plate();
        const auto first = std::find_if(plates.begin(), plates.end(), on);
        if (now && !on(*now) && first != plates.end())
            m_viewer->stack().show(int(first - plates.begin()));
    }
    showMarks();
}

void TextScreen::showMarks()
{
    if (session().isLent())
        return;
    const auto& state = session().state();
    const auto* here = task();
    const auto findings = here ? findingsOf(state, *here) : std::vector<const Finding*>{};
    const auto* plate = m_viewer->stack().plate();
    QList<BoxMark> marks;
    const Finding* chosen = nullptr;
    bool chosenHere = false;
    for (const auto* finding : findings) {
        const auto& box = finding->box;
        const bool onPlate = isOnView(*finding);
        if (words::text(finding->id) == m_chosen) {
            chosen = finding;
            chosenHere = onPlate;
        }
        if (!onPlate)
            continue;
        const auto mark = words::markOf(state, *finding);
        marks += {words::text(finding->id),
                  QRectF(box.x, box.y, box.width, box.height),
                  mark,
                  drawnAs(state, *finding),
                  mark == look::Mark::Identity ? words::letterOf(finding->category) : QString{},
                  writtenPlace(*finding),
                  box.shape == engine::pixels::Shape::Rectangle ? QPainterPath{} : canvas::pathOf(box)};
    }
    m_viewer->canvas().setMarks(marks, m_chosen);
    m_panels->setMarks(marks);
    m_boxes->showAll(state, findings, m_chosen);
    const auto written = chosen ? m_written.find(chosen->id) : m_written.end();
    const auto* entry = chosen ? session().project().collection().entry(chosen->item) : nullptr;
    m_boxes->showFinding(state, {chosen, chosenHere ? m_viewer->canvas().image() : QImage{},
                                 entry ? entry->instance.frames : 1, plate ? plate->frame : 1,
                                 written == m_written.end() ? nullptr : &written->second});
    nameDrop();
    Q_EMIT statusChanged();
}

QPainterPath TextScreen::writtenPlace(const Finding& finding) const
{
    const auto found = m_written.find(finding.id);
    return found == m_written.end() ? QPainterPath{} : canvas::areaOf(found->second);
}

void TextScreen::nextBox(bool onlyOpen)
{
    const auto* here = task();
    if (!here || session().isLent())
        return;
    const auto findings = findingsOf(session().state(), *here);
    const auto at = std::find_if(findings.begin(), findings.end(),
                                 [this](const auto* one) { return words::text(one->id) == m_chosen; });
    const auto start = at == findings.end() ? findings.size() - 1 : std::size_t(at - findings.begin());
    for (std::size_t step = 1; step <= findings.size(); ++step) {
        const auto* one = findings[(start + step) % findings.size()];
        if (onlyOpen && !engine::review::isOpen(session().state(), *one))
            continue;
        choose(words::text(one->id));
        return;
    }
}

void TextScreen::nextOpenTask(int direction)
{
    const auto* here = task();
    const auto size = int(m_tasks.size());
    const int start = here ? int(here - m_tasks.data()) : 0;
    for (int step = 1; step <= size; ++step) {
        const auto& one = m_tasks[std::size_t(((start + direction * step) % size + size) % size)];
        if (one.open == 0)
            continue;
        openTask(words::text(one.id));
        m_viewer->canvas().setFocus();
        return;
    }
    refuse(tr("Nothing is open"));
}

void TextScreen::goBy(int tasks)
{
    if (m_check->isOn() || areTemplatesOn())
        return;
    const auto* here = task();
    const int at = here ? int(here - m_tasks.data()) + tasks : 0;
    if (at >= 0 && at < int(m_tasks.size()))
        openTask(words::text(m_tasks[std::size_t(at)].id));
}

void TextScreen::pass()
{
    if (openHere() > 0)
        refuse(tr("%n box(es) of this image are undecided", nullptr, int(openHere())));
    else if (m_open > 0)
        nextOpenTask(1);
    else
        Q_EMIT wish(QStringLiteral("faces"));
}

QString TextScreen::place() const
{
    return m_taskId;
}

QString TextScreen::progress() const
{
    if (m_tasks.empty())
        return tr("Nothing to look through yet");
    const auto left = std::count_if(m_tasks.begin(), m_tasks.end(), [](const auto& one) { return one.open > 0; });
    return tr("%1 of %2 images · %n box(es) open", nullptr, int(m_open))
        .arg(words::number(m_tasks.size() - std::size_t(left)), words::number(m_tasks.size()));
}

double TextScreen::share() const
{
    if (m_tasks.empty())
        return -1;
    const auto left = std::count_if(m_tasks.begin(), m_tasks.end(), [](const auto& one) { return one.open > 0; });
    return 1 - double(left) / double(m_tasks.size());
}

}
