// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"

namespace widgets::journal {

/// Everything that was done, in order, each entry with the hash over it and all before it. No values: only what kind of
/// thing was done, when and by whom.
class JournalScreen : public session::ProjectScreen {
    Q_OBJECT

public:
    explicit JournalScreen(const session::Desk& desk);
    void enter() override;
    QString progress() const override;

protected:
    void refresh() override;

private:
    void verify();

    look::Heading* m_heading;
    look::RowList* m_list;
};

}
