// SPDX-License-Identifier: Apache-2.0
#include "widgets/import/link_card.h"

#include "widgets/look/parts.h"
#include "widgets/words/words.h"

#include <QLineEdit>

namespace widgets::import {

using engine::journey::Discovered;
using engine::journey::LinkRule;
using look::Role;
using look::Text;
using look::Type;

namespace {

const QString nobody = QStringLiteral("nobody"), own = QStringLiteral("own"), table = QStringLiteral("table");

/// What cameras and wards do: a folder a patient, or the patient's number before the rest of the name.
const QStringList& patterns()
{
    static const QStringList all{QStringLiteral("{id}/*"), QStringLiteral("{id}/*/*"), QStringLiteral("{id}_*"),
                                 QStringLiteral("{id}-*")};
    return all;
}

QString wordsFor(const QString& pattern)
{
    return QList<QString>{LinkCard::tr("The folder they lie in"), LinkCard::tr("The folder above it"),
                          LinkCard::tr("The name, up to the first _"), LinkCard::tr("The name, up to the first -")}
        .value(patterns().indexOf(pattern));
}

}

LinkCard::LinkCard(std::vector<Discovered> found, QWidget* parent) : QWidget{parent}, m_found{std::move(found)}
{
    auto* column = look::box<QVBoxLayout>(this, 0, 8);
    column->addWidget(look::paragraph(
        tr("Photographs name no patient. Those of one patient share a pseudonym when they are linked; the others stand "
           "alone, as unlinked, and the report says so. Names of files and folders never leave."),
        Type::Body, Role::Text2));
    m_ways = new look::RowList{tr("Whose they are")};
    column->addWidget(m_ways, 1);
    m_pattern = look::field(tr("Pattern of the path"));
    m_pattern->setPlaceholderText(tr("A pattern of your own: {id} is the patient, * anything but /"));
    column->addWidget(m_pattern);
    m_example = new Text{{}, Type::Body, Role::Text2};
    m_example->setWordWrap(true);
    m_example->setTextFormat(Qt::PlainText); // names of files are shown
    column->addWidget(m_example);
    auto* add = look::push(tr("Add them"), QStringLiteral("folder-plus"), true);
    auto* row = look::box<QHBoxLayout>(nullptr, 0, 8);
    row->addWidget(new Text{tr("Esc adds nothing"), Type::Small, Role::Text2});
    row->addStretch();
    row->addWidget(add);
    column->addLayout(row);
    connect(m_ways, &look::RowList::chosen, this, &LinkCard::choose);
    connect(m_ways, &look::RowList::opened, this, &LinkCard::accept);
    connect(add, &QPushButton::clicked, this, [this] { accept(m_ways->currentId()); });
    connect(m_pattern, &QLineEdit::textEdited, this, [this] {
        fill();
        m_ways->setCurrentId(own);
        m_example->setText(example(rule(m_pattern->text())));
    });
    connect(m_pattern, &QLineEdit::returnPressed, this, [this] { accept(own); });
    fill();
    m_ways->setCurrentId(nobody);
    choose(nobody);
}

void LinkCard::focusInEvent(QFocusEvent*)
{
    m_ways->setFocus();
}

LinkRule LinkCard::rule(const QString& pattern) const
{
    auto rule = engine::journey::linkRule(pattern.toStdString(), {});
    LinkRule made = rule ? *std::move(rule) : LinkRule{};
    made.table = m_table;
    return made;
}

QString LinkCard::wordsOn(const LinkRule& rule) const
{
    const auto tried = engine::journey::tryLinks(m_found, rule);
    return tried.linked == 0 ? tr("none of %1").arg(words::number(tried.photographs))
                             : tr("%1 of %2, %n patient(s)", nullptr, static_cast<int>(tried.patients))
                                   .arg(words::number(tried.linked), words::number(tried.photographs));
}

QString LinkCard::example(const LinkRule& rule) const
{
    const auto tried = engine::journey::tryLinks(m_found, rule);
    return tried.linked == 0 ? tr("Nobody is linked.")
                             : tr("Such as %1: patient %2").arg(words::text(tried.path), words::text(tried.id));
}

void LinkCard::fill()
{
    QList<look::Row> rows;
    const auto add = [&](const QString& id, const QString& title, const QString& right) {
        look::Row row;
        row.id = id;
        row.title = title;
        row.right = right;
        rows += row;
    };
    add(nobody, tr("Nobody: add them unlinked"), {});
    for (const auto& pattern : patterns())
        add(pattern, wordsFor(pattern), wordsOn(rule(pattern)));
    add(table, m_table.empty() ? tr("A table of paths and patients…") : tr("The table alone"),
        m_table.empty() ? QString{} : wordsOn(rule({})));
    if (!m_pattern->text().isEmpty())
        add(own, tr("The pattern below"), wordsOn(rule(m_pattern->text())));
    m_ways->setRows(rows);
}

void LinkCard::choose(const QString& id)
{
    if (id == nobody)
        m_example->setText(tr("Every photograph will be a patient of its own in draws and reports."));
    else if (id == table && m_table.empty())
        m_example->setText(tr("A CSV with the columns path and id: a path, or a file's name, and its patient."));
    else
        m_example->setText(example(rule(id == own ? m_pattern->text() : id == table ? QString{} : id)));
}

void LinkCard::accept(const QString& id)
{
    if (id == table && m_table.empty()) {
        Q_EMIT tableWished();
        return;
    }
    if (id == own && !engine::journey::linkRule(m_pattern->text().toStdString(), {})) {
        say(tr("A pattern holds {id} once, as in {id}/* or */{id}_*"));
        return;
    }
    if (id != nobody)
        engine::journey::linkPhotographs(m_found, rule(id == own ? m_pattern->text() : id == table ? QString{} : id));
    Q_EMIT settled(m_found);
}

void LinkCard::setTable(std::map<std::string, std::string> rows)
{
    m_table = std::move(rows);
    fill();
    m_ways->setCurrentId(table);
    choose(table);
}

void LinkCard::say(const QString& words)
{
    m_example->setText(words);
}

}
