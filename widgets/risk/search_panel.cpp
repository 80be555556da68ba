// SPDX-License-Identifier: Apache-2.0
#include "widgets/risk/search_panel.h"

#include "widgets/words/words.h"

#include <QLineEdit>

namespace widgets::risk {

using look::Role;
using look::Text;
using look::Type;

SearchPanel::SearchPanel(QWidget* parent) : Panel{Role::Panel, {}, parent}
{
    auto* column = look::box<QVBoxLayout>(this);
    column->addWidget(new look::Heading{tr("Other public data on the same people")});
    m_none = new Text{tr("Not done. The report says so until a search is told here."), Type::Body, Role::Text2};
    m_none->setWordWrap(true);
    m_none->setContentsMargins(12, 8, 12, 8);
    column->addWidget(m_none);
    m_list = new look::RowList{tr("Searches that were made")};
    column->addWidget(m_list, 1);
    column->addStretch();
    column->addWidget(look::rule());
    auto* form = look::box<QVBoxLayout>(nullptr, 12, 4);
    const auto field = [&](const QString& name) {
        form->addWidget(new Text{name, Type::Small, Role::Text2});
        auto* one = look::field(name);
        form->addWidget(one);
        return one;
    };
    m_by = field(tr("Who searched"));
    m_on = field(tr("When"));
    m_where = field(tr("Where"));
    m_result = field(tr("With which result"));
    m_add = look::push(tr("Add this search"), {});
    m_add->setAccessibleName(m_add->text());
    form->addSpacing(4);
    form->addWidget(m_add, 0, Qt::AlignLeft);
    auto* note = new Text{tr("Printed in the report as it stands here."), Type::Small, Role::Text2};
    note->setWordWrap(true);
    form->addWidget(note);
    column->addLayout(form);
    const auto tell = [this] {
        const auto words = [](const QLineEdit* one) { return one->text().trimmed().toStdString(); };
        Q_EMIT told({words(m_by), words(m_on), words(m_where), words(m_result)});
    };
    connect(m_add, &QPushButton::clicked, this, tell);
    connect(m_result, &QLineEdit::returnPressed, this, tell);
}

void SearchPanel::show(const std::vector<engine::review::PublicSearch>& searches, bool isFrozen)
{
    QList<look::Row> rows;
    for (const auto& one : searches) {
        look::Row row;
        row.id = QString::number(rows.size());
        row.title = words::text(one.where);
        row.sub = words::text(one.result);
        row.right = words::text(one.on);
        row.tip = tr("%1, by %2: %3").arg(row.right, words::text(one.by), row.sub);
        rows += row;
    }
    m_list->setRows(rows);
    m_list->setVisible(!rows.isEmpty());
    m_none->setVisible(rows.isEmpty());
    for (auto* one : {m_by, m_on, m_where, m_result})
        one->setEnabled(!isFrozen);
    m_add->setEnabled(!isFrozen);
}

QWidget& SearchPanel::firstField()
{
    return *m_by;
}

void SearchPanel::clear()
{
    for (auto* one : {m_on, m_where, m_result})
        one->clear();
}

}
