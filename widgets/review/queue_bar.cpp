// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/queue_bar.h"

#include "widgets/look/chip.h"
#include "widgets/look/parts.h"

#include <QIntValidator>
#include <QKeyEvent>
#include <QLineEdit>

namespace widgets::review {

QueueBar::QueueBar(QWidget* parent) : QWidget{parent}
{
    setAccessibleName(tr("Filter of the items"));
    auto* row = look::box<QHBoxLayout>(this, 0, 8);
    m_shown = new look::Text{{}, look::Type::Small, look::Role::Text2};
    auto* standing = chips(); // the Tab key goes in the order in which they are made
    m_words = fieldOf(tr("Filter the items"), tr("Modality, device, kind"), 170);
    m_number = fieldOf(tr("Go to item"), tr("Item"), 64);
    m_number->setValidator(new QIntValidator{1, 9'999'999, m_number});
    row->addWidget(m_shown, 1);
    row->addWidget(standing);
    row->addWidget(m_words);
    row->addWidget(m_number);
    m_shown->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_filter.words = words;
        Q_EMIT changed();
    });
}

QLineEdit* QueueBar::fieldOf(const QString& name, const QString& hint, int width)
{
    auto* field = look::field(name);
    field->setPlaceholderText(hint);
    field->setFixedWidth(width);
    field->installEventFilter(this);
    return field;
}

QWidget* QueueBar::chips()
{
    auto* group = new QWidget;
    auto* row = look::box<QHBoxLayout>(group, 0, 2);
    const std::pair<Standing, QString> words[] = {
        {Standing::All, tr("All")},           {Standing::Open, tr("Open")},       {Standing::Flagged, tr("Flagged")},
        {Standing::Identity, tr("Identity")}, {Standing::Damaged, tr("Damaged")}, {Standing::LeftOut, tr("Left out")}};
    for (const auto& [standing, name] : words) {
        auto* chip = m_chips[standing] = new look::Chip{name, true};
        row->addWidget(chip);
        connect(chip, &QAbstractButton::clicked, this, [this, which = standing] {
            m_filter.standing = which;
            Q_EMIT changed();
        });
    }
    m_chips[Standing::All]->setChecked(true);
    return group;
}

void QueueBar::setFilter(const QueueFilter& filter)
{
    const QSignalBlocker quiet{this};
    m_words->setText(filter.words);
    m_chips[filter.standing]->setChecked(true);
    m_filter = filter;
}

void QueueBar::showCounts(const Counts& counts)
{
    for (const auto& [standing, chip] : m_chips) {
        const auto found = counts.of.find(standing);
        const int count = found == counts.of.end() ? 0 : found->second;
        chip->setCount(count, standing == Standing::Open);
        const bool isBasic = standing == Standing::All || standing == Standing::Open;
        chip->setVisible(isBasic || count > 0 || chip->isChecked()); // what would show nothing takes no room
    }
    const auto shown = tr("%1 of %2 shown").arg(counts.shown).arg(counts.all);
    m_shown->setText(!m_filter.isOn()          ? QString{}
                     : counts.openOutside == 0 ? shown
                                               : tr("%1, %n open elsewhere", nullptr, counts.openOutside).arg(shown));
    m_shown->setRole(counts.openOutside > 0 ? look::Role::Amber : look::Role::Text2);
}

void QueueBar::startWords()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

bool QueueBar::isTyping() const
{
    return m_words->hasFocus();
}

void QueueBar::startNumber()
{
    m_number->clear();
    m_number->setFocus(Qt::ShortcutFocusReason);
}

bool QueueBar::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    const auto* press = isKey ? static_cast<QKeyEvent*>(event) : nullptr;
    const bool enters = press && (press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter);
    if (!press || (!enters && press->key() != Qt::Key_Escape) || press->modifiers() & Qt::ControlModifier)
        return QWidget::eventFilter(watched, event);
    event->accept(); // in a field these keys end it, and mean no verdict
    if (event->type() == QEvent::KeyPress && !press->isAutoRepeat())
        finish(watched, enters);
    return true;
}

void QueueBar::finish(const QObject* field, bool enters)
{
    const int number = field == m_number && enters ? m_number->text().toInt() : 0;
    if (field == m_number)
        m_number->clear();
    else if (!enters)
        m_words->clear();
    Q_EMIT left();
    if (number > 0)
        Q_EMIT numbered(number);
}

}
