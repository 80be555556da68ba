// SPDX-License-Identifier: Apache-2.0
#include "widgets/plan/wish_panel.h"

#include "widgets/words/strata_words.h"
#include "widgets/words/words.h"

#include <QButtonGroup>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSlider>

#include <array>

namespace widgets::plan {

using look::Role;
using look::Text;
using look::Type;

namespace {

// Exactly what engine/journey can draw.
constexpr std::array<const char*, 4> units{"patient", "study", "series", "instance"};
constexpr std::array<const char*, 2> facePolicies{"none", "restricted"}, metrics{"maximum", "average"};

/// Percent; the slider's stops, finer towards what people ask for.
const QList<double> rates{.1, .2, .5, 1, 2, 3, 4, 5, 7.5, 10, 15, 20, 30};
const QList<double> confidences{80, 85, 90, 95, 97.5, 98, 99, 99.5, 99.9};

int nearest(const QList<double>& stops, double value)
{
    int best = 0;
    for (int i = 1; i < stops.size(); ++i) {
        if (std::abs(stops[i] - value) < std::abs(stops[best] - value))
            best = i;
    }
    return best;
}

/// What the box shows; the share that was stated where it shows that.
double shareIn(const QDoubleSpinBox& box, double stated)
{
    return std::abs(box.value() - stated * 100) < .051 ? stated : box.value() / 100;
}

void setRoom(QAbstractSpinBox& box)
{
    box.setMinimumHeight(look::metric::control);
    box.findChild<QLineEdit*>()->setTextMargins(4, 0, 4, 0);
}

template <std::size_t N>
int placeOf(const std::array<const char*, N>& codes, const std::string& code)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (code == codes[i])
            return int(i);
    }
    return 0;
}

}

WishPanel::WishPanel(QWidget* parent) : Panel{Role::Panel, {}, parent}, m_fields{new QWidget}
{
    auto* whole = look::box<QVBoxLayout>(this);
    whole->addWidget(new look::Heading{tr("Held to"), tr("before anybody looks")});
    whole->addWidget(m_fields);
    auto* column = look::box<QVBoxLayout>(m_fields, 12, 4);
    m_tolerate = share(column, tr("Rate of leaks that must not go unnoticed"), rates);
    m_confidence = share(column, tr("Confidence"), confidences);
    QStringList names;
    for (const auto* unit : units)
        names += words::ofUnit(unit);
    m_unit = choice(column, tr("Drawn by"), names, 2);
    m_faces = choice(column, tr("Faces"), {tr("None is kept"), tr("Kept ones for named people only")}, 1);
    column->addWidget(new Text{tr("Smallest group of patients alike (k)"), Type::Small, Role::Text2});
    m_group = new QSpinBox;
    m_group->setRange(0, 1000);
    m_group->setSpecialValueText(tr("not stated"));
    m_group->setAccessibleName(tr("Smallest group of patients alike"));
    setRoom(*m_group);
    connect(m_group, &QSpinBox::valueChanged, this, &WishPanel::changed);
    column->addWidget(m_group);
    column->addSpacing(8);
    m_metric = choice(column, tr("held against the risk's"), {tr("Maximum"), tr("Average")}, 2);
    column->addWidget(new Text{tr("Why so; the report prints it"), Type::Small, Role::Text2});
    m_reason = look::field(tr("Why so; the report prints it"));
    m_reason->setObjectName("reason");
    m_reason->setText(tr("Planning values of the program, not of a study protocol"));
    connect(m_reason, &QLineEdit::textChanged, this, &WishPanel::changed);
    column->addWidget(m_reason);
    whole->addStretch();
    setPolicy({.05, .95, "none", 0, "maximum", m_reason->text().toStdString()});
    setUnit("series");
}

WishPanel::Share WishPanel::share(QVBoxLayout* column, const QString& name, const QList<double>& stops)
{
    column->addWidget(new Text{name, Type::Small, Role::Text2});
    auto* row = look::box<QHBoxLayout>(nullptr, 0, 12);
    auto* slider = new QSlider{Qt::Horizontal};
    slider->setRange(0, int(stops.size()) - 1);
    slider->setPageStep(1);
    slider->setAccessibleName(name);
    auto* box = new QDoubleSpinBox;
    box->setRange(.1, 99.9);
    box->setDecimals(1);
    box->setSingleStep(.5);
    box->setSuffix(QStringLiteral(" %"));
    box->setAccessibleName(name);
    setRoom(*box);
    connect(slider, &QSlider::valueChanged, box, [box, stops](int stop) { box->setValue(stops[stop]); });
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, slider, stops](double value) {
        const QSignalBlocker quiet{slider}; // the box may stand between two stops
        slider->setValue(nearest(stops, value));
        Q_EMIT changed();
    });
    row->addWidget(slider, 1);
    row->addWidget(box);
    column->addLayout(row);
    column->addSpacing(8);
    return {slider, box};
}

QButtonGroup* WishPanel::choice(QVBoxLayout* column, const QString& name, const QStringList& answers, int perRow)
{
    column->addWidget(new Text{name, Type::Small, Role::Text2});
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    auto* group = new QButtonGroup{this};
    for (const auto& answer : answers) {
        const int place = int(group->buttons().size());
        auto* one = new QRadioButton{answer};
        one->setFont(look::font(Type::Body));
        one->setAccessibleName(QStringLiteral("%1: %2").arg(name, answer));
        group->addButton(one, place);
        grid->addWidget(one, place / perRow, place % perRow);
    }
    connect(group, &QButtonGroup::idToggled, this, [this](int, bool isOn) {
        if (isOn)
            Q_EMIT changed();
    });
    column->addLayout(grid);
    column->addSpacing(8);
    return group;
}

std::string WishPanel::unit() const
{
    return units[std::size_t(m_unit->checkedId())];
}

engine::review::PolicyStated WishPanel::policy() const
{
    return {shareIn(*m_tolerate.box, m_stated.tolerate),     shareIn(*m_confidence.box, m_stated.confidence),
            facePolicies[std::size_t(m_faces->checkedId())], m_group->value(),
            metrics[std::size_t(m_metric->checkedId())],     m_reason->text().trimmed().toStdString()};
}

void WishPanel::setPolicy(const engine::review::PolicyStated& policy)
{
    const QSignalBlocker quiet{this};
    m_stated = policy;
    m_tolerate.box->setValue(policy.tolerate * 100);
    m_confidence.box->setValue(policy.confidence * 100);
    m_faces->button(placeOf(facePolicies, policy.faces))->setChecked(true);
    m_group->setValue(policy.smallestGroup);
    m_metric->button(placeOf(metrics, policy.metric))->setChecked(true);
    m_reason->setText(words::text(policy.reason));
    m_reason->setCursorPosition(0);
}

void WishPanel::setUnit(const std::string& unit)
{
    const QSignalBlocker quiet{this};
    m_unit->button(placeOf(units, unit))->setChecked(true);
}

void WishPanel::setOpen(bool isOpen)
{
    m_fields->setEnabled(isOpen);
}

void WishPanel::focusFirst()
{
    m_tolerate.slider->setFocus();
}

}
