// SPDX-License-Identifier: Apache-2.0
#include "widgets/header/filter_bar.h"

#include "widgets/header/reason.h"
#include "widgets/look/chip.h"
#include "widgets/look/parts.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace widgets::header {

namespace {
constexpr char lettersInOrder[] = {'X', 'Z', 'D', 'U', 'C', 'K', 'R'};
}

FilterBar::FilterBar(QWidget* parent) : QWidget{parent}
{
    auto* column = look::box<QVBoxLayout>(this, 0, 4);
    column->setContentsMargins(8, 6, 8, 6);
    auto* first = look::box<QHBoxLayout>(nullptr, 0, 4);
    first->addWidget(scopes());
    first->addStretch();
    m_words = look::field(tr("Filter the elements"));
    m_words->setPlaceholderText(tr("Filter by name, tag or value"));
    m_words->setMinimumWidth(140);
    m_words->setMaximumWidth(300);
    m_words->installEventFilter(this);
    first->addWidget(m_words, 1);
    column->addLayout(first);
    auto* second = look::box<QHBoxLayout>(nullptr, 0, 4);
    second->addWidget(letters());
    m_owner = new look::Chip{{}, false};
    m_owner->hide();
    second->addWidget(m_owner);
    second->addStretch();
    column->addLayout(second);
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_filter.words = words;
        Q_EMIT changed();
    });
    connect(m_owner, &QAbstractButton::clicked, this, [this] {
        auto all = m_filter;
        all.owner.reset();
        setFilter(all);
    });
}

QWidget* FilterBar::scopes()
{
    auto* group = new QWidget;
    auto* row = look::box<QHBoxLayout>(group, 0, 2);
    const std::pair<Scope, QString> names[] = {{Scope::All, tr("All")},
                                               {Scope::Changed, tr("Changed")},
                                               {Scope::KeptText, tr("Kept text")},
                                               {Scope::Private, tr("Private")}};
    for (const auto& [scope, words] : names) {
        auto* chip = new look::Chip{words, true};
        m_scopes[scope] = chip;
        row->addWidget(chip);
        connect(chip, &QAbstractButton::clicked, this, [this, which = scope] {
            m_filter.scope = which;
            Q_EMIT changed();
        });
    }
    m_scopes[Scope::All]->setChecked(true);
    return group;
}

QWidget* FilterBar::letters()
{
    auto* group = new QWidget;
    auto* row = look::box<QHBoxLayout>(group, 0, 2);
    for (const char letter : lettersInOrder) {
        auto* chip = new look::Chip{QString{QLatin1Char(letter)}, false};
        chip->setSpoken(wordOf(letter));
        chip->setToolTip(wordOf(letter));
        m_letters[letter] = chip;
        row->addWidget(chip);
        connect(chip, &QAbstractButton::toggled, this, [this, letter](bool isOn) {
            if (isOn)
                m_filter.letters.insert(letter);
            else
                m_filter.letters.erase(letter);
            Q_EMIT changed();
        });
    }
    return group;
}

void FilterBar::setFilter(const Filter& filter)
{
    if (filter == m_filter)
        return;
    {
        const QSignalBlocker quiet{this};
        m_words->setText(filter.words);
        for (const auto& [letter, chip] : m_letters)
            chip->setChecked(filter.letters.contains(letter));
    }
    m_scopes[filter.scope]->setChecked(true);
    m_owner->setVisible(filter.owner.has_value());
    if (filter.owner) {
        const auto name = filter.owner->isEmpty() ? tr("no creator") : *filter.owner;
        m_owner->setText(tr("%1 ×").arg(name));
        m_owner->setSpoken(tr("Only elements of %1. Press to see all").arg(name));
        m_owner->setChecked(true);
    }
    m_filter = filter;
    Q_EMIT changed();
}

void FilterBar::setCounts(const Counts& counts)
{
    const auto of = [](const auto& numbers, auto key) {
        const auto found = numbers.find(key);
        return found == numbers.end() ? 0 : found->second;
    };
    for (const auto& [scope, chip] : m_scopes)
        chip->setCount(of(counts.scopes, scope));
    for (const auto& [letter, chip] : m_letters)
        chip->setCount(of(counts.letters, letter));
}

void FilterBar::startWords()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    const auto* press = isKey ? static_cast<QKeyEvent*>(event) : nullptr;
    const bool enters = press && (press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter);
    if (!press || (!enters && press->key() != Qt::Key_Escape) || press->modifiers() & Qt::ControlModifier)
        return QWidget::eventFilter(watched, event);
    event->accept(); // in the field these keys end it, and mean no verdict
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    if (!enters)
        m_words->clear();
    Q_EMIT left();
    return true;
}

}
