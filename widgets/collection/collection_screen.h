// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/csv.h"
#include "widgets/checks/checks.h"
#include "widgets/collection/strata.h"
#include "widgets/look/figure.h"
#include "widgets/look/rows.h"

class QStackedWidget;
class QTableView;

namespace widgets::collection {

class CheckPanel;

/// What is in the project: the tree, six figures, the kinds of images, and what a check-up found.
class CollectionScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    CollectionScreen(const session::Desk& desk, checks::Checks& checks);
    void enter() override;
    QString progress() const override;

    /// A site's list of what should be there, with its header line: the check-up compares with it.
    void offer(const engine::Result<engine::CsvRows>& list);

Q_SIGNALS:
    void addWished();  ///< files shall be chosen
    void listWished(); ///< a site's list

protected:
    void refresh() override;

private:
    QWidget* tree();
    QWidget* middle();
    void fillTree();
    void openCurrent(const QString& id);
    void step();
    void nameStep();
    void nameKinds();

    checks::Checks& m_checks;
    QStackedWidget* m_pages;
    look::RowList* m_tree;
    CheckPanel* m_checkUp;
    look::Heading* m_kinds;
    look::Figure *m_patients, *m_studies, *m_series, *m_files, *m_set, *m_twins;
    StrataModel* m_strata;
    QTableView* m_table;
    QAction* m_step;
};

}
