// SPDX-License-Identifier: Apache-2.0
#include "widgets/text/template_page.h"

#include "widgets/look/scrolled.h"
#include "widgets/words/words.h"

#include <QScrollArea>

#include <algorithm>

namespace widgets::text {

using canvas::BoxMark;
using engine::journey::DeviceTemplate;
using engine::journey::DeviceTest;
using engine::journey::fromDecisions;
using engine::journey::Project;
using engine::journey::TemplatesTaken;
using engine::review::TemplatesRemoved;
using look::Role;
using look::Text;
using look::Type;

namespace {

constexpr int listHeight = 136, drawnGrey = 40;
constexpr std::size_t mostTold = 20;

/// What an image must be exactly for the template to fit; empty when it may be anything.
QString valueOf(const DeviceTemplate& device, const char* field)
{
    for (const auto& test : device.tests) {
        if (test.field == field && !test.isNot && test.how != DeviceTest::How::EndsWith)
            return words::text(test.value);
    }
    return {};
}

QString nameOf(const DeviceTemplate& device)
{
    QStringList words{valueOf(device, "Manufacturer"), valueOf(device, "ManufacturerModelName")};
    words.removeAll(QString{});
    return words.isEmpty() ? TemplatePage::tr("Any device") : words.join(QStringLiteral(" "));
}

/// The size that is asked for; where none is, what holds all boxes.
QSize sizeOf(const DeviceTemplate& device)
{
    QSize size{valueOf(device, "Columns").toInt(), valueOf(device, "Rows").toInt()};
    for (const auto& box : device.boxes)
        size = size.expandedTo({std::min(box.x + box.width, 16'384), std::min(box.y + box.height, 16'384)});
    return size;
}

bool hasSize(const DeviceTemplate& device)
{
    return !valueOf(device, "Columns").isEmpty() && !valueOf(device, "Rows").isEmpty();
}

QString wordsOf(const DeviceTest& test)
{
    const auto field = words::text(test.field), value = words::text(test.value);
    switch (test.how) {
    case DeviceTest::How::Equals:
        return (test.isNot ? TemplatePage::tr("%1 is not %2") : TemplatePage::tr("%1 is %2")).arg(field, value);
    case DeviceTest::How::Contains:
        return (test.isNot ? TemplatePage::tr("%1 does not contain %2") : TemplatePage::tr("%1 contains %2"))
            .arg(field, value);
    case DeviceTest::How::StartsWith:
        return (test.isNot ? TemplatePage::tr("%1 does not begin with %2") : TemplatePage::tr("%1 begins with %2"))
            .arg(field, value);
    case DeviceTest::How::EndsWith:
        return (test.isNot ? TemplatePage::tr("%1 does not end with %2") : TemplatePage::tr("%1 ends with %2"))
            .arg(field, value);
    }
    return {};
}

QString originOf(const DeviceTemplate& device)
{
    return device.origin == fromDecisions ? TemplatePage::tr("from decisions on %n image(s)", nullptr, device.images)
                                          : TemplatePage::tr("from a file: %1").arg(words::text(device.origin));
}

look::Row rowOf(const DeviceTemplate& device, std::size_t at, std::size_t fitting, bool isRemoved)
{
    look::Row row;
    row.id = QString::number(at);
    row.title = nameOf(device);
    const auto size = sizeOf(device);
    QStringList parts;
    if (hasSize(device))
        parts += QStringLiteral("%1×%2").arg(size.width()).arg(size.height());
    parts += TemplatePage::tr("%n box(es)", nullptr, int(device.boxes.size()));
    parts += TemplatePage::tr("fits %n image(s)", nullptr, int(fitting));
    row.sub = parts.join(QStringLiteral(" · "));
    row.tip = originOf(device);
    if (isRemoved)
        row.right = TemplatePage::tr("taken away");
    return row;
}

QList<BoxMark> marksOf(const DeviceTemplate& device)
{
    QList<BoxMark> marks;
    for (const auto& box : device.boxes) {
        const auto number = QString::number(marks.size() + 1);
        const bool isPlain = box.shape == engine::pixels::Shape::Rectangle;
        marks += {number,
                  QRectF(box.x, box.y, box.width, box.height),
                  look::Mark::Identity,
                  BoxMark::State::Proposed,
                  number,
                  {},
                  isPlain ? QPainterPath{} : canvas::pathOf(box)};
    }
    return marks;
}

QList<look::Row> boxRows(const DeviceTemplate& device)
{
    QList<look::Row> rows;
    for (const auto& box : device.boxes) {
        look::Row row;
        row.id = QString::number(rows.size() + 1);
        row.mark = look::Mark::Identity;
        row.letter = row.id;
        row.title = TemplatePage::tr("x %1 y %2 · %3×%4").arg(box.x).arg(box.y).arg(box.width).arg(box.height);
        row.tip = box.lastFrame == 0 ? TemplatePage::tr("all frames")
                                     : TemplatePage::tr("frames %1–%2").arg(box.firstFrame).arg(box.lastFrame);
        if (box.lastFrame != 0) // else beside the numbers there would be no room for them
            row.right = row.tip;
        rows += row;
    }
    return rows;
}

}

TemplatePage::TemplatePage(const session::Desk& desk, QObject* parent)
    : QObject{parent}, m_desk{desk}, m_middle{new look::Panel{Role::Panel}}, m_heading{new look::Heading{
                                                                                 tr("Templates of devices")}},
      m_rows{new look::RowList{tr("Templates of devices")}}, m_drawing{new canvas::Canvas{
                                                                 tr("Boxes of the template on its layout")}}
{
    m_rows->setFixedHeight(listHeight);
    m_drawing->setMargins(true);
    m_drawing->setFocusPolicy(Qt::NoFocus); // a drawing: nothing in it can be moved
    m_drawing->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_drawing->setEmptyWords(tr("No template yet. Blank what a device writes, or read a file of templates."));
    auto* column = look::box<QVBoxLayout>(m_middle);
    column->addWidget(m_heading);
    column->addWidget(m_rows);
    column->addWidget(look::rule());
    column->addWidget(m_drawing, 1);
    m_side = makeSide();
    connect(m_rows, &look::RowList::chosen, this, &TemplatePage::showChosen);
}

QPushButton* TemplatePage::button(const QString& words, void (TemplatePage::*act)())
{
    auto* one = look::push(words, {});
    one->setAccessibleName(words);
    connect(one, &QPushButton::clicked, this, act);
    return one;
}

QWidget* TemplatePage::makeSide()
{
    auto* page = new look::Panel{Role::Panel};
    auto* column = look::box<QVBoxLayout>(page, 0, 4);
    m_title = new look::Heading{{}};
    m_tests = new Text{{}, Type::Small, Role::Text2};
    m_boxes = new look::RowList{tr("Boxes of the template")};
    m_outcome = new Text{{}, Type::Body};
    m_propose = button(tr("Propose its boxes"), &TemplatePage::propose);
    m_remove = button(tr("Take it away"), &TemplatePage::remove);
    m_learn = button(tr("Learn from decisions"), &TemplatePage::learn);
    m_read = button(tr("Read a file…"), &TemplatePage::wishRead);
    m_write = button(tr("Write to a file…"), &TemplatePage::wishWrite);
    auto* words = new Text{tr("Templates say where a device writes, never what. They propose boxes; every box waits "
                              "for a person. A device may write elsewhere too: look. One that is taken away proposes "
                              "nothing until it is brought back; what it proposed before stays."),
                           Type::Small, Role::Text2};
    for (auto* one : {m_tests, m_outcome, words}) {
        one->setTextFormat(Qt::PlainText); // what a file says is never markup
        one->setWordWrap(true);
        one->setContentsMargins(12, 0, 12, 8);
    }
    auto* deeds = look::box<QVBoxLayout>(nullptr, 12, 8);
    for (auto* one : {m_propose, m_remove, m_learn, m_read, m_write})
        deeds->addWidget(one);
    column->addWidget(m_title);
    column->addWidget(m_tests);
    column->addWidget(m_boxes);
    column->addWidget(look::rule());
    column->addLayout(deeds);
    column->addWidget(m_outcome);
    column->addStretch(1);
    column->addWidget(words);
    auto* area = look::scrolled(page, tr("The template"));
    return area;
}

const DeviceTemplate* TemplatePage::chosen() const
{
    bool isNumber = false;
    const auto at = m_rows->currentId().toULongLong(&isNumber);
    return isNumber && at < m_all.size() ? &m_all[at] : nullptr;
}

void TemplatePage::refresh()
{
    if (m_desk.session.isLent())
        return;
    const auto& project = m_desk.session.project();
    m_all = engine::journey::allTemplates(project);
    QList<look::Row> rows;
    for (std::size_t at = 0; at < m_all.size(); ++at)
        rows += rowOf(m_all[at], at, engine::journey::countFitting(project, m_all[at]),
                      engine::journey::isRemoved(project, m_all[at]));
    m_rows->setRows(rows);
    if (m_rows->currentId().isEmpty() && !rows.isEmpty())
        m_rows->setCurrentId(rows.front().id);
    m_heading->setRight(tr("%n template(s)", nullptr, int(rows.size())));
    showChosen();
}

void TemplatePage::showChosen()
{
    const auto* device = chosen();
    m_title->setWords(device ? tr("Chosen template") : tr("No template chosen"));
    QStringList lines;
    if (isChosenRemoved())
        lines += tr("Taken away: it proposes nothing.");
    if (device) {
        lines << nameOf(*device) << originOf(*device);
        for (const auto& test : device->tests) {
            if (!test.value.empty())
                lines += wordsOf(test);
        }
    }
    m_tests->setText(lines.join(QStringLiteral("\n")));
    m_boxes->setRows(device ? boxRows(*device) : QList<look::Row>{});
    m_boxes->fitHeight();
    const auto size = device ? sizeOf(*device) : QSize{};
    QImage layout;
    if (!size.isEmpty()) {
        layout = QImage{size, QImage::Format_Grayscale8};
        layout.fill(drawnGrey);
    }
    m_drawing->setImage(layout);
    m_drawing->setMarks(device ? marksOf(*device) : QList<BoxMark>{}, {});
    m_drawing->setCaption(device ? nameOf(*device) : QString{}, !device || !hasSize(*device)
                                                                    ? tr("any size")
                                                                    : tr("%1×%2").arg(size.width()).arg(size.height()));
    showButtons();
    Q_EMIT turned();
}

bool TemplatePage::isChosenRemoved() const
{
    const auto* device = chosen();
    return device && !m_desk.session.isLent() && engine::journey::isRemoved(m_desk.session.project(), *device);
}

void TemplatePage::showButtons()
{
    const bool canAdd = !m_desk.session.isLent() && !m_desk.session.isFrozen();
    const bool isRemoved = isChosenRemoved();
    m_propose->setEnabled(canAdd && chosen() && !isRemoved);
    m_remove->setText(isRemoved ? tr("Bring it back") : tr("Take it away"));
    m_remove->setAccessibleName(m_remove->text());
    m_remove->setEnabled(canAdd && chosen());
    m_learn->setEnabled(canAdd && !own().empty());
    m_read->setEnabled(canAdd);
    m_write->setEnabled(!m_desk.session.isLent() && !engine::journey::templatesInUse(m_desk.session.project()).empty());
    if (!m_desk.session.isLent() && m_desk.session.isFrozen())
        m_outcome->setText(tr("Signed: templates can be looked at and written to a file."));
}

void TemplatePage::take(std::vector<DeviceTemplate> templates)
{
    if (m_desk.session.isLent() || m_desk.session.isFrozen() || templates.empty())
        return;
    m_desk.session.lend<engine::Result<TemplatesTaken>>(
        m_desk.jobs, tr("Proposing boxes"),
        [templates = std::move(templates)](Project& project, const engine::Progress&) {
            return engine::journey::takeTemplates(project, templates);
        },
        [this](const engine::Result<TemplatesTaken>& taken) { tell(taken); });
}

void TemplatePage::propose()
{
    const auto* device = chosen();
    if (device && !isChosenRemoved())
        take({*device});
}

void TemplatePage::remove()
{
    const auto* device = chosen();
    if (device && !m_desk.session.isLent() && !m_desk.session.isFrozen())
        m_desk.session.perform(TemplatesRemoved{{engine::journey::idOf(*device)}, isChosenRemoved()});
}

std::vector<DeviceTemplate> TemplatePage::own() const
{
    std::vector<DeviceTemplate> own;
    if (m_desk.session.isLent())
        return own;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(own), [this](const auto& one) {
        return one.origin == fromDecisions && !engine::journey::isRemoved(m_desk.session.project(), one);
    });
    return own;
}

