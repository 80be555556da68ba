// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/rows.h"

#include <QTextDocument>

namespace widgets::look {

bool Row::operator==(const Row& other) const
{
    return id == other.id && title == other.title && sub == other.sub && right == other.right && mark == other.mark &&
           letter == other.letter && picture.cacheKey() == other.picture.cacheKey() && hasPicture == other.hasPicture &&
           mono == other.mono && isValue == other.isValue && after == other.after && indent == other.indent &&
           tone == other.tone && tip == other.tip && isLit == other.isLit && isSection == other.isSection;
}

void RowModel::setRows(QList<Row> rows)
{
    bool sameIds = rows.size() == m_rows.size();
    for (int i = 0; sameIds && i < rows.size(); ++i)
        sameIds = rows[i].id == m_rows[i].id && !rows[i].id.isEmpty();
    for (auto& row : rows) { // a picture that came meanwhile stays
        const int old = row.hasPicture && row.picture.isNull() ? indexOf(row.id) : -1;
        if (old >= 0)
            row.picture = m_rows[old].picture;
    }
    if (!sameIds) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (int i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = rows[i];
        Q_EMIT dataChanged(index(i), index(i));
    }
}

void RowModel::setPicture(const QString& id, const QPixmap& picture)
{
    const int at = indexOf(id);
    if (at < 0)
        return;
    m_rows[at].picture = picture;
    Q_EMIT dataChanged(index(at), index(at));
}

int RowModel::indexOf(const QString& id) const
{
    for (int i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].id == id)
            return i;
    return -1;
}

int RowModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant RowModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole: {
        QStringList words{row.title, wordOf(row.mark), row.sub, row.isValue ? row.after : QString{}, row.right};
        words.removeAll(QString{});
        return words.join(QStringLiteral(", "));
    }
    case Qt::ToolTipRole: // rich, so that it wraps; escaped, since values of files stand in it
        return row.tip.isEmpty() ? QVariant{} : Qt::convertFromPlainText(row.tip, Qt::WhiteSpaceNormal);
    case Qt::AccessibleDescriptionRole:
        return row.tip;
    case Qt::UserRole:
        return row.id;
    default:
        return {};
    }
}

Qt::ItemFlags RowModel::flags(const QModelIndex& index) const
{
    const bool isSection = index.isValid() && m_rows[index.row()].isSection;
    return isSection ? Qt::ItemFlags{Qt::ItemNeverHasChildren} : QAbstractListModel::flags(index);
}

RowList::RowList(const QString& name, QWidget* parent) : QListView{parent}, m_model{new RowModel{this}}
{
    setModel(m_model);
    setItemDelegate(new RowDelegate{this});
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(this, &QListView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT opened(index.data(Qt::UserRole).toString()); });
}

void RowList::setRows(const QList<Row>& rows)
{
    m_quiet = true;
    const auto id = currentId();
    const int place = currentIndex().row();
    m_model->setRows(rows);
    int now = id.isEmpty() ? -1 : m_model->indexOf(id);
    if (now < 0 && place >= 0 && !rows.isEmpty())
        now = std::min(place, int(rows.size()) - 1);
    if (now >= 0 && rows[now].isSection)
        now = now + 1 < rows.size() ? now + 1 : -1;
    if (now != currentIndex().row())
        setCurrentIndex(m_model->index(now, 0));
    m_quiet = false;
}

QString RowList::currentId() const
{
    return currentIndex().data(Qt::UserRole).toString();
}

void RowList::setCurrentId(const QString& id)
{
    m_quiet = true;
    setCurrentIndex(m_model->index(m_model->indexOf(id), 0));
    m_quiet = false;
}

void RowList::fitHeight()
{
    int height = 0;
    for (int i = 0; i < m_model->rowCount(); ++i)
        height += sizeHintForRow(i);
    setFixedHeight(height);
}

void RowList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (!m_quiet && current.isValid())
        Q_EMIT chosen(current.data(Qt::UserRole).toString());
}

}
