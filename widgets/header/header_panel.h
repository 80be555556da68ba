// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/profile/requests.h"
#include "widgets/look/parts.h"
#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"

namespace widgets::header {

/// What happens to the header of one file: every element before and after, with the action and what decided it. Groups:
/// to be read by a person, changed, unchanged. Machine words are set in the fixed-width face.
class HeaderPanel : public QWidget {
    Q_OBJECT

public:
    HeaderPanel(const session::Desk& desk, const QString& title, QWidget* parent = nullptr);

    /// Asks for the difference of this file; the old one stays until the answer is there. Empty id: shows nothing.
    void show(const std::string& item);
    void again(); ///< the rules changed
    void setFilter(const QString& words);
    look::RowList& list() { return *m_list; }
    const std::vector<engine::profile::PlannedElement>& elements() const { return m_elements; }

Q_SIGNALS:
    void loaded();

private:
    void take(engine::Result<engine::profile::Inspect::Answer> answer);
    void fill();

    session::Desk m_desk;
    look::Heading* m_heading;
    look::RowList* m_list;
    look::Text* m_reason;
    std::string m_item;
    QString m_filter;
    std::vector<engine::profile::PlannedElement> m_elements;
};

}
