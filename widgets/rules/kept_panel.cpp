// SPDX-License-Identifier: Apache-2.0
#include "widgets/rules/kept_panel.h"

#include "widgets/words/words.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>
#include <tuple>

namespace widgets::rules {

using engine::journey::KeptValue;
using engine::review::FindingVerdict;
using look::Role;
using look::Type;

KeptPanel::KeptPanel(QWidget* parent) : QWidget{parent}
{
    auto* column = look::box<QVBoxLayout>(this);
    m_heading = new look::Heading{tr("Texts that stay")};
    column->addWidget(m_heading);
    m_filter = look::field(tr("Filter the texts"));
    m_filter->setPlaceholderText(tr("Filter by text or element"));
    m_words = look::field(tr("Replace the chosen text by"));
    m_words->setPlaceholderText(tr("E: replace the chosen text by other words"));
    for (auto* field : {m_filter, m_words}) {
        field->installEventFilter(this);
        auto* row = look::box<QHBoxLayout>(nullptr, 8);
        row->addWidget(field);
        column->addLayout(row);
    }
    m_list = new look::RowList{tr("Texts that stay")};
    column->insertWidget(2, m_list, 1);
    m_whole = new QPlainTextEdit;
    m_whole->setReadOnly(true);
    m_whole->setFocusPolicy(Qt::ClickFocus);
    m_whole->setFrameShape(QFrame::NoFrame);
    m_whole->setFont(look::font(Type::Mono));
    m_whole->setAccessibleName(tr("The whole of the chosen text"));
    m_whole->document()->setDocumentMargin(12);
    m_whole->setFixedHeight(96);
    column->insertWidget(3, m_whole);
    column->insertWidget(3, look::rule());
    m_empty = new look::Text{tr("Nothing to read yet. The texts appear while the files are written."), Type::Small,
                             Role::Text2};
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(12, 8, 12, 12);
    column->insertWidget(2, m_empty, 1, Qt::AlignTop);
    connect(m_filter, &QLineEdit::textChanged, this, &KeptPanel::fill);
    connect(m_list, &look::RowList::chosen, this, &KeptPanel::chosen);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &KeptPanel::showWhole);
    setFocusProxy(m_list);
}

void KeptPanel::show(std::vector<KeptValue> values, const engine::review::State& state)
{
    m_decisions = state.decisions;
    m_values = std::move(values);
    const auto rank = [](const KeptValue& value) {
        return std::make_tuple(!value.isUncertain, !value.wasCut, std::cref(value.text));
    };
    std::sort(m_values.begin(), m_values.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    m_all = m_open = 0;
    for (const auto& value : m_values) {
        m_all += value.isUncertain ? 1 : 0;
        m_open += value.isUncertain && !m_decisions.contains(value.id) ? 1 : 0;
    }
    m_heading->setRight(m_values.empty() ? QString{}
                                         : tr("%1 of %2 read").arg(words::number(m_all - m_open), words::number(m_all)),
                        m_open > 0 ? Role::Amber : Role::Text2);
    m_list->setVisible(!m_values.empty());
    m_whole->setVisible(!m_values.empty());
    m_empty->setVisible(m_values.empty());
    m_words->setEnabled(!m_values.empty());
    fill();
}

look::Row KeptPanel::rowOf(const KeptValue& value) const
{
    QStringList elements;
    for (const auto& keyword : value.keywords)
        elements += keyword.empty() ? tr("Private") : words::text(keyword);
    look::Row row;
    row.id = words::text(value.id);
    row.title = words::text(value.text);
    row.mono = true;
    row.sub = tr("%n file(s)", nullptr, int(value.items.size())) + QStringLiteral(" · ");
    if (value.wasCut)
        row.sub += tr("cut") + QStringLiteral(" · ");
    row.sub += elements.join(QStringLiteral(", "));
    const auto decision = m_decisions.find(value.id);
    const auto verdict = decision == m_decisions.end() ? FindingVerdict::None : decision->second.verdict;
    switch (verdict) {
    case FindingVerdict::None:
        row.mark = value.isUncertain ? look::Mark::Open : look::Mark::Unseen;
        row.right = value.isUncertain ? tr("undecided") : tr("known words");
        row.tone = value.isUncertain ? Role::Amber : Role::Text;
        break;
    case FindingVerdict::Keep:
        row.mark = look::Mark::Clean;
        row.right = tr("keep");
        break;
    case FindingVerdict::Remove:
        row.mark = look::Mark::Identity;
        row.right = tr("take out");
        break;
    case FindingVerdict::Replace:
        row.mark = look::Mark::Identity;
        row.right = QStringLiteral("→ ") + words::text(decision->second.reason);
        break;
    }
    return row;
}

void KeptPanel::fill()
{
    QList<look::Row> rows;
    for (const auto& value : m_values) {
        auto row = rowOf(value);
        const auto all = row.title + QLatin1Char(' ') + row.sub + QLatin1Char(' ') + row.right;
        if (m_filter->text().isEmpty() || all.contains(m_filter->text(), Qt::CaseInsensitive))
            rows += row;
    }
    m_list->setRows(rows);
    if (m_list->currentId().isEmpty() && !rows.isEmpty())
        m_list->setCurrentId(rows.front().id);
    showWhole();
}

void KeptPanel::showWhole()
{
    const auto words = m_list->currentIndex().data().toString();
    if (words != m_whole->toPlainText())
        m_whole->setPlainText(words);
}

std::string KeptPanel::firstFile(const QString& id) const
{
    const auto found = std::find_if(m_values.begin(), m_values.end(),
                                    [wanted = id.toStdString()](const auto& value) { return value.id == wanted; });
    return found == m_values.end() ? std::string{} : found->items.front();
}

bool KeptPanel::goToNextOpen()
{
    const auto& rows = m_list->rows();
    const auto count = rows.size();
    const auto from = m_list->currentIndex().row() + 1;
    for (qsizetype i = 0; i < count; ++i) {
        const auto& row = rows[(from + i) % count];
        if (row.mark != look::Mark::Open)
            continue;
        m_list->setCurrentId(row.id);
        Q_EMIT chosen(row.id);
        return true;
    }
    return false;
}

void KeptPanel::goDown()
{
    const auto below = m_list->currentIndex().row() + 1;
    if (below >= m_list->rows().size())
        return;
    m_list->setCurrentId(m_list->rows()[below].id);
    Q_EMIT chosen(m_list->currentId());
}

void KeptPanel::startFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void KeptPanel::startEdit()
{
    m_words->setText(m_list->currentIndex().data().toString());
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

bool KeptPanel::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    const auto key = isKey ? static_cast<QKeyEvent*>(event)->key() : 0;
    const bool enters = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!isKey || (!enters && key != Qt::Key_Escape) ||
        static_cast<QKeyEvent*>(event)->modifiers() & Qt::ControlModifier)
        return QWidget::eventFilter(watched, event);
    event->accept(); // in a field these keys are the field's, not the screen's deeds
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    const auto words = m_words->text().trimmed();
    if (watched == m_filter && !enters)
        m_filter->clear();
    if (watched == m_words)
        m_words->clear();
    m_list->setFocus(Qt::ShortcutFocusReason);
    if (watched == m_words && enters)
        Q_EMIT replaced(words);
    return true;
}

}
