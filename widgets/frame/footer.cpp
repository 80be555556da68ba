// SPDX-License-Identifier: Apache-2.0
#include "widgets/frame/footer.h"

#include <QLocale>

namespace widgets::frame {

using look::Role;
using look::Text;
using look::Type;

Footer::Footer(QWidget* parent)
    : Panel{Role::Panel, Qt::TopEdge, parent}, m_meter{new look::Meter{Role::Amber}},
      m_left{new Text{{}, Type::Small, Role::Text2}}, m_stop{new QToolButton},
      m_view{new Text{{}, Type::Small, Role::Text2}}, m_saved{new Text{{}, Type::Small, Role::Text2}}
{
    setFixedHeight(look::metric::footer);
    m_meter->setFixedWidth(120);
    m_stop->setText(tr("Stop (Esc)"));
    m_stop->setAccessibleName(tr("Stop"));
    m_stop->setToolTip(tr("Stop what runs in the background (Esc)"));
    m_stop->setAutoRaise(true);
    m_stop->setFont(look::font(Type::Small));
    m_stop->setFocusPolicy(Qt::TabFocus);
    m_stop->setFixedHeight(22);
    connect(m_stop, &QToolButton::clicked, this, &Footer::stopWished);
    auto* row = look::box<QHBoxLayout>(this, 0, 10);
    row->setContentsMargins(12, 1, 12, 0);
    row->addWidget(m_meter);
    row->addWidget(m_left);
    row->addWidget(m_stop);
    row->addStretch();
    row->addWidget(m_view);
    row->addSpacing(8);
    row->addWidget(m_saved);
    show();
}

void Footer::show()
{
    const bool busy = !m_background.isEmpty();
    const double share = busy ? m_backgroundShare : m_share;
    m_meter->setVisible(share >= 0);
    m_meter->setShare(share);
    m_left->setText(busy ? m_background : m_progress);
    m_stop->setVisible(busy);
}

void Footer::setProgress(const QString& words, double share)
{
    m_progress = words;
    m_share = share;
    show();
}

void Footer::setBackground(const QString& words, std::size_t reached, std::size_t total)
{
    const QLocale locale;
    m_background = words;
    m_backgroundShare = total > 0 ? double(reached) / double(total) : 0;
    if (total > 0)
        m_background =
            tr("%1 · %2 of %3").arg(words, locale.toString(qulonglong(reached)), locale.toString(qulonglong(total)));
    show();
}

void Footer::setViewState(const QString& words)
{
    m_view->setText(words);
}

void Footer::setSaved(const QString& words)
{
    m_saved->setText(words);
}

}
