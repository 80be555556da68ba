// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/header/private_tally.h"
#include "widgets/look/parts.h"
#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"

#include <optional>

namespace widgets::header {

/// Private elements of the collection by creator: how many there are, which stay, which go and why, and what stands in
/// them. One file of each series is read, in the background, while the panel is on view.
class PrivatePanel : public QWidget {
    Q_OBJECT

public:
    explicit PrivatePanel(const session::Desk& desk, QWidget* parent = nullptr);

    /// Counts under these rules, or under those in force; what was counted under others is dropped.
    void count(const std::optional<engine::profile::Rules>& rules);
    void stop(); ///< it left the view; `count` goes on where this stopped
    look::RowList& list() { return *m_list; }

Q_SIGNALS:
    void chosen(const QString& creator, const std::string& item); ///< and a file that has it

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void begin(const engine::profile::Rules& rules);
    void next();
    void fill();
    void choose(const QString& row);

    session::Desk m_desk;
    look::Heading* m_heading;
    look::RowList* m_list;
    look::Text* m_note;
    std::optional<engine::profile::Rules> m_rules; ///< those that are counted under
    std::vector<std::string> m_items;              ///< one of each series
    std::size_t m_reached = 0;
    bool m_isRunning = false;
    PrivateCount m_count;
    std::map<QString, std::string> m_firstItem; ///< by creator
};

}
