// SPDX-License-Identifier: Apache-2.0
#include "widgets/risk/known_panel.h"

#include "engine/statistics/special_uniques.h"
#include "widgets/words/words.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>

#include <set>

namespace widgets::risk {

using engine::Error;
using engine::ErrorCode;
using engine::Result;
using look::Role;
using look::Text;
using look::Type;

namespace {

std::size_t differentValues(const engine::statistics::Microdata& table, std::size_t column)
{
    std::set<std::string> values;
    for (const auto& row : table.rows)
        values.insert(row[column]);
    return values.size();
}

/// Dates that were moved and free words are nothing to recognise somebody by; a person may think otherwise.
bool isUsuallyKnown(const std::string& column)
{
    return column != "StudyDate" && column != "StudyDescription" && column != "Studies";
}

}

KnownPanel::KnownPanel(QWidget* parent) : Panel{Role::Panel, {}, parent}
{
    auto* column = look::box<QVBoxLayout>(this);
    column->addWidget(new look::Heading{tr("What somebody could know"), tr("Enter: yes or no")});
    m_list = new look::RowList{tr("What somebody could know")};
    column->addWidget(m_list, 1);
    column->addWidget(look::rule());
    auto* fields = look::box<QVBoxLayout>(nullptr, 12, 4);
    const auto field = [&](auto* widget, const QString& name) {
        auto* words = new Text{name, Type::Small, Role::Text2};
        words->setWordWrap(true);
        fields->addWidget(words);
        widget->setAccessibleName(name);
        fields->addWidget(widget);
        return words;
    };
    m_by = new QComboBox;
    m_byWords = field(m_by, tr("Column of the table with original Patient IDs"));
    m_by->hide();
    m_byWords->hide();
    m_population = look::field(tr("People the patients come from"));
    field(m_population, tr("People the patients come from"));
    m_population->setPlaceholderText(tr("not known"));
    m_prevalence = look::field(tr("Shares of a rare combination"));
    field(m_prevalence, tr("Shares of a rare combination, as 0.5*0.06*0.00007"));
    m_prevalence->setPlaceholderText(tr("not asked"));
    m_sizes = new QComboBox;
    field(m_sizes, tr("Column with how many people share each combination"));
    column->addLayout(fields);
    connect(m_list, &look::RowList::opened, this, &KnownPanel::toggle);
    connect(m_by, &QComboBox::currentIndexChanged, this, &KnownPanel::joinChanged);
    connect(m_sizes, &QComboBox::currentIndexChanged, this, &KnownPanel::changed);
    for (auto* one : {m_population, m_prevalence})
        connect(one, &QLineEdit::editingFinished, this, &KnownPanel::changed);
    fillSizes();
}

void KnownPanel::show(const engine::journey::RiskRows& rows)
{
    m_table = rows.table;
    m_ofHeaders = rows.ofHeaders;
    for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
        const auto name = words::text(m_table.columns[i]);
        if (m_seen.contains(name))
            continue;
        m_seen += name;
        const bool isOn = isUsuallyKnown(m_table.columns[i]) && differentValues(m_table, i) > 1;
        if (isOn && m_keys.size() < int(engine::statistics::mostKeys))
            m_keys += name;
    }
    fill();
    fillSizes();
}

void KnownPanel::fill()
{
    QList<look::Row> rows;
    for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
        if (i == 0 || i == m_ofHeaders) {
            look::Row section;
            section.isSection = true;
            section.title = i == 0 ? tr("Kept in headers") : tr("In the linked table");
            rows += section;
        }
        look::Row row;
        row.id = words::text(m_table.columns[i]);
        row.title = row.id;
        row.mono = true;
        const auto values = differentValues(m_table, i);
        row.right = tr("%n value(s)", nullptr, int(values));
        row.mark = m_keys.contains(row.id) ? look::Mark::Clean : look::Mark::Unseen;
        row.tip = m_keys.contains(row.id) ? tr("Taken as known") : tr("Not taken as known");
        rows += row;
    }
    m_list->setRows(rows);
}

void KnownPanel::fillSizes()
{
    const QSignalBlocker quiet{m_sizes};
    const auto chosen = m_sizes->currentData().toString();
    m_sizes->clear();
    m_sizes->addItem(tr("none"), QString{});
    for (auto i = m_ofHeaders; i < m_table.columns.size(); ++i)
        m_sizes->addItem(words::text(m_table.columns[i]), words::text(m_table.columns[i]));
    m_sizes->setCurrentIndex(std::max(0, m_sizes->findData(chosen)));
}

void KnownPanel::offer(const engine::statistics::Microdata& table)
{
    {
        const QSignalBlocker quiet{m_by};
        m_by->clear();
        m_by->addItem(tr("choose…"), QString{});
        for (const auto& name : table.columns)
            m_by->addItem(words::text(name), words::text(name));
    }
    m_by->show();
    m_byWords->show();
    m_by->setFocus();
}

QString KnownPanel::joinedBy() const
{
    return m_by->currentData().toString();
}

Result<engine::statistics::AssessmentWish> KnownPanel::wish() const
{
    engine::statistics::AssessmentWish wish;
    for (const auto& column : m_table.columns) {
        if (m_keys.contains(words::text(column)))
            wish.keys.push_back(column);
    }
    if (const auto people = m_population->text().trimmed(); !people.isEmpty()) {
        bool isNumber = false;
        wish.population = QLocale{}.toLongLong(people, &isNumber);
        if (!isNumber || wish.population < 1)
            return Error{ErrorCode::BadArgument, "population"};
    }
    if (const auto shares = m_prevalence->text().trimmed(); !shares.isEmpty()) {
        const auto product = engine::statistics::prevalenceIn(shares.toStdString());
        if (!product)
            return product.error();
        wish.prevalence = *product;
    }
    wish.populationSizes = m_sizes->currentData().toString().toStdString();
    return wish;
}

void KnownPanel::toggle()
{
    const auto id = m_list->currentId();
    if (id.isEmpty())
        return;
    if (!m_keys.remove(id))
        m_keys += id;
    fill();
    Q_EMIT changed();
}

}
