// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/mark.h"

#include <QAbstractListModel>
#include <QListView>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace widgets::look {

/// One line of a queue, box list or check list. Its height follows from what is there: 28, 44, or 56 with a picture.
struct Row {
    QString id; ///< of the thing the row stands for; keeps the current row when the rows change
    QString title, sub, right;
    Mark mark = Mark::None;
    QString letter;
    QPixmap picture;
    bool hasPicture = false; ///< room for one, though it may not be there yet
    bool mono = false;       ///< the title is a value from a file
    bool isValue = false;    ///< header difference: `sub` is the value before, `after` the one after
    QString after;
    int indent = 0;         ///< levels of a tree
    Role tone = Role::Text; ///< of `right`; Text means quiet
    QString tip;            ///< plain words for the pointer and for screen readers: why it is as it is
    bool isLit = false;     ///< a bar at the edge: not as it was
    bool isSection = false; ///< a heading within the list: title and right only; nobody can choose it

    bool operator==(const Row& other) const;
};

/// Keeps a copy of the rows it shows.
class RowModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    void setRows(QList<Row> rows);
    void setPicture(const QString& id, const QPixmap& picture);
    const QList<Row>& rows() const { return m_rows; }
    int indexOf(const QString& id) const; ///< -1 when there is none

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QList<Row> m_rows;
};

class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// A list of rows with one current row. It never scrolls by itself except to keep the current row in view.
class RowList : public QListView {
    Q_OBJECT

public:
    explicit RowList(const QString& name, QWidget* parent = nullptr);
    /// The current row stays on the same id; when that is gone, on the same place. No signal for this.
    void setRows(const QList<Row>& rows);
    void setPicture(const QString& id, const QPixmap& picture) { m_model->setPicture(id, picture); }
    const QList<Row>& rows() const { return m_model->rows(); }
    QString currentId() const;
    void setCurrentId(const QString& id); ///< no signal
    void fitHeight();                     ///< as high as its rows: for lists that never scroll

Q_SIGNALS:
    void chosen(const QString& id); ///< the person moved to another row
    void opened(const QString& id); ///< Enter or double click

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    RowModel* m_model;
    bool m_quiet = false;
};

}
