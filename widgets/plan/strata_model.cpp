// SPDX-License-Identifier: Apache-2.0
#include "widgets/plan/strata_model.h"

#include "widgets/look/icon.h"
#include "widgets/look/theme.h"
#include "widgets/words/strata_words.h"
#include "widgets/words/words.h"

namespace widgets::plan {

namespace {

enum Column { Kind, Device, SopClass, Risk, Size, Planned, Last, ColumnCount };

template <class Wording>
QString joined(const std::set<std::string>& codes, const Wording& wording)
{
    QStringList all;
    for (const auto& code : codes)
        all += code.empty() ? StrataModel::tr("not stated") : wording(code);
    return all.join(QStringLiteral(" + "));
}

QString number(std::int64_t count)
{
    return words::number(std::size_t(count));
}

}

StratumRow rowOf(const engine::journey::StratumFacts& facts, const engine::review::SampleStratum& stratum)
{
    StratumRow row;
    row.kind = joined(facts.modalities, words::text);
    row.device = joined(facts.devices, words::text);
    row.sopClass = joined(facts.sopClasses, words::ofSopClass);
    row.risk = joined(facts.risks, words::ofRisk);
    if (facts.couldShowFace)
        row.risk += (row.risk.isEmpty() ? QString{} : QStringLiteral(" + ")) + words::ofRisk("face");
    row.whole = stratum.whole;
    row.size = static_cast<std::int64_t>(stratum.units.size());
    return row;
}

StrataModel::StrataModel(Shows shows, QObject* parent) : QAbstractTableModel{parent}, m_shows{shows} {}

void StrataModel::setRows(std::vector<StratumRow> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int StrataModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int StrataModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString StrataModel::words(const StratumRow& row, int column) const
{
    const bool isPlan = m_shows == Shows::Plan;
    switch (column) {
    case Kind:
        return row.kind;
    case Device:
        return row.device;
    case SopClass:
        return row.sopClass;
    case Risk:
        if (row.whole)
            return tr("all: %1").arg(row.risk);
        return row.risk.isEmpty() ? tr("text is rare") : row.risk;
    case Size:
        return number(row.size);
    case Planned:
        return number(isPlan ? row.planned : row.inspected);
    default:
        return number(isPlan ? row.upper : row.leaks);
    }
}

QVariant StrataModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return words(row, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() >= Size ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::DecorationRole:
        return index.column() == Risk && row.whole ? look::icon(QStringLiteral("lock")) : QVariant{};
    case Qt::ToolTipRole:
        return index.column() < Size ? words(row, index.column()) : QVariant{};
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                                            words(row, index.column()));
    default:
        return {};
    }
}

QVariant StrataModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section >= Size ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::FontRole)
        return look::font(look::Type::Small);
    if (role != Qt::DisplayRole)
        return {};
    const bool isPlan = m_shows == Shows::Plan;
    const QString names[] = {tr("Kind"),
                             tr("Make and model"),
                             tr("SOP class"),
                             tr("Risk"),
                             tr("In all"),
                             isPlan ? tr("To inspect") : tr("Inspected"),
                             isPlan ? tr("Leaks at most") : tr("Leaks")};
    return names[section];
}

}
