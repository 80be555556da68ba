// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/review/items.h"

#include <QString>

namespace widgets::review {

/// Items by how they stand.
enum class Standing { All, Open, Flagged, Identity, Damaged, LeftOut };
inline constexpr Standing standings[] = {Standing::All,      Standing::Open,    Standing::Flagged,
                                         Standing::Identity, Standing::Damaged, Standing::LeftOut};

bool isOf(Standing standing, engine::review::ItemVerdict verdict);

/// Which items of the queue a person walks through. The others stay as open as they are.
struct QueueFilter {
    Standing standing = Standing::All;
    QString words; ///< each of them occurs in what is known of the item; case ignored

    bool isOn() const { return standing != Standing::All || !words.trimmed().isEmpty(); }
    /// `known`: of the item, in words.
    bool takes(const engine::review::Judgement& judgement, const QString& known) const;
    /// It is taken, and somebody has to judge it, or, where judged ones are asked for, to look again.
    bool wants(const engine::review::Judgement& judgement, const QString& known) const;
    bool operator==(const QueueFilter&) const = default;

    /// For the project: "flagged us acme".
    std::string toText() const;
    static QueueFilter fromText(const std::string& text); ///< All where it is not understood
};

/// Modality, make and model, kind of image, and why it may carry text: what a filter may ask for. Never a value of the
/// patient, nor whose series it is: the reader is not to know. A known case is told by nothing in it.
QString knownOf(const engine::journey::Project& project, const Item& item);

}
