// SPDX-License-Identifier: Apache-2.0
#include "widgets/header/private_tally.h"

#include "widgets/header/reason.h"
#include "widgets/words/words.h"

#include <QRegularExpression>

#include <set>

namespace widgets::header {

namespace {

constexpr int mostExamples = 3, longestExample = 120;

/// "(0029,1020){ACME}[1].(0010,0010)" -> "0029,xx20.0010,0010": the same in every file and item.
QString tagOf(const PlannedElement& element)
{
    static const QRegularExpression rest{QStringLiteral("\\{[^}]*\\}|\\[\\d+\\]|[()]")};
    static const QRegularExpression block{QStringLiteral("([0-9A-F]{3}[13579BDF]),[0-9A-F]{2}([0-9A-F]{2})")};
    return words::text(element.path).remove(rest).replace(block, QStringLiteral("\\1,xx\\2"));
}

bool isOwner(const PlannedElement& element)
{
    static const QRegularExpression path{QStringLiteral("\\([0-9A-F]{3}[13579BDF],00[1-9A-F][0-9A-F]\\)$")};
    return path.match(words::text(element.path)).hasMatch();
}

bool stays(const PlannedElement& element)
{
    return letterOf(element) == 'K' || letterOf(element) == 'C' || letterOf(element) == 'U';
}

void count(PrivateTally& tally, const PlannedElement& element)
{
    ++(stays(element) ? tally.stays : tally.goes);
    const auto value = words::text(element.before).left(longestExample);
    if (value.isEmpty() || tally.examples.contains(value) || tally.examples.size() >= mostExamples)
        return;
    if (tally.examples.isEmpty()) {
        tally.after = stays(element) ? words::text(element.after).left(longestExample) : QString{};
        tally.tip = tipOf(element);
    }
    tally.examples += value;
}

}

void PrivateCount::add(const std::vector<PlannedElement>& file)
{
    ++m_files;
    std::set<QString> seen;
    for (const auto& element : file) {
        if (!isPrivate(element) || isOwner(element))
            continue;
        const auto creator = creatorOf(element);
        auto& owner = m_owners[creator];
        owner.creator = creator;
        ++(stays(element) ? owner.stays : owner.goes);
        owner.files += seen.insert(creator).second ? 1 : 0;
        auto& tally = owner.elements[tagOf(element)];
        if (tally.tag.isEmpty()) {
            tally.tag = tagOf(element);
            tally.vr = words::text(element.vr);
            tally.tip = tipOf(element);
        }
        count(tally, element);
    }
}

}
