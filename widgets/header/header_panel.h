// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/header/filter_bar.h"
#include "widgets/look/parts.h"
#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"

#include <optional>

namespace widgets::header {

/// What happens to the header of one file: every element before and after, with the action, and on hover and below the
/// list what decided it. Groups: to be read by a person, private that stays, changed, unchanged, the file's own head.
/// Machine words are set in the fixed-width face.
///
/// Under rules that are only being tried, what differs from the rules in force carries a bar.
class HeaderPanel : public QWidget {
    Q_OBJECT

public:
    enum class Filters { Hidden, Shown };
    HeaderPanel(const session::Desk& desk, const QString& title, Filters filters, QWidget* parent = nullptr);

    /// Asks for the difference of this file; the old one stays until the answer is there. Empty id: shows nothing.
    /// `known`: with the leak that this known case leaves in it.
    void show(const std::string& item, const engine::review::KnownCase* known = nullptr);
    void again(); ///< the rules changed
    /// Whether what stands there is of this file, and not of the one before.
    bool isShowing(const std::string& item) const { return m_isAnswered && item == m_item; }
    /// Only what the file itself says and still does when it leaves: for those who must not know whose file it is.
    void showOnlyKept();
    /// Shows what these rules would do instead of those in force.
    void tryRules(const std::optional<engine::profile::Rules>& rules);
    FilterBar& filters() { return *m_filters; }
    look::RowList& list() { return *m_list; }
    const std::vector<PlannedElement>& elements() const { return m_elements; }
    std::size_t differing() const { return m_differing.size(); } ///< elements that the tried rules treat otherwise

Q_SIGNALS:
    void loaded();
    void answered(); ///< loaded, or said why not

private:
    struct Answers;
    void take(const Answers& answers);
    void fill();
    void tell(const QString& id); ///< why that element is as it is

    session::Desk m_desk;
    look::Heading* m_heading;
    FilterBar* m_filters;
    look::RowList* m_list;
    look::Text* m_reason;
    std::string m_item;
    std::optional<engine::review::KnownCase> m_known;
    bool m_isKeptOnly = false, m_isAnswered = false;
    std::optional<engine::profile::Rules> m_tried;
    std::vector<PlannedElement> m_elements;
    std::set<std::string> m_differing; ///< paths
};

}
