// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/head_record.h"
#include "widgets/look/parts.h"
#include "widgets/look/rows.h"

namespace widgets::face {

/// What is known of a head and of its cut, in words: where it stands, what was measured, from where a person has
/// looked, and what the checks say.
class HeadPanel : public look::Panel {
    Q_OBJECT

public:
    explicit HeadPanel(QWidget* parent = nullptr);

    /// `facts` besides what was `measured`: class and words of `ofHead`, empty until it was assessed.
    void showHead(const QString& stands, const QString& facts, const QString& measured);
    void showSeen(int sides); ///< bits as of HeadView::seen
    /// Nothing is cut without `cut`, and nothing is known yet without `tried`; `before` is of the head as it is.
    void showCut(const std::optional<engine::face::Cut>& cut, const engine::face::AssessFace::Answer& before,
                 const std::optional<engine::face::CheckCut::Answer>& tried);
    look::RowList* checks() const { return m_checks; }

private:
    look::Text* addWords(look::Type type, look::Role role);
    look::RowList* addList(const QString& name);

    look::Text *m_state, *m_facts, *m_cutWords;
    look::RowList *m_looked, *m_checks;
    look::Heading* m_cutHeading;
};

}
