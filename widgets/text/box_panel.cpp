// SPDX-License-Identifier: Apache-2.0
#include "widgets/text/box_panel.h"

#include "engine/pixels/shape.h"
#include "widgets/words/words.h"

#include <QSpinBox>

namespace widgets::text {

using engine::review::Finding;
using engine::review::FindingKind;
using engine::review::FindingVerdict;
using engine::review::State;
using look::Role;
using look::Text;
using look::Type;

namespace {

constexpr int longestBeside = 13; ///< letters of a text beside its state, in the narrowest window

QString stateOf(const State& state, const Finding& finding)
{
    if (engine::review::isUnreadRegion(finding) && engine::review::isOpen(state, finding))
        return BoxPanel::tr("look, then say");
    if (engine::review::isOpen(state, finding))
        return finding.proposed == FindingVerdict::Remove ? BoxPanel::tr("proposed: blank")
                                                          : BoxPanel::tr("proposed: keep");
    const bool gone = engine::review::verdictInForce(state, finding) == FindingVerdict::Remove;
    if (finding.kind == FindingKind::NotExamined)
        return gone ? BoxPanel::tr("left out") : BoxPanel::tr("keep");
    if (engine::review::isFaceBox(finding) && !gone)
        return engine::review::isKeptFace(finding, state.decisions.at(finding.id)) ? BoxPanel::tr("keep the face")
                                                                                   : BoxPanel::tr("no face");
    return gone ? BoxPanel::tr("blank") : BoxPanel::tr("keep");
}

QString titleOf(const Finding& finding)
{
    if (finding.kind == FindingKind::NotExamined)
        return BoxPanel::tr("Pixels nobody could look through");
    if (engine::review::isUnreadRegion(finding))
        return BoxPanel::tr("May be written");
    return words::ofCategory(finding.category);
}

QString whyOf(const Finding& finding)
{
    QStringList why;
    for (const auto& reason : finding.reasons)
        why += words::ofReason(reason);
    if (engine::review::isFaceBox(finding))
        why += BoxPanel::tr("Kept, it may only be shared under restricted access. Del: there is none.");
    if (finding.machine == "safe" && why.isEmpty())
        why += BoxPanel::tr("Nothing in it names a person");
    return why.join(QStringLiteral("\n"));
}

QString whereOf(const Finding& finding)
{
    const auto& box = finding.box;
    if (finding.kind == FindingKind::NotExamined)
        return {};
    const auto frames = box.firstFrame == box.lastFrame
                            ? BoxPanel::tr("Frame %1").arg(box.firstFrame)
                            : BoxPanel::tr("Frames %1–%2").arg(box.firstFrame).arg(box.lastFrame);
    auto words =
        BoxPanel::tr("%1 · x %2 y %3 · %4×%5").arg(frames).arg(box.x).arg(box.y).arg(box.width).arg(box.height);
    if (box.shape == engine::pixels::Shape::Ellipse)
        words += BoxPanel::tr(" · ellipse");
    else if (box.shape == engine::pixels::Shape::Polygon)
        words += BoxPanel::tr(" · polygon, %n corners", nullptr, int(box.outline.size()));
    if (!finding.drawn && finding.confidence > 0)
        words += BoxPanel::tr(" · read with %1").arg(QLocale{}.toString(finding.confidence, 'f', 2));
    return words;
}

}

namespace {

qint64 pixelsOf(const engine::pixels::Box& box)
{
    qint64 pixels = 0;
    for (const auto& part : engine::pixels::rectanglesOf(box))
        pixels += qint64{part.width} * part.height;
    return pixels;
}

/// How much more the file has blanked than was asked for.
QString widenedOf(const engine::pixels::Box& asked, const engine::pixels::Box* written)
{
    const auto more = written ? pixelsOf(*written) - pixelsOf(asked) : 0;
    if (more <= 0)
        return {};
    return BoxPanel::tr("\nWidened to the blocks of its coding: %1 % more")
        .arg(QLocale{}.toString(100. * double(more) / double(pixelsOf(asked)), 'f', 0));
}

}

BoxPanel::BoxPanel(QWidget* parent)
    : QWidget{parent}, m_heading{new look::Heading{tr("Box")}}, m_listHeading{new look::Heading{tr("Boxes")}},
      m_crop{new canvas::Canvas{tr("The box enlarged")}}, m_text{new Text{{}, Type::Mono}},
      m_why{new Text{{}, Type::Small, Role::Text2}}, m_where{new Text{{}, Type::Small, Role::Text2}},
      m_nothing{new Text{tr("Nothing found does not mean nothing is there: handwriting and faint text can be missed. "
                            "Look, and draw a box over what you see."),
                         Type::Small, Role::Text2}},
      m_list{new look::RowList{tr("Boxes")}}
{
    m_crop->setFixedHeight(56);
    m_crop->setFocusPolicy(Qt::NoFocus);
    m_text->setTextInteractionFlags(Qt::NoTextInteraction);
    for (auto* one : {m_text, m_why, m_where, m_nothing}) {
        one->setTextFormat(Qt::PlainText); // what a file says is never markup
        one->setWordWrap(true);
    }
    auto* column = look::box<QVBoxLayout>(this);
    column->addWidget(m_heading);
    auto* upper = look::box<QVBoxLayout>(nullptr, 0, 4);
    upper->setContentsMargins(12, 0, 12, 12);
    upper->addWidget(m_crop);
    upper->addSpacing(4);
    upper->addWidget(m_text);
    upper->addWidget(m_why);
    upper->addWidget(m_where);
    m_frames = framesRow();
    upper->addWidget(m_frames);
    column->addLayout(upper);
    column->addWidget(look::rule());
    column->addWidget(m_listHeading);
    column->addWidget(m_list, 1);
    m_nothing->setContentsMargins(12, 8, 12, 12);
    column->addWidget(m_nothing);
}

QWidget* BoxPanel::framesRow()
{
    auto* row = new QWidget;
    auto* line = look::box<QHBoxLayout>(row, 0, 4);
    line->setContentsMargins(0, 4, 0, 0);
    const auto number = [&](const QString& name) {
        auto* field = new QSpinBox;
        field->setAccessibleName(name);
        field->setKeyboardTracking(false);
        field->setFixedHeight(look::metric::control);
        connect(field, qOverload<int>(&QSpinBox::valueChanged), this, [this] {
            if (!m_isFilling)
                Q_EMIT framesWished(m_first->value(), m_last->value());
        });
        return field;
    };
    m_first = number(tr("First frame of the box"));
    m_last = number(tr("Last frame of the box"));
    const auto button = [&](const QString& words, auto act) {
        auto* one = look::push(words, {});
        one->setFixedHeight(look::metric::control);
        one->setMinimumWidth(one->fontMetrics().horizontalAdvance(words) + 24); // the row must not widen the panel
        connect(one, &QPushButton::clicked, this, act);
        return one;
    };
    line->addWidget(new Text{tr("Frames"), Type::Small, Role::Text2});
    line->addWidget(m_first);
    line->addWidget(new Text{QStringLiteral("–"), Type::Small, Role::Text2});
    line->addWidget(m_last);
    line->addStretch();
    line->addWidget(button(tr("This"), [this] { Q_EMIT framesWished(m_now, m_now); }));
    line->addWidget(button(tr("All"), [this] { Q_EMIT framesWished(1, m_count); }));
    return row;
}

void BoxPanel::showFrames(const Shown& shown)
{
    m_frames->setVisible(shown.finding && shown.finding->kind == FindingKind::Text && shown.frames > 1);
    if (!m_frames->isVisibleTo(this))
        return;
    m_count = shown.frames;
    m_now = shown.now;
    m_isFilling = true;
    for (auto* field : {m_first, m_last})
        field->setRange(1, m_count);
    m_first->setValue(shown.finding->box.firstFrame);
    m_last->setValue(shown.finding->box.lastFrame);
    m_isFilling = false;
}

void BoxPanel::showFinding(const State& state, const Shown& shown)
{
    const auto* chosen = shown.finding;
    const auto& image = shown.image;
    showFrames(shown);
    m_heading->setWords(chosen ? titleOf(*chosen) : tr("No box chosen"));
    m_heading->setRight(chosen ? stateOf(state, *chosen) : QString{});
    m_text->setText(chosen ? words::text(chosen->text) : QString{});
    m_text->setVisible(chosen && !chosen->text.empty());
    m_why->setText(chosen ? whyOf(*chosen) : tr("Tab goes to the next box, R draws one."));
    const bool isBlank = chosen && engine::review::verdictInForce(state, *chosen) == FindingVerdict::Remove;
    m_where->setText(chosen ? whereOf(*chosen) + (isBlank ? widenedOf(chosen->box, shown.written) : QString{})
                            : QString{});
    const bool visible = chosen && chosen->kind == FindingKind::Text && !image.isNull();
    const auto& box = chosen ? chosen->box : engine::pixels::Box{};
    m_crop->setImage(visible ? image.copy(QRect{box.x - 4, box.y - 4, box.width + 8, box.height + 8} & image.rect())
                             : QImage{});
}

void BoxPanel::showAll(const State& state, const std::vector<const Finding*>& findings, const QString& chosen)
{
    QList<look::Row> rows;
    int open = 0;
    for (const auto* finding : findings) {
        look::Row row;
        row.id = words::text(finding->id);
        row.mark = words::markOf(state, *finding);
        row.letter = row.mark == look::Mark::Identity ? words::letterOf(finding->category) : QString{};
        row.mono = !finding->text.empty();
        row.title = finding->text.empty() ? titleOf(*finding) : words::text(finding->text);
        // Beside a long text the state would leave it no room.
        (row.title.size() > longestBeside ? row.sub : row.right) = stateOf(state, *finding);
        row.tip = row.mono ? row.title + QStringLiteral("\n") + whereOf(*finding) : whereOf(*finding);
        if (engine::review::isOpen(state, *finding)) {
            ++open;
            row.tone = Role::Amber;
        }
        rows += row;
    }
    m_list->setRows(rows);
    m_list->setCurrentId(chosen);
    m_listHeading->setRight(open > 0 ? tr("%n open", nullptr, open) : tr("%n decided", nullptr, int(rows.size())),
                            open > 0 ? Role::Amber : Role::Text2);
}

}
