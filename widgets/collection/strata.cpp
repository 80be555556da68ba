// SPDX-License-Identifier: Apache-2.0
#include "widgets/collection/strata.h"

#include "widgets/look/theme.h"
#include "widgets/words/words.h"

#include <QSet>

#include <map>

namespace widgets::collection {

namespace {

enum Column { Modality, Device, Size, Risk, Images, Files, ColumnCount };

/// Ultrasound, screen captures, photographs, endoscopy, angiography: PS3.15 E.1.3 names them as carriers of text.
bool oftenShowsText(const QString& modality)
{
    static const QSet<QString> kinds{"US", "IVUS", "SC", "OT", "XC", "ES", "XA", "RF", "DOC", "ECG", "OP", "GM"};
    return kinds.contains(modality) || modality.isEmpty();
}

}

std::vector<Stratum> strataOf(const engine::study::Collection& collection)
{
    std::map<std::tuple<QString, QString, QString>, Stratum> found;
    for (const auto& entry : collection.entries()) {
        const auto& instance = entry.instance;
        const auto modality = words::text(instance.modality);
        const auto device = words::text(instance.manufacturer + ' ' + instance.model).simplified();
        const auto size = instance.frames > 0 ? QStringLiteral("%1×%2").arg(instance.columns).arg(instance.rows)
                                              : StrataModel::tr("no pixels");
        auto& stratum = found[{modality, device, size}];
        stratum.modality = modality;
        stratum.device = device;
        stratum.size = size;
        stratum.showsText = instance.frames > 0 && oftenShowsText(modality);
        stratum.images += std::size_t(std::max(0, instance.frames));
        ++stratum.files;
    }
    std::vector<Stratum> rows;
    for (auto& [key, stratum] : found)
        rows.push_back(std::move(stratum));
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.showsText > b.showsText; });
    return rows;
}

void StrataModel::setRows(std::vector<Stratum> rows)
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

QVariant StrataModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[std::size_t(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() >= Images ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Modality:
        return row.modality.isEmpty() ? tr("not stated") : row.modality;
    case Device:
        return row.device.isEmpty() ? tr("not stated") : row.device;
    case Size:
        return row.size;
    case Risk:
        return row.showsText ? tr("Text is common") : tr("Text is rare");
    case Images:
        return words::number(row.images);
    default:
        return words::number(row.files);
    }
}

QVariant StrataModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section >= Images ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::FontRole)
        return look::font(look::Type::Small);
    if (role != Qt::DisplayRole)
        return {};
    const QString names[] = {tr("Kind"), tr("Make and model"), tr("Size"), tr("Risk"), tr("Images"), tr("Files")};
    return section < ColumnCount ? names[section] : QVariant{};
}

}
