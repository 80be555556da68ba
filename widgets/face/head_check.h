// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/head_proposals.h"
#include "widgets/contact/contact_check.h"

namespace widgets::face {

/// Many heads at once: where the machine sees no face, and where the usual cut passes all checks. One act, one undo. A
/// head whose cut fails a check is shown, and is for the screen of one head.
class HeadCheck : public contact::ContactCheck {
    Q_OBJECT

public:
    explicit HeadCheck(const session::Desk& desk, QObject* parent = nullptr);

    /// False when there is no head to ask about; `refused` has said why.
    bool begin();

Q_SIGNALS:
    void agreed(const engine::review::FindingsDecided& event);

protected:
    int count() const override { return int(m_all.size()); }
    QString title() const override;
    contact::Tile describe(int at) const override;
    std::function<contact::Made(const engine::Progress&)> maker(int at, bool isOut) const override;
    QList<look::Row> secondLooks() const override;
    std::function<void()> agreement(const QList<int>& chosen) override;

private:
    std::vector<engine::journey::HeadProposal> m_all;
};

}
