// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/class_boxes.h"
#include "widgets/contact/contact_check.h"

namespace widgets::text {

/// The boxes of one image on all of its layout, after a look at each: one act, so one undo.
class ClassCheck : public contact::ContactCheck {
    Q_OBJECT

public:
    explicit ClassCheck(const session::Desk& desk, QObject* parent = nullptr);

    /// False when the image has no blanked box or no other image would change; `refused` has said why.
    bool begin(const std::string& item);

Q_SIGNALS:
    void agreed(const engine::review::BoxesCarried& event, int images);

protected:
    int count() const override { return int(m_all.size()); }
    QString title() const override;
    contact::Tile describe(int at) const override;
    std::function<contact::Made(const engine::Progress&)> maker(int at, bool isOut) const override;
    QList<look::Row> secondLooks() const override;
    std::function<void()> agreement(const QList<int>& chosen) override;

private:
    std::string m_item;
    std::vector<engine::journey::Carried> m_all;
};

}
