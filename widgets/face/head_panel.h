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
    /// `takenOn`: failures that a person took on with this very cut, in `takenOnWords`.
    struct Shown {
        std::optional<engine::face::Cut> cut;
        engine::face::AssessFace::Answer before;
        std::optional<engine::face::CheckCut::Answer> tried;
        std::set<std::string> takenOn;
        QString takenOnWords;
    };
    void showCut(const Shown& shown);
    /// Of pictures of no head nothing is said of sides and cuts; `limits` is what nobody knows of such pictures.
    void showParts(bool hasHead, const QString& limits);
    look::RowList* checks() const { return m_checks; }

private:
    look::Text *m_state, *m_facts, *m_cutWords, *m_limits;
    QWidget* m_ofHead;
    look::RowList *m_looked, *m_checks;
    look::Heading* m_cutHeading;
};

}
