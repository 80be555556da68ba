// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/rows.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace {

using namespace widgets::look;

Row rowOf(const QString& id)
{
    Row row;
    row.id = id;
    row.title = QStringLiteral("title of ") + id;
    return row;
}

TEST(RowModel, staysConsistentWhileRowsComeChangeAndGo)
{
    RowModel model;
    const QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};

    model.setRows({rowOf("a"), rowOf("b")});
    auto changed = rowOf("b");
    changed.right = "3";
    model.setRows({rowOf("a"), changed});
    model.setRows({});
    model.setRows({rowOf("c")});
    model.setPicture("c", QPixmap{4, 4});

    EXPECT_EQ(model.rowCount(), 1);
}

TEST(RowModel, changesOnlyTheRowThatDiffers)
{
    RowModel model;
    model.setRows({rowOf("a"), rowOf("b")});
    QSignalSpy resets{&model, &QAbstractItemModel::modelReset};
    QSignalSpy changes{&model, &QAbstractItemModel::dataChanged};

    auto b = rowOf("b");
    b.mark = Mark::Clean;
    model.setRows({rowOf("a"), b});

    EXPECT_EQ(resets.count(), 0);
    ASSERT_EQ(changes.count(), 1);
    EXPECT_EQ(changes[0][0].toModelIndex().row(), 1);
}

TEST(RowModel, tellsScreenReadersTheMarkInWords)
{
    RowModel model;
    auto row = rowOf("a");
    row.mark = Mark::Open;
    row.right = "frame 3";
    model.setRows({row});

    EXPECT_EQ(model.index(0).data(Qt::AccessibleTextRole).toString(), "title of a, undecided, frame 3");
}

TEST(RowList, keepsTheCurrentRowWhenOthersGoAndSaysNothing)
{
    RowList list{"rows"};
    list.setRows({rowOf("a"), rowOf("b"), rowOf("c")});
    list.setCurrentId("c");
    QSignalSpy chosen{&list, &RowList::chosen};

    list.setRows({rowOf("b"), rowOf("c")});

    EXPECT_EQ(list.currentId(), "c");
    EXPECT_EQ(chosen.count(), 0);
}

}
