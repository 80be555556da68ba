// SPDX-License-Identifier: Apache-2.0
#include "widgets/plan/pages.h"

#include "widgets/frame/screen.h"
#include "widgets/look/chip.h"

#include <QCoreApplication>

namespace widgets::plan {

look::Panel* pagesOf(frame::Screen& screen)
{
    const std::pair<const char*, QString> pages[] = {
        {"plan", QCoreApplication::translate("widgets::plan", "Plan")},
        {"review", QCoreApplication::translate("widgets::plan", "Review")},
        {"result", QCoreApplication::translate("widgets::plan", "Result")}};
    auto* panel = new look::Panel{look::Role::Panel, Qt::BottomEdge};
    panel->setFixedHeight(44);
    auto* row = look::box<QHBoxLayout>(panel, 0, 4);
    row->setContentsMargins(8, 0, 8, 1);
    look::Chip* here = nullptr;
    for (const auto& [name, words] : pages) {
        auto* tab = new look::Chip{words, true};
        row->addWidget(tab);
        if (screen.name() == QLatin1String(name))
            here = tab;
        QObject::connect(tab, &QAbstractButton::clicked, &screen, [&screen, page = QString::fromLatin1(name)] {
            if (page != screen.name())
                Q_EMIT screen.wish(page);
        });
    }
    here->setChecked(true);
    // The screen may be come back to: its own tab is on again.
    for (auto* tab : panel->findChildren<look::Chip*>())
        QObject::connect(
            tab, &QAbstractButton::clicked, here, [here] { here->setChecked(true); }, Qt::QueuedConnection);
    row->addStretch();
    return panel;
}

look::Panel* emptyPage(const QString& purpose, look::Text*& why)
{
    auto* page = new look::Panel{look::Role::Panel};
    auto* column = look::box<QVBoxLayout>(page, 24, 8);
    column->addStretch();
    column->addWidget(new look::Text{purpose, look::Type::Title}, 0, Qt::AlignHCenter);
    why = new look::Text{{}, look::Type::Body, look::Role::Text2};
    why->setWordWrap(true);
    why->setAlignment(Qt::AlignHCenter);
    column->addWidget(why);
    column->addStretch();
    return page;
}

}
