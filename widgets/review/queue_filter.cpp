// SPDX-License-Identifier: Apache-2.0
#include "widgets/review/queue_filter.h"

#include "engine/journey/strata.h"
#include "widgets/words/strata_words.h"
#include "widgets/words/words.h"

#include <QStringList>

#include <algorithm>

namespace widgets::review {

using engine::review::ItemVerdict;
using engine::review::Judgement;

namespace {
/// Stable: projects hold them. In the order of `standings`.
constexpr const char* names[] = {"all", "open", "flagged", "identity", "damaged", "left-out"};
}

bool isOf(Standing standing, ItemVerdict verdict)
{
    switch (standing) {
    case Standing::All:
        return true;
    case Standing::Open:
        return verdict == ItemVerdict::None;
    case Standing::Flagged:
        return verdict == ItemVerdict::Flag;
    case Standing::Identity:
        return verdict == ItemVerdict::Found;
    case Standing::Damaged:
        return verdict == ItemVerdict::Damaged;
    case Standing::LeftOut:
        return verdict == ItemVerdict::Skip;
    }
    return true;
}

bool QueueFilter::takes(const Judgement& judgement, const QString& known) const
{
    if (!isOf(standing, judgement.verdict))
        return false;
    const auto wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (wanted.isEmpty())
        return true;
    const auto all =
        known + QLatin1Char(' ') + words::ofJudgement(judgement) + QLatin1Char(' ') + words::text(judgement.reason);
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](const auto& one) { return all.contains(one, Qt::CaseInsensitive); });
}

bool QueueFilter::wants(const Judgement& judgement, const QString& known) const
{
    const bool asksForOpen = standing == Standing::All || standing == Standing::Open;
    return takes(judgement, known) && (!asksForOpen || judgement.verdict == ItemVerdict::None);
}

std::string QueueFilter::toText() const
{
    return isOn() ? names[int(standing)] + (' ' + words.trimmed().toStdString()) : std::string{};
}

QueueFilter QueueFilter::fromText(const std::string& text)
{
    const auto name = text.substr(0, text.find(' '));
    for (const auto standing : standings) {
        if (name == names[int(standing)])
            return {standing, words::text(text.substr(name.size())).trimmed()};
    }
    return {};
}

QString knownOf(const engine::journey::Project& project, const Item& item)
{
    const auto& instance = project.collection().entry(item.instances.front())->instance;
    QStringList known{words::text(instance.modality), words::text(instance.manufacturer), words::text(instance.model),
                      words::text(instance.format), words::ofSopClass(instance.sopClassUid)};
    if (const auto risk = engine::journey::textRisk(instance); !risk.empty())
        known += words::ofRisk(risk);
    return known.join(QLatin1Char(' '));
}

}
