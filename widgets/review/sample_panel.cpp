// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/sample_panel.h"

#include "widgets/review/mark_map.h"
#include "widgets/words/words.h"

#include <algorithm>

namespace widgets::review {

using engine::review::ItemVerdict;
using look::Role;
using look::Text;
using look::Type;

namespace {

/// "1:05 min", "2:10 h": what is left needs no more.
QString lasting(qint64 ms)
{
    const auto seconds = (ms + 500) / 1000;
    const auto minutes = seconds / 60;
    const auto pair = [](qint64 large, qint64 small) {
        return QStringLiteral("%1:%2").arg(large).arg(small, 2, 10, QLatin1Char('0'));
    };
    return minutes < 60 ? SamplePanel::tr("%1 min").arg(pair(minutes, seconds % 60))
                        : SamplePanel::tr("%1 h").arg(pair(minutes / 60, minutes % 60));
}

}

Tally tallyOf(const engine::review::State& state, const std::vector<Item>& items, const Reading& reading)
{
    Tally tally;
    tally.all = items.size();
    std::vector<qint64> dwells;
    for (const auto& item : items) {
        const auto verdict = judgementOf(state, item, reading).verdict;
        tally.judged += verdict != ItemVerdict::None;
        tally.clean += verdict == ItemVerdict::Clean;
        tally.found += verdict == ItemVerdict::Found;
        tally.flagged += verdict == ItemVerdict::Flag;
    }
    for (const auto& [item, look] : state.looks)
        dwells.push_back(look.dwellMs);
    if (dwells.empty())
        return tally;
    const auto middle = dwells.begin() + std::ptrdiff_t(dwells.size() / 2);
    std::nth_element(dwells.begin(), middle, dwells.end());
    tally.medianMs = *middle;
    return tally;
}

SamplePanel::SamplePanel(QWidget* parent) : Panel{Role::Panel, {}, parent}
{
    setMinimumWidth(200);
    auto* column = look::box<QVBoxLayout>(this);
    m_heading = new look::Heading{tr("To judge")};
    column->addWidget(m_heading);
    auto* inner = look::box<QVBoxLayout>(nullptr, 0, 6);
    inner->setContentsMargins(12, 0, 12, 12);
    m_map = new MarkMap;
    inner->addWidget(m_map);
    inner->addSpacing(8);
    const QString names[] = {tr("Clean"), tr("Identity found"), tr("For the second reader"), tr("To look at")};
    for (int i = 0; i < 4; ++i) {
        auto* line = look::box<QHBoxLayout>(nullptr);
        m_counts[i] = new Text{{}, Type::Small};
        line->addWidget(new Text{names[i], Type::Small, Role::Text2});
        line->addStretch();
        line->addWidget(m_counts[i]);
        inner->addLayout(line);
    }
    inner->addSpacing(8);
    inner->addWidget(look::rule());
    inner->addSpacing(8);
    m_verdict = new Text{{}, Type::Body};
    m_side = new Text{{}, Type::Small, Role::Text2};
    m_seen = new Text{{}, Type::Small, Role::Text2};
    m_pace = new Text{{}, Type::Small, Role::Text2};
    m_break = new Text{{}, Type::Small, Role::Amber};
    for (auto* one : {m_verdict, m_side, m_seen, m_pace, m_break}) {
        one->setWordWrap(true);
        inner->addWidget(one);
    }
    m_reader = look::push(tr("Who reads…"), {});
    connect(m_reader, &QPushButton::clicked, this, &SamplePanel::readerWished);
    inner->addWidget(m_reader, 0, Qt::AlignLeft);
    inner->addStretch();
    auto* note = new Text{tr("Mid-grey text over anatomy in a single slice may show in none of these pictures: Enter "
                             "shows the slices. Patient, machine result and other readers are hidden while you look."),
                          Type::Small, Role::Text2};
    note->setWordWrap(true);
    inner->addWidget(note);
    column->addLayout(inner);
    m_sitting.start();
}

void SamplePanel::showMarks(const QList<look::Mark>& marks, int current)
{
    m_map->show(marks, current);
}

void SamplePanel::showTally(const Tally& tally, const QString& heading)
{
    const auto left = tally.all - tally.judged;
    const std::size_t counts[] = {tally.clean, tally.found, tally.flagged, left};
    const Role tones[] = {Role::Teal, Role::Red, Role::Violet, Role::Amber};
    for (int i = 0; i < 4; ++i) {
        m_counts[i]->setText(words::number(counts[i]));
        m_counts[i]->setRole(counts[i] > 0 ? tones[i] : Role::Text2);
    }
    constexpr qint64 remindMs = 45 * 60'000; // readers find less after long work: Krupinski 2010, 2012
    m_break->setText(sittingMs() < remindMs ? QString{}
                                            : tr("%1 min without a break: F10 takes one").arg(sittingMs() / 60'000));
    m_heading->setWords(heading);
    m_heading->setRight(tr("%1 of %2").arg(tally.judged).arg(tally.all));
    m_pace->setText(tally.medianMs == 0 || left == 0 ? QString{}
                                                     : tr("Middle pace %1 s, about %2 left")
                                                           .arg(double(tally.medianMs) / 1000, 0, 'f', 1)
                                                           .arg(lasting(tally.medianMs * qint64(left))));
}

void SamplePanel::setReaderTip(const QString& words)
{
    m_reader->setToolTip(words);
    m_reader->setAccessibleDescription(words);
}

void SamplePanel::showFacts(const QString& verdict, const QString& side, const QString& seen)
{
    m_verdict->setText(verdict);
    m_side->setText(side);
    m_seen->setText(seen);
}

}
