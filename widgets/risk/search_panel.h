// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/policy.h"
#include "widgets/look/parts.h"
#include "widgets/look/rows.h"

namespace widgets::risk {

/// Searches for other public data on the same people, as the report prints them: what was told, and a form for one
/// more. Whether any was made is said.
class SearchPanel : public look::Panel {
    Q_OBJECT

public:
    explicit SearchPanel(QWidget* parent = nullptr);
    void show(const std::vector<engine::review::PublicSearch>& searches, bool isFrozen);
    QWidget& firstField();
    void clear(); ///< the form, once it was told

Q_SIGNALS:
    void told(const engine::review::PublicSearch& search);

private:
    look::RowList* m_list;
    look::Text* m_none;
    QLineEdit *m_by, *m_on, *m_where, *m_result;
    QPushButton* m_add;
};

}