void TemplatePage::learn()
{
    take(own());
}

void TemplatePage::tell(const engine::Result<TemplatesTaken>& taken)
{
    auto said = taken ? tr("%n template(s) kept.", nullptr, int(taken->templates)) + QLatin1Char{' '} +
                            tr("%n box(es) proposed; each waits for a decision.", nullptr, int(taken->proposed))
                      : words::ofError(taken.error());
    const auto missed = taken ? taken->notRead.size() : 0;
    if (missed > 0)
        said += QLatin1Char{'\n'} +
                tr("%n part(s) of it ask for what no template can, and were not read:", nullptr, int(missed));
    for (std::size_t at = 0; at < std::min(missed, mostTold); ++at)
        said += QStringLiteral("\n") + words::text(taken->notRead[at]);
    if (missed > mostTold)
        said += QLatin1Char{'\n'} + tr("and %n more", nullptr, int(missed - mostTold));
    m_outcome->setRole(taken ? Role::Text : Role::Red);
    m_outcome->setText(said);
    refresh();
}

void TemplatePage::tellWritten(const engine::Result<std::size_t>& written)
{
    m_outcome->setRole(written ? Role::Text : Role::Red);
    m_outcome->setText(written ? tr("%n template(s) written.", nullptr, int(*written))
                               : words::ofError(written.error()));
}

}
