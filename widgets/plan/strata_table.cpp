// SPDX-License-Identifier: Apache-2.0
#include "widgets/plan/strata_table.h"

#include "widgets/look/theme.h"

#include <QHeaderView>

namespace widgets::plan {

StrataTable::StrataTable(const QString& name, StrataModel::Shows shows, QWidget* parent)
    : QTableView{parent}, m_strata{new StrataModel{shows, this}}
{
    setModel(m_strata);
    setAccessibleName(name);
    setFont(look::font(look::Type::Body));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setIconSize({16, 16});
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(look::metric::row);
    verticalHeader()->setDefaultSectionSize(look::metric::row);
    auto& header = *horizontalHeader();
    header.setSectionResizeMode(QHeaderView::ResizeToContents);
    header.setSectionResizeMode(1, QHeaderView::Stretch);
    header.setHighlightSections(false);
    header.setFixedHeight(look::metric::row);
}

}
